// A client's book as the exchange's manual describes it, made of two plain Maps, over the lines of one symbol: where it was
// broken, when it was whole again, and whether it is the emulator's own book. Shares nothing with the product's books.

import { crc32 } from 'node:zlib';
import type { FileLine, TextLevel } from './chaos-lines.js';

export interface PlainGap {
  readonly symbol: string;
  readonly stream: 'depth' | 'trade';
  readonly fromId: number;
  readonly toId: number;
  readonly atMs: number;
  /** When the book was whole again, or the last missing trade was there; null: never. */
  closedMs: number | null;
}

export interface BookFindings {
  readonly gaps: PlainGap[];
  /** Spans of ids that a gap and its resync account for: what was sent in them is not held, and said to be so. */
  readonly lostSpans: { readonly fromId: number; toId: number }[];
  compared: number;
  readonly wrong: string[];
}

interface Delta {
  readonly firstId: number;
  readonly finalId: number;
  readonly prevId: number;
  readonly bids: readonly TextLevel[];
  readonly asks: readonly TextLevel[];
  readonly atMs: number;
}

const DIGEST_LEVELS = 50;
/** "5.000" → "5", "61800.20" → "61800.2". */
const plain = (text: string): string => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text);

/** Levels by price: decimal texts of up to 15 digits that differ give numbers that differ. */
type Side = Map<number, TextLevel>;

const sideOf = (levels: readonly TextLevel[]): Side => new Map(levels.map((level) => [Number(level[0]), level]));

/** Prices of the best levels, best first, picked out in one pass: books have thousands. */
function bestPrices(side: Side, sign: 1 | -1): number[] {
  const best: number[] = [];
  for (const price of side.keys()) {
    const worst = best.at(-1);
    if (best.length === DIGEST_LEVELS && worst !== undefined && sign * price >= sign * worst) continue;
    const at = best.findIndex((other) => sign * other > sign * price);
    best.splice(at < 0 ? best.length : at, 0, price);
    if (best.length > DIGEST_LEVELS) best.pop();
  }
  return best;
}

const topText = (side: Side, sign: 1 | -1): string =>
  bestPrices(side, sign)
    .map((price) => {
      const [text, qty] = side.get(price) ?? ['', ''];
      return `${plain(text)}:${plain(qty)}\n`;
    })
    .join('');

const crcOfTop = (bids: Side, asks: Side): number => crc32(topText(bids, -1) + topText(asks, 1));

/** The state of the manual's client: without a book, with one that waits for its first delta, or in step. */
class PlainBook {
  readonly #symbol: string;
  readonly #truth: ReadonlyMap<string, number>;
  readonly findings: BookFindings = { gaps: [], lostSpans: [], compared: 0, wrong: [] };
  #bids: Side = new Map();
  #asks: Side = new Map();
  #phase: 'none' | 'loaded' | 'running' = 'none';
  #last = 0;
  #waiting: Delta[] = [];

  constructor(symbol: string, truth: ReadonlyMap<string, number>) {
    this.#symbol = symbol;
    this.#truth = truth;
  }

  delta(delta: Delta): void {
    if (this.#phase === 'none') return this.#wait(delta);
    if (this.#phase === 'loaded') {
      if (delta.finalId < this.#last) return;
      if (this.#isFirst(delta, this.#last)) return this.#apply(delta);
      return this.#break(delta);
    }
    if (delta.prevId === this.#last) return this.#apply(delta);
    if (delta.finalId > this.#last) this.#break(delta);
  }

  snapshot(lastId: number, levels: { bids: readonly TextLevel[]; asks: readonly TextLevel[]; atMs: number }): void {
    if (this.#phase === 'running') return;
    const behind = this.#waiting.filter(({ finalId }) => finalId >= lastId);
    const [first] = behind;
    if (first !== undefined && !this.#isFirst(first, lastId)) return;
    this.#bids = sideOf(levels.bids);
    this.#asks = sideOf(levels.asks);
    this.#last = lastId;
    this.#phase = 'loaded';
    this.#waiting = [];
    for (const delta of behind) this.#apply({ ...delta, atMs: levels.atMs });
  }

  /** A book that the product says it has: it must be the emulator's too. */
  checkpoint(lastId: number, bids: readonly TextLevel[], asks: readonly TextLevel[]): void {
    this.#compare(lastId, crcOfTop(sideOf(bids), sideOf(asks)), 'checkpoint');
  }

  #isFirst({ firstId, finalId, prevId }: Delta, lastId: number): boolean {
    return (firstId <= lastId && lastId <= finalId) || prevId === lastId;
  }

  #wait(delta: Delta): void {
    const last = this.#waiting.at(-1);
    if (last !== undefined && delta.finalId <= last.finalId) return;
    if (last !== undefined && delta.prevId !== last.finalId) this.#waiting = [];
    this.#waiting.push(delta);
  }

  #break(delta: Delta): void {
    const { gaps, lostSpans } = this.findings;
    const ids = { fromId: this.#last, toId: delta.prevId };
    gaps.push({ symbol: this.#symbol, stream: 'depth', ...ids, atMs: delta.atMs, closedMs: null });
    lostSpans.push({ fromId: this.#last, toId: Infinity });
    this.#phase = 'none';
    this.#waiting = [delta];
  }

  #apply({ bids, asks, finalId, atMs }: Delta): void {
    set(this.#bids, bids);
    set(this.#asks, asks);
    this.#last = finalId;
    this.#phase = 'running';
    const gap = this.findings.gaps.at(-1);
    const span = this.findings.lostSpans.at(-1);
    if (gap?.closedMs === null && span !== undefined) {
      gap.closedMs = atMs;
      span.toId = finalId;
    }
    this.#compare(finalId, crcOfTop(this.#bids, this.#asks), 'book');
  }

  #compare(lastId: number, crc: number, what: string): void {
    const { findings } = this;
    const truth = this.#truth.get(`${this.#symbol} ${lastId}`);
    if (truth === undefined) return;
    findings.compared++;
    if (truth !== crc) findings.wrong.push(`${this.#symbol}: the ${what} at u ${lastId} is not the emulator's`);
  }
}

function set(side: Side, levels: readonly TextLevel[]): void {
  for (const level of levels) {
    if (Number(level[1]) === 0) side.delete(Number(level[0]));
    else side.set(Number(level[0]), level);
  }
}

const levelsOf = (value: unknown): readonly TextLevel[] => value as readonly TextLevel[];

/** Runs the lines of one symbol through the manual's rules. `truth`: see Truth.books. */
export function walkBook(symbol: string, lines: readonly FileLine[], truth: ReadonlyMap<string, number>): BookFindings {
  const book = new PlainBook(symbol, truth);
  const stream = symbol.toLowerCase();
  for (const line of lines) {
    const { data, ts_recv: atMs } = line;
    if (line.control === 'checkpoint' && line.symbol === symbol) {
      book.checkpoint(Number(line.last_id), line.bids ?? [], line.asks ?? []);
    } else if (data !== undefined && line.stream === `${stream}@snapshot`) {
      const levels = { bids: levelsOf(data['bids']), asks: levelsOf(data['asks']), atMs };
      book.snapshot(Number(data['lastUpdateId']), levels);
    } else if (data !== undefined && line.stream?.startsWith(`${stream}@depth`) === true) {
      const ids = { firstId: Number(data['U']), finalId: Number(data['u']), prevId: Number(data['pu']) };
      book.delta({ ...ids, bids: levelsOf(data['b']), asks: levelsOf(data['a']), atMs });
    }
  }
  return book.findings;
}

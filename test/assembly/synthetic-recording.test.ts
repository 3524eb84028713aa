// A synthetic recording as its reader sees it: order, header, first snapshot, healing after planted faults.

import { describe, expect, test } from 'vitest';
import { type SyntheticRecording, recordingHead } from '../../src/assembly/synthetic-header.js';
import {
  endRecording,
  initRecording,
  injectedFaults,
  recordingGoesOn,
  stepRecording,
} from '../../src/assembly/synthetic-recording.js';
import { planFaults } from '../../src/core/sim/faults.js';
import { parseSessionHeader } from '../../src/store/ndjson/session-header.js';
import { NaiveBook, marketOf } from '../support/synthetic.js';

const SYMBOLS = ['BTCUSDT', 'ETHUSDT'];
const SECOND = 1_000_000;

function recordingOf(seed: number, changes: Partial<SyntheticRecording> = {}): SyntheticRecording {
  const streams = ['depth@100ms', 'aggTrade', 'bookTicker'] as const;
  const base = { market: marketOf(seed, SYMBOLS), durationUs: 20 * SECOND, streams, snapshotLagUs: 300_000 };
  return { ...base, faults: [], stats: false, ...changes };
}

function linesOf(config: SyntheticRecording) {
  let state = initRecording(config);
  let text = recordingHead(config);
  for (let i = 0; recordingGoesOn(state); i++) {
    text += stepRecording(state);
    if (i === 5_000) state = structuredClone(state);
  }
  return { text: text + endRecording(state), injected: injectedFaults(state) };
}

interface Line {
  readonly ts_recv: number;
  readonly control?: string;
  readonly stream?: string;
  readonly sent_at?: number;
  readonly latency_event_ms: number;
  readonly data: {
    readonly [key: string]: unknown;
    readonly E: number;
    readonly U: number;
    readonly u: number;
    readonly pu: number;
    readonly lastUpdateId: number;
    readonly b: [string, string][];
    readonly a: [string, string][];
    readonly bids: [string, string][];
    readonly asks: [string, string][];
  };
}

const parse = (text: string): Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

const levels = (side: readonly (readonly [string, string])[]) =>
  side.map(([price, qty]) => ({ priceTicks: Number(price), qtyLots: Number(qty) }));

/** The documented futures procedure on maps. Counts compared best levels, breaks of pu and rebuilt books. */
function follow(lines: readonly Line[], symbol: string) {
  const name = symbol.toLowerCase();
  let book: NaiveBook | null = null;
  let pending: Line[] = [];
  let last: number | null = null;
  const tickers: Line['data'][] = [];
  const seen = { compared: 0, wrong: 0, breaks: 0, synced: 0 };
  const apply = (data: Line['data']) => {
    book?.apply('bids', levels(data.b));
    book?.apply('asks', levels(data.a));
    last = data.u;
  };
  for (const line of lines) {
    if (line.control === 'disconnect') [book, pending, last] = [null, [], null];
    if (line.stream === `${name}@bookTicker`) tickers.push(line.data);
    if (line.stream === `${name}@snapshot`) {
      book = new NaiveBook();
      book.apply('bids', levels(line.data.bids));
      book.apply('asks', levels(line.data.asks));
      const usable = pending.filter(({ data }) => data.u >= line.data.lastUpdateId);
      const first = usable[0];
      if (first !== undefined && first.data.U > line.data.lastUpdateId) throw new Error('snapshot too old');
      last = first === undefined ? line.data.lastUpdateId : last;
      for (const { data } of usable) apply(data);
      seen.synced++;
    }
    if (line.stream !== `${name}@depth@100ms`) continue;
    const { data } = line;
    const covers: boolean = last !== null && data.U <= last && last <= data.u;
    if (book !== null && data.pu !== last && !covers) {
      [book, pending] = [null, []];
      seen.breaks++;
    }
    if (book === null) {
      pending.push(line);
      continue;
    }
    apply(data);
    const ticker = tickers.filter(({ u }) => u <= data.u).at(-1);
    if (ticker === undefined) continue;
    seen.compared++;
    const best = book.best();
    const [bid, ask] = [Number(ticker.b), Number(ticker.a)];
    if (best.bid !== bid || best.ask !== ask || best.bidLots !== Number(ticker['B'])) seen.wrong++;
  }
  return seen;
}

describe('a whole recording', () => {
  const { text } = linesOf(recordingOf(7));
  const lines = parse(text);

  test('is the same to the byte for the same seed, and another for another', () => {
    expect(linesOf(recordingOf(7)).text).toBe(text);
    expect(linesOf(recordingOf(8)).text).not.toBe(text);
  });

  test('begins with a header that says synthetic, from which seed', () => {
    const header = parseSessionHeader(text.slice(0, text.indexOf('\n')));
    expect(header).toMatchObject({ env: 'synthetic', venue: 'binance-usdm', generator: { seed: 7 } });
    expect(header?.symbols.map(({ symbol }) => symbol)).toEqual(SYMBOLS);
  });

  test('has strictly increasing receive times, later than sending', () => {
    lines.forEach((line, i) => {
      if (i > 0) expect(line.ts_recv).toBeGreaterThan(lines[i - 1]?.ts_recv ?? Infinity);
      if (line.control !== undefined) return;
      expect(line.latency_event_ms).toBeGreaterThan(0);
      expect(line.latency_event_ms).toBeCloseTo(line.ts_recv - line.data.E, 2);
    });
  });

  test.each(SYMBOLS)('%s: deltas come before the snapshot, the first valid one spans it', (symbol) => {
    const name = symbol.toLowerCase();
    const at = lines.findIndex(({ stream }) => stream === `${name}@snapshot`);
    const before = lines.slice(0, at).filter(({ stream }) => stream === `${name}@depth@100ms`);
    expect(before.length).toBeGreaterThan(0);
    const id = lines[at]?.data.lastUpdateId ?? 0;
    const spans = lines.filter(({ stream, data }) => stream === `${name}@depth@100ms` && data.U <= id && id <= data.u);
    expect(spans).toHaveLength(1);
    expect(lines[at]?.sent_at).toBeLessThan(lines[at]?.ts_recv ?? 0);
    expect(lines[at]?.data.bids).toHaveLength(1_000);
  });

  test.each(SYMBOLS)('%s: the rebuilt book agrees with the book tickers received', (symbol) => {
    const { compared, wrong, breaks, synced } = follow(lines, symbol);
    expect(compared).toBeGreaterThan(150);
    expect({ wrong, breaks, synced }).toEqual({ wrong: 0, breaks: 0, synced: 1 });
  });
});

describe('planted faults', () => {
  const scene = { seed: 7, startUs: marketOf(7).startUs, durationUs: 20 * SECOND, symbols: SYMBOLS };
  const wishes = [
    { kind: 'depth', offsetUs: 4 * SECOND },
    { kind: 'trade', offsetUs: 7 * SECOND },
    { kind: 'disconnect', offsetUs: 12 * SECOND },
  ] as const;
  const { text, injected } = linesOf(recordingOf(7, { faults: planFaults(wishes, scene) }));
  const lines = parse(text);

  test('are all listed', () => {
    expect(injected.map(({ kind }) => kind)).toEqual(['depth', 'trade', 'disconnect']);
    expect(lines.filter(({ control }) => control === 'disconnect')).toHaveLength(1);
  });

  test.each(SYMBOLS)('%s: a later snapshot heals the book', (symbol) => {
    const hit = injected.some((fault) => fault.kind === 'depth' && fault.symbol === symbol);
    const seen = follow(lines, symbol);
    expect(seen).toMatchObject({ wrong: 0, breaks: hit ? 1 : 0, synced: hit ? 3 : 2 });
    expect(seen.compared).toBeGreaterThan(120);
  });
});

test('streams that were not asked for are absent', () => {
  const lines = parse(linesOf(recordingOf(7, { streams: ['aggTrade'], durationUs: 3 * SECOND })).text);
  const kinds = new Set(lines.slice(1).map(({ stream }) => stream?.split('@')[1]));
  expect([...kinds]).toEqual(['aggTrade']);
});

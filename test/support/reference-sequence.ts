// Continuity of one symbol, told again in the plainest words: what may be applied, what repeats, where ids are missing.

import type { Venue } from '../../src/core/market/instrument.js';
import type { PlainRow } from './event-rows.js';

const TICK_OF: Readonly<Record<string, number>> = { delta: 1, trade: 3, aggTrade: 4, ticker: 5, mark: 6 };

export interface ReferenceSequence {
  readonly venue: Venue;
  phase: 'waiting' | 'bridging' | 'synced';
  lastId: number;
  waiting: Message[];
  broken: boolean;
  readonly last: Map<string, number>;
}

interface Message {
  readonly body: PlainRow;
  readonly isMarket: boolean;
  readonly symbol: string;
  readonly at: number;
  readonly times: { readonly E: number | null; readonly T: number | null };
}

export const createReferenceSequence = (venue: Venue): ReferenceSequence => ({
  venue,
  phase: 'waiting',
  lastId: 0,
  waiting: [],
  broken: false,
  last: new Map(),
});

const text = ({ symbol, at, times }: Message, body: PlainRow): string =>
  JSON.stringify({ ...body, symbol, at, ...times });
const untimed = ({ symbol, at }: Pick<Message, 'symbol' | 'at'>, body: PlainRow): string =>
  JSON.stringify({ ...body, symbol, at });
const tick = (message: Message): string =>
  untimed(message, { kind: 'tick', of: TICK_OF[message.body['kind'] as string] });

type Ids = readonly [first: number, final: number, prev: number | null];
const idsOf = (message: Message): Ids => message.body['ids'] as Ids;

/** May follow a snapshot that ends at `lastId`. */
function bridges(sequence: ReferenceSequence, [first, final, prev]: Ids): boolean {
  const { lastId } = sequence;
  if (sequence.venue === 'binance-spot') return first <= lastId + 1 && final >= lastId + 1;
  return prev === lastId || (first <= lastId && final >= lastId);
}

const endsBefore = (sequence: ReferenceSequence, [, final]: Ids): boolean =>
  sequence.venue === 'binance-spot' ? final <= sequence.lastId : final < sequence.lastId;

const follows = (venue: Venue, lastId: number, [first, , prev]: Ids): boolean =>
  venue === 'binance-spot' ? first === lastId + 1 : prev === lastId;

function depthRows(sequence: ReferenceSequence, message: Message): string[] {
  const ids = idsOf(message);
  if (sequence.phase === 'waiting') {
    keep(sequence, message);
    return [tick(message)];
  }
  const synced = sequence.phase === 'synced';
  if (!synced && endsBefore(sequence, ids)) return [tick(message)];
  if (synced ? follows(sequence.venue, sequence.lastId, ids) : bridges(sequence, ids)) {
    sequence.phase = 'synced';
    sequence.lastId = ids[1];
    return [text(message, message.body)];
  }
  if (synced && ids[1] <= sequence.lastId) return [tick(message)];
  const missing = { kind: 'gap', stream: 'depth', ids: [sequence.lastId, ids[2] ?? ids[0]] };
  sequence.phase = 'waiting';
  sequence.broken = true;
  keep(sequence, message);
  return [tick(message), untimed(message, missing)];
}

/** What waits is one unbroken run: a break in it begins it anew, a repeat is left out. */
function keep(sequence: ReferenceSequence, message: Message): void {
  const last = sequence.waiting.at(-1);
  if (last !== undefined && !follows(sequence.venue, idsOf(last)[1], idsOf(message))) {
    if (idsOf(message)[1] <= idsOf(last)[1]) return;
    sequence.waiting = [];
  }
  sequence.waiting.push(message);
}

const FAR = 100_000_000;

/** How far an id may lie ahead: so many, or ten in every 100 µs since the last one. */
const reach = (sequence: ReferenceSequence, kind: string, at: number): number =>
  Math.max(FAR, (at - (sequence.last.get(`${kind} at`) ?? at)) / 10);

/** Null: an id so far from the last one that it is taken for damaged, unless the trade before said the same. */
function tradeRows(sequence: ReferenceSequence, message: Message): string[] | null {
  const kind = message.body['kind'] as string;
  const [id] = message.body['ids'] as [number];
  const last = sequence.last.get(kind);
  const doubt = sequence.last.get(`${kind} in doubt`);
  const rows: string[] = [];
  if (last !== undefined && (id > last + reach(sequence, kind, message.at) || id < last - FAR)) {
    const isConfirmed = doubt !== undefined && id > doubt && id <= doubt + FAR;
    if (!isConfirmed) {
      sequence.last.set(`${kind} in doubt`, id);
      return null;
    }
    rows.push(untimed(message, { kind: 'gap', stream: 'trade', ids: [id > last ? last + 1 : doubt, id - 1] }));
  } else if (last !== undefined && id <= last) return [tick(message)];
  else if (last !== undefined && id > last + 1) {
    rows.push(untimed(message, { kind: 'gap', stream: 'trade', ids: [last + 1, id - 1] }));
  }
  sequence.last.delete(`${kind} in doubt`);
  sequence.last.set(kind, id);
  sequence.last.set(`${kind} at`, message.at);
  const counts = message.isMarket && message.body['price'] !== 0 && message.body['qty'] !== 0;
  rows.push(counts ? text(message, message.body) : tick(message));
  return rows;
}

/** The rows that a message makes: itself, or a tick where it brings nothing, and the gap that it reveals. Null: refused. */
export function sequenceRows(sequence: ReferenceSequence, message: Message): string[] | null {
  switch (message.body['kind']) {
    case 'delta':
      return depthRows(sequence, message);
    case 'ticker': {
      const u = message.body['u'] as number;
      if (u <= (sequence.last.get('ticker') ?? -1)) return [tick(message)];
      sequence.last.set('ticker', u);
      return [text(message, message.body)];
    }
    case 'mark':
      return [text(message, message.body)];
    default:
      return tradeRows(sequence, message);
  }
}

interface PlainSnapshot {
  readonly lastId: number;
  readonly bids: readonly (readonly [number, number])[];
  readonly asks: readonly (readonly [number, number])[];
}

/** Rows of a snapshot: a tick where it is not wanted, else the book and the deltas that waited for it. */
export function snapshotRows(
  sequence: ReferenceSequence,
  snapshot: PlainSnapshot,
  where: { readonly symbol: string; readonly at: number },
): string[] {
  const unwanted = [untimed(where, { kind: 'tick', of: 2 })];
  if (sequence.phase === 'synced') return unwanted;
  const { lastId, bids, asks } = snapshot;
  const before = sequence.lastId;
  sequence.lastId = lastId;
  const from = sequence.waiting.findIndex((message) => !endsBefore(sequence, idsOf(message)));
  const kept = from < 0 ? [] : sequence.waiting.slice(from);
  if (kept[0] !== undefined && !bridges(sequence, idsOf(kept[0]))) {
    sequence.lastId = before;
    return unwanted;
  }
  const rows = sequence.broken ? [untimed(where, { kind: 'resync', lastId })] : [];
  rows.push(untimed(where, { kind: 'snapshot', lastId, bids, asks }));
  sequence.phase = kept.length === 0 ? 'bridging' : 'synced';
  sequence.waiting = [];
  sequence.broken = false;
  for (const message of kept) {
    sequence.lastId = idsOf(message)[1];
    rows.push(text({ ...message, at: where.at }, { ...message.body, buffered: true }));
  }
  return rows;
}

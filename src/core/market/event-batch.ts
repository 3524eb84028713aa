// Events in columns: flat typed arrays, no object per event and no string per number. The hot path's form of event.ts.

/** Codes of the `kind` column. */
export const KIND = {
  depthDelta: 1,
  depthSnapshot: 2,
  trade: 3,
  aggTrade: 4,
  bookTicker: 5,
  markPrice: 6,
  gap: 7,
  resync: 8,
  disconnect: 9,
  silence: 10,
  clockStep: 11,
  restFailure: 12,
  session: 13,
  tick: 14,
} as const;
export type KindCode = (typeof KIND)[keyof typeof KIND];

/** Bits of the `flags` column. */
export const FLAG = {
  hasEventTime: 1,
  hasMatchTime: 2,
  /** Trades: the buyer was the maker, so the taker sold. */
  buyerIsMaker: 4,
  /** Depth deltas that waited for their snapshot: change the book, make no row. */
  buffered: 8,
  /** Depth deltas: column `prevId` is meaningful (futures). */
  hasPrevId: 16,
  /** Trades: column `qty2` holds the quantity without RPI fills. */
  hasQtyNoRpi: 32,
  /** Trades fetched over REST to fill a hole: enter no signal. */
  healed: 64,
  /** Gaps: on the trade stream (else on depth). */
  tradeStream: 128,
  /** Mark prices: column `price2` holds the index price, column `qty` the funding rate. */
  hasIndexPrice: 256,
  hasFundingRate: 512,
} as const;

/** The symbol code of an event that concerns every symbol (a disconnect, a new session). */
export const ALL_SYMBOLS = 0xffff;

/**
 * Column meanings by kind (all numbers integers; µs, ticks, lots, exchange ids):
 *
 * | kind                 | id1       | id2       | prevId  | price     | qty      | price2    | qty2     | levels     |
 * |----------------------|-----------|-----------|---------|-----------|----------|-----------|----------|------------|
 * | depthDelta           | U         | u         | pu      |           |          |           |          | bids, asks |
 * | depthSnapshot        | lastId    | lastId    |         |           |          |           |          | bids, asks |
 * | trade                | trade id  |           |         | price     | qty      |           |          |            |
 * | aggTrade             | agg id    | last fill | 1st fill| price     | qty      |           | nq       |            |
 * | bookTicker           | u         |           |         | bid price | bid qty  | ask price | ask qty  |            |
 * | markPrice            |           |           |         | mark 1e-8 | rate 1e-8| index 1e-8|          |            |
 * | gap                  | from id   | to id     |         |           |          |           |          |            |
 * | resync               | lastId    |           |         |           |          |           |          |            |
 * | tick                 | U or id   | u         |         |           | class    |           |          |            |
 *
 * A tick's class is the kind code of the frame that brought nothing new (a duplicate, a delta that waits for its
 * snapshot, an insurance-fund trade), or 0 for a stream that the chain does not read.
 */
export interface EventBatch {
  count: number;
  readonly capacity: number;
  readonly kind: Uint8Array;
  readonly flags: Uint16Array;
  /** Index into the session's symbol table, or ALL_SYMBOLS. */
  readonly symbol: Uint16Array;
  readonly recvUs: Float64Array;
  readonly eventUs: Float64Array;
  readonly matchUs: Float64Array;
  readonly id1: Float64Array;
  readonly id2: Float64Array;
  readonly prevId: Float64Array;
  readonly price: Float64Array;
  readonly qty: Float64Array;
  readonly price2: Float64Array;
  readonly qty2: Float64Array;
  /** First index of the event's levels in levelTicks/levelLots; bids first, then asks, in the message's order. */
  readonly levelStart: Uint32Array;
  readonly bidCount: Uint32Array;
  readonly askCount: Uint32Array;
  levelCount: number;
  levelTicks: Float64Array;
  levelLots: Float64Array;
}

export function createEventBatch(capacity: number, levelCapacity = capacity * 8): EventBatch {
  const column = () => new Float64Array(capacity);
  return {
    count: 0,
    capacity,
    kind: new Uint8Array(capacity),
    flags: new Uint16Array(capacity),
    symbol: new Uint16Array(capacity),
    recvUs: column(),
    eventUs: column(),
    matchUs: column(),
    id1: column(),
    id2: column(),
    prevId: column(),
    price: column(),
    qty: column(),
    price2: column(),
    qty2: column(),
    levelStart: new Uint32Array(capacity),
    bidCount: new Uint32Array(capacity),
    askCount: new Uint32Array(capacity),
    levelCount: 0,
    levelTicks: new Float64Array(levelCapacity),
    levelLots: new Float64Array(levelCapacity),
  };
}

export function clearEventBatch(batch: EventBatch): void {
  batch.count = 0;
  batch.levelCount = 0;
}

/** Makes room for `more` levels; keeps what is there. */
export function reserveLevels(batch: EventBatch, more: number): void {
  const needed = batch.levelCount + more;
  if (needed <= batch.levelTicks.length) return;
  const size = Math.max(needed, batch.levelTicks.length * 2);
  const grow = (from: Float64Array) => {
    const to = new Float64Array(size);
    to.set(from.subarray(0, batch.levelCount));
    return to;
  };
  batch.levelTicks = grow(batch.levelTicks);
  batch.levelLots = grow(batch.levelLots);
}

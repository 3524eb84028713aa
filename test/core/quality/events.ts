// Builds event batches for the quality tests: one object a row, times in ms.

import { ALL_SYMBOLS, type EventBatch, FLAG, KIND, createEventBatch } from '../../../src/core/market/event-batch.js';

export interface Row {
  readonly kind: keyof typeof KIND;
  /** Receive time, ms. */
  readonly at: number;
  /** Symbol code; null: all. */
  readonly symbol?: number | null;
  /** recv − E, ms; absent: the message carries no E. */
  readonly latency?: number;
  readonly ids?: readonly [number, number];
  readonly flags?: number;
  /** Class of a tick. */
  readonly tickOf?: keyof typeof KIND;
}

export function batchOf(rows: readonly Row[]): EventBatch {
  const batch = createEventBatch(Math.max(1, rows.length));
  rows.forEach((row, i) => {
    batch.kind[i] = KIND[row.kind];
    batch.flags[i] = (row.flags ?? 0) | (row.latency === undefined ? 0 : FLAG.hasEventTime);
    batch.symbol[i] = row.symbol === null ? ALL_SYMBOLS : (row.symbol ?? 0);
    batch.recvUs[i] = Math.round(row.at * 1000);
    batch.eventUs[i] = Math.round((row.at - (row.latency ?? 0)) * 1000);
    batch.id1[i] = row.ids?.[0] ?? 0;
    batch.id2[i] = row.ids?.[1] ?? 0;
    if (row.tickOf !== undefined) batch.price[i] = KIND[row.tickOf];
  });
  batch.count = rows.length;
  return batch;
}

/** Symbols by their codes, and the rows that certificates are tested with. */
export const NAMES = ['ETHUSDT', 'BTCUSDT'];

export const depth = (at: number, id: number, more: Partial<Row> = {}): Row => ({
  kind: 'depthDelta',
  at,
  ids: [id, id],
  ...more,
});
export const trade = (at: number, id: number, more: Partial<Row> = {}): Row => ({
  kind: 'aggTrade',
  at,
  ids: [id, 0],
  ...more,
});
export const tradeGap = (at: number, from: number, to: number): Row => ({
  kind: 'gap',
  at,
  ids: [from, to],
  flags: FLAG.tradeStream,
});
export const healed = (at: number, id: number): Row => trade(at, id, { flags: FLAG.healed });
export const snapshot = (at: number): Row => ({ kind: 'depthSnapshot', at, ids: [1, 1] });

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

// Takes rows out of a batch of events in place: what a study does not compute on must not be there at all.

import type { EventBatch } from './event-batch.js';

/** Keeps the rows whose kind is marked; their order and their levels stay. `keep`: one byte a kind code. */
export const keepEvents = (batch: EventBatch, keep: Uint8Array): void =>
  moveUp(batch, (i) => keep[batch.kind[i] as number] === 1);

/** Takes the first rows out. */
export const dropEvents = (batch: EventBatch, count: number): void => moveUp(batch, (i) => i >= count);

function moveUp(batch: EventBatch, isKept: (i: number) => boolean): void {
  const { kind, flags, symbol, recvUs, eventUs, matchUs, id1, id2, prevId } = batch;
  const { price, qty, price2, qty2, levelStart, bidCount, askCount } = batch;
  const wholes = [kind, flags, symbol, levelStart, bidCount, askCount];
  const floats = [recvUs, eventUs, matchUs, id1, id2, prevId, price, qty, price2, qty2];
  let to = 0;
  for (let i = 0; i < batch.count; i++) {
    if (!isKept(i)) continue;
    if (to !== i) {
      for (const column of wholes) column[to] = column[i] as number;
      for (const column of floats) column[to] = column[i] as number;
    }
    to++;
  }
  batch.count = to;
}

// Rows taken out of a batch: what stays is as it was, levels included.

import { expect, test } from 'vitest';
import { KIND, createEventBatch } from '../../../src/core/market/event-batch.js';
import { keepEvents } from '../../../src/core/market/keep-events.js';

test('keeps the kinds that are marked, in order, with all their columns', () => {
  const batch = createEventBatch(8);
  [KIND.tick, KIND.trade, KIND.bookTicker, KIND.depthDelta, KIND.tick, KIND.trade].forEach((kind, i) => {
    batch.kind[i] = kind;
    batch.recvUs[i] = 100 + i;
    batch.price[i] = 7 * i;
    batch.levelStart[i] = i;
    batch.flags[i] = i;
    batch.count++;
  });
  const keep = new Uint8Array(KIND.tick + 1);
  keep[KIND.trade] = 1;
  keep[KIND.depthDelta] = 1;
  keepEvents(batch, keep);
  expect(batch.count).toBe(3);
  expect([...batch.kind.subarray(0, 3)]).toEqual([KIND.trade, KIND.depthDelta, KIND.trade]);
  expect([...batch.recvUs.subarray(0, 3)]).toEqual([101, 103, 105]);
  expect([...batch.price.subarray(0, 3)]).toEqual([7, 21, 35]);
  expect([...batch.levelStart.subarray(0, 3)]).toEqual([1, 3, 5]);
  expect([...batch.flags.subarray(0, 3)]).toEqual([1, 3, 5]);
});

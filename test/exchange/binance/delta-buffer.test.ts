// Deltas that wait for a snapshot come back as they went in: the youngest ones, in order, with all their levels.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EventBatch, FLAG, KIND, createEventBatch } from '../../../src/core/market/event-batch.js';
import {
  MAX_WAITING,
  createDeltaBuffer,
  dropOldest,
  emitWaiting,
  keepDelta,
  lastWaitingId,
  waitingIds,
} from '../../../src/exchange/binance/delta-buffer.js';

interface Delta {
  readonly ids: readonly [number, number, number];
  readonly hasPrevId: boolean;
  readonly bids: readonly number[];
  readonly asks: readonly number[];
}

const side = fc.array(fc.integer({ min: 1, max: 1e12 }), { maxLength: 40 });
const id = fc.integer({ min: 0, max: 2 ** 50 });
const delta = fc.record({ ids: fc.tuple(id, id, id), hasPrevId: fc.boolean(), bids: side, asks: side });
/** Keeps a delta, or drops so many of the oldest. */
const step = fc.oneof({ weight: 9, arbitrary: delta }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 30 }) });

function batchOf({ ids, hasPrevId, bids, asks }: Delta): EventBatch {
  const batch = createEventBatch(2, 200);
  batch.flags[1] = FLAG.hasEventTime | (hasPrevId ? FLAG.hasPrevId : 0);
  [batch.id1[1], batch.id2[1], batch.prevId[1]] = ids;
  [batch.eventUs[1], batch.matchUs[1]] = [ids[0] + 1, ids[0] + 2];
  [batch.levelStart[1], batch.bidCount[1], batch.askCount[1]] = [7, bids.length, asks.length];
  [...bids, ...asks].forEach((tick, k) => {
    batch.levelTicks[7 + k] = tick;
    batch.levelLots[7 + k] = tick + 0.5;
  });
  return batch;
}

const rowOf = ({ ids, hasPrevId, bids, asks }: Delta): unknown => ({
  kind: KIND.depthDelta,
  flags: FLAG.hasEventTime | FLAG.buffered | (hasPrevId ? FLAG.hasPrevId : 0),
  at: [3, 99],
  times: [ids[0] + 1, ids[0] + 2],
  ids: [ids[0], ids[1], hasPrevId ? ids[2] : 0],
  counts: [bids.length, asks.length],
  ticks: [...bids, ...asks],
  lots: [...bids, ...asks].map((tick) => tick + 0.5),
});

function emitted(batch: EventBatch, i: number): unknown {
  const from = batch.levelStart[i]!;
  const to = from + batch.bidCount[i]! + batch.askCount[i]!;
  return {
    kind: batch.kind[i],
    flags: batch.flags[i],
    at: [batch.symbol[i], batch.recvUs[i]],
    times: [batch.eventUs[i], batch.matchUs[i]],
    ids: [batch.id1[i], batch.id2[i], batch.prevId[i]],
    counts: [batch.bidCount[i], batch.askCount[i]],
    ticks: [...batch.levelTicks.subarray(from, to)],
    lots: [...batch.levelLots.subarray(from, to)],
  };
}

test('as a list of the last ones', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200, size: 'max' }), fc.nat(), (steps, cut) => {
      let buffer = createDeltaBuffer();
      const plain: Delta[] = [];
      steps.forEach((one, n) => {
        if (n === cut % (steps.length + 1)) buffer = structuredClone(buffer);
        if (typeof one === 'number') {
          plain.splice(0, one);
          for (let k = 0; k < one; k++) dropOldest(buffer);
          return;
        }
        plain.push(one);
        expect(keepDelta(buffer, batchOf(one), 1)).toBe(plain.length > MAX_WAITING);
        if (plain.length > MAX_WAITING) plain.shift();
      });
      expect(waitingIds(buffer)).toEqual(
        plain.map(({ ids, hasPrevId }) => ({ firstId: ids[0], finalId: ids[1], prevId: hasPrevId ? ids[2] : null })),
      );
      expect(lastWaitingId(buffer)).toBe(plain.at(-1)?.ids[1] ?? null);
      const batch = createEventBatch(MAX_WAITING, 1);
      plain.forEach((_, index) => emitWaiting(batch, { buffer, index }, { symbol: 3, recvUs: 99 }));
      expect(plain.map((_, i) => emitted(batch, i))).toEqual(plain.map(rowOf));
    }),
    { numRuns: 150 },
  );
});

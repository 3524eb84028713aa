// Event columns: room, emptying, and one row of every kind as an event object.

import { describe, expect, test } from 'vitest';
import { eventAt, kindName } from '../../../src/core/market/event-at.js';
import {
  ALL_SYMBOLS,
  type EventBatch,
  FLAG,
  KIND,
  clearEventBatch,
  createEventBatch,
  reserveLevels,
} from '../../../src/core/market/event-batch.js';
import { createFrameBatch } from '../../../src/core/market/frame.js';
import { bp, durationUs, lots, ticks, timeUs } from '../../../src/core/market/units.js';

function rowOf(kind: number, flags: number): EventBatch {
  const batch = createEventBatch(2, 8);
  const columns = ['recvUs', 'eventUs', 'matchUs', 'id1', 'id2', 'prevId', 'price', 'qty', 'price2', 'qty2'] as const;
  columns.forEach((column, n) => {
    batch[column][1] = 10 + n;
  });
  batch.kind[1] = kind;
  batch.flags[1] = flags;
  batch.symbol[1] = 1;
  batch.levelStart[1] = 2;
  batch.bidCount[1] = 1;
  batch.askCount[1] = 2;
  batch.levelTicks.set([0, 0, 100, 101, 102]);
  batch.levelLots.set([0, 0, 5, 6, 0]);
  batch.count = 2;
  return batch;
}

const timed = { recvUs: 10, eventUs: null, matchUs: null, symbol: 'B' };
const sides = {
  bids: [{ priceTicks: 100, qtyLots: 5 }],
  asks: [
    { priceTicks: 101, qtyLots: 6 },
    { priceTicks: 102, qtyLots: 0 },
  ],
};
const trade = { ...timed, tradeId: 13, priceTicks: 16, qtyLots: 17 };

describe('a row as an event', () => {
  test.each<[number, number, object]>([
    [
      KIND.depthDelta,
      0,
      { kind: 'depth_delta', ...timed, firstId: 13, finalId: 14, prevId: null, ...sides, buffered: false },
    ],
    [KIND.depthDelta, FLAG.hasPrevId | FLAG.buffered | FLAG.hasEventTime | FLAG.hasMatchTime, { kind: 'depth_delta', ...timed, eventUs: 11, matchUs: 12, firstId: 13, finalId: 14, prevId: 15, ...sides, buffered: true }], // prettier-ignore
    [KIND.depthSnapshot, 0, { kind: 'depth_snapshot', ...timed, lastId: 13, ...sides }],
    [KIND.trade, 0, { kind: 'trade', ...trade, qtyNoRpiLots: null, taker: 'buy', firstFillId: null, lastFillId: null, healed: false }], // prettier-ignore
    [KIND.aggTrade, FLAG.buyerIsMaker | FLAG.hasQtyNoRpi | FLAG.healed, { kind: 'agg_trade', ...trade, qtyNoRpiLots: 19, taker: 'sell', firstFillId: 15, lastFillId: 14, healed: true }], // prettier-ignore
    [
      KIND.bookTicker,
      0,
      { kind: 'book_ticker', ...timed, updateId: 13, bidTicks: 16, bidLots: 17, askTicks: 18, askLots: 19 },
    ],
    [KIND.markPrice, 0, { kind: 'mark_price', ...timed, markE8: 16, indexE8: null, fundingRateE8: null }],
    [KIND.markPrice, FLAG.hasIndexPrice | FLAG.hasFundingRate, { kind: 'mark_price', ...timed, markE8: 16, indexE8: 18, fundingRateE8: 17 }], // prettier-ignore
    [KIND.gap, 0, { kind: 'gap', ...timed, stream: 'depth', fromId: 13, toId: 14 }],
    [KIND.gap, FLAG.tradeStream, { kind: 'gap', ...timed, stream: 'trade', fromId: 13, toId: 14 }],
    [KIND.resync, 0, { kind: 'resync', ...timed, lastId: 13 }],
    [KIND.disconnect, 0, { kind: 'disconnect', ...timed }],
    [KIND.tick, 0, { kind: 'tick', ...timed }],
  ])('kind %i, flags %i', (kind, flags, event) => {
    expect(eventAt(rowOf(kind, flags), 1, ['A', 'B'])).toEqual(event);
  });

  test('of every symbol, of an unknown one, and outside the batch', () => {
    const batch = rowOf(KIND.session, 0);
    batch.symbol[1] = ALL_SYMBOLS;
    expect(eventAt(batch, 1, []).symbol).toBe('*');
    batch.symbol[1] = 7;
    expect(eventAt(batch, 1, []).symbol).toBe('?');
    expect(() => eventAt(batch, 2, [])).toThrow(RangeError);
    expect(() => eventAt(batch, -1, [])).toThrow(RangeError);
  });

  test('every kind has a name of its own, and other codes none', () => {
    expect(new Set(Object.values(KIND).map(kindName)).size).toBe(Object.keys(KIND).length);
    for (const code of [0, 15, 99]) expect(() => kindName(code)).toThrow(RangeError);
  });
});

test('room for levels grows and keeps what is there', () => {
  const batch = createEventBatch(1, 4);
  batch.levelTicks.set([1, 2, 3]);
  batch.levelLots.set([4, 5, 6]);
  batch.levelCount = 3;
  reserveLevels(batch, 1);
  expect(batch.levelTicks.length).toBe(4);
  reserveLevels(batch, 100);
  expect(batch.levelTicks.length).toBeGreaterThanOrEqual(103);
  expect([...batch.levelTicks.subarray(0, 3), ...batch.levelLots.subarray(0, 3)]).toEqual([1, 2, 3, 4, 5, 6]);
  batch.count = 1;
  clearEventBatch(batch);
  expect([batch.count, batch.levelCount]).toEqual([0, 0]);
});

test('an empty frame batch, and brands that change no number', () => {
  expect(createFrameBatch(3)).toMatchObject({ count: 0, capacity: 3, input: 0 });
  expect([ticks(1), lots(2), timeUs(3), durationUs(-4), bp(0.5)]).toEqual([1, 2, 3, -4, 0.5]);
});

// A log of events: sorted by symbol, first symbols first, each in its own order.

import { expect, test } from 'vitest';
import { appendToLog, hasRoom, initEventLog, isOrdinary, sortLog } from '../../../src/core/quality/event-log.js';
import { batchOf, depth, trade, tradeGap } from './events.js';

test('sorts by symbol in the order of first events, and is empty after it', () => {
  const log = initEventLog(6);
  const first = batchOf([trade(1, 10, { symbol: 9 }), depth(2, 20, { symbol: 3 }), trade(3, 11, { symbol: 9 })]);
  const second = batchOf([trade(4, 30, { symbol: 0, latency: 1 }), depth(5, 21, { symbol: 3 })]);
  appendToLog(log, first, Float64Array.of(1, 2, 3));
  expect(hasRoom(log, first)).toBe(true);
  appendToLog(log, second, Float64Array.of(4, 5));
  expect(hasRoom(log, second)).toBe(false);
  for (const round of [1, 2]) {
    sortLog(log);
    const { sorted, sortedExcessUs } = log;
    expect(sorted.count).toBe(5);
    expect([...sorted.symbol.subarray(0, 5)]).toEqual([9, 9, 3, 3, 0]);
    expect([...sorted.id1.subarray(0, 5)]).toEqual([10, 11, 20, 21, 30]);
    expect([...sorted.recvUs.subarray(0, 5)]).toEqual([1, 3, 2, 5, 4].map((ms) => ms * 1_000));
    expect([...sortedExcessUs.subarray(0, 5)]).toEqual([1, 3, 2, 5, 4]);
    expect([...sorted.flags.subarray(0, 5)]).toEqual([0, 0, 0, 0, 1]);
    expect(log.events.count).toBe(0);
    if (round === 1) appendToLog(log, first, Float64Array.of(1, 2, 3));
    if (round === 1) appendToLog(log, second, Float64Array.of(4, 5));
  }
});

test('what concerns several symbols, or shows trouble, is not ordinary', () => {
  expect(isOrdinary(batchOf([trade(1, 1), depth(2, 2)]))).toBe(true);
  expect(isOrdinary(batchOf([trade(1, 1), tradeGap(2, 2, 3)]))).toBe(false);
  expect(isOrdinary(batchOf([{ kind: 'session', at: 1, symbol: null }]))).toBe(false);
});

// Tests of the book over time.

import { expect, test } from 'vitest';
import fc from 'fast-check';
import { type Book, createBook } from '../../../src/core/book/book.js';
import { setLevel } from '../../../src/core/book/ladder.js';
import {
  depthSlot,
  forgetDepth,
  initDepthHistory,
  readDepth,
  sampleDepth,
} from '../../../src/core/watch/depth-history.js';

function bookOf(bids: ReadonlyMap<number, number>, asks: ReadonlyMap<number, number>): Book {
  const book = createBook(64);
  for (const [tick, lots] of bids) setLevel(book.bids, tick, lots);
  for (const [tick, lots] of asks) setLevel(book.asks, tick, lots);
  book.synced = true;
  return book;
}

const levels = (min: number, max: number) =>
  fc.array(fc.tuple(fc.integer({ min, max }), fc.integer({ min: 1, max: 200 })), { minLength: 1, maxLength: 30 });

test('a sample holds the lots of each price group within reach, also of levels far from the best', () => {
  fc.assert(
    fc.property(levels(600, 1000), levels(1001, 1400), fc.constantFrom(1, 2, 5), (bids, asks, groupTicks) => {
      const [b, a] = [new Map(bids), new Map(asks)];
      const history = initDepthHistory(groupTicks, 4, 20);
      sampleDepth(history, bookOf(b, a), 7);
      const { bidTicks, askTicks, ticks, lots } = readDepth(history, depthSlot(history, 7)!);
      expect([bidTicks, askTicks]).toEqual([Math.max(...b.keys()), Math.min(...a.keys())]);
      const group = (tick: number): number => Math.floor(tick / groupTicks);
      const inReach = [...b].filter(([tick]) => group(bidTicks) - group(tick) < 20).concat([...a].filter(([tick]) => group(tick) - group(askTicks) < 20)); // prettier-ignore
      const total = inReach.reduce((sum, [, qty]) => sum + qty, 0);
      expect(Math.abs(lots.reduce((sum, qty) => sum + qty, 0) / total - 1)).toBeLessThan(0.005);
      expect(ticks.every((tick) => tick <= bidTicks || tick >= askTicks)).toBe(true);
    }),
  );
});

test('a second without a sample has no slot, and a lost book says so', () => {
  const history = initDepthHistory(1, 4, 4);
  const book = bookOf(new Map([[10, 1]]), new Map([[11, 1]]));
  expect(depthSlot(history, 5)).toBeNull();
  sampleDepth(history, book, 5);
  expect(history.known[depthSlot(history, 5)!]).toBe(1);
  expect(depthSlot(history, 9)).toBeNull();
  forgetDepth(history, 5);
  expect(history.known[depthSlot(history, 5)!]).toBe(0);
  sampleDepth(history, { ...book, synced: false }, 6);
  expect(history.known[depthSlot(history, 6)!]).toBe(0);
});

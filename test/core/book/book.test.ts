// The book: snapshot and deltas against two Maps, and when it may not be read.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Book,
  applyDelta,
  applySnapshot,
  bookProblem,
  createBook,
  loseBook,
  readTopLevels,
  summarizeBook,
} from '../../../src/core/book/book.js';
import { createTopLevels } from '../../../src/core/book/top-levels.js';
import { type EventBatch, createEventBatch } from '../../../src/core/market/event-batch.js';
import {
  type MapBook,
  type PlainLevel,
  applyMapLevels,
  clearMapBook,
  createMapBook,
  mapTop,
} from '../../support/map-book.js';

interface Update {
  readonly bids: readonly PlainLevel[];
  readonly asks: readonly PlainLevel[];
}

/** The update as row 1 of a batch, behind a row with levels of its own. */
function batchWith({ bids, asks }: Update): EventBatch {
  const batch = createEventBatch(2, 64);
  batch.levelStart[1] = 3;
  batch.bidCount[1] = bids.length;
  batch.askCount[1] = asks.length;
  batch.id2[1] = 77;
  [...bids, ...asks].forEach(([tick, lots], k) => {
    batch.levelTicks[3 + k] = tick;
    batch.levelLots[3 + k] = lots;
  });
  batch.count = 2;
  return batch;
}

const snapshot = (book: Book, update: Update): void => applySnapshot(book, batchWith(update), 1);
const delta = (book: Book, update: Update): void => applyDelta(book, batchWith(update), 1);
const GOOD: Update = { bids: [[100, 1], [99, 2]], asks: [[101, 3], [105, 4]] }; // prettier-ignore

function topOf(book: Book, depth = 5): { bids: number[][]; asks: number[][] } | null {
  const top = createTopLevels(depth);
  if (!readTopLevels(book, top)) return null;
  return {
    bids: Array.from({ length: top.bidCount }, (_, k) => [top.bidTicks[k]!, top.bidLots[k]!]),
    asks: Array.from({ length: top.askCount }, (_, k) => [top.askTicks[k]!, top.askLots[k]!]),
  };
}

describe('reading', () => {
  /** The first is a snapshot, the rest are deltas; null loses the book. */
  test.each<[string, readonly (Update | null)[], ReturnType<typeof bookProblem>]>([
    ['before any snapshot', [], 'unsynced'],
    ['a snapshot', [GOOD], null],
    ['a lost book', [GOOD, null], 'unsynced'],
    ['a lost book and deltas', [GOOD, null, GOOD], 'unsynced'],
    ['no bids', [{ bids: [], asks: GOOD.asks }], 'one_sided'],
    ['the last ask taken', [GOOD, { bids: [], asks: [[101, 0], [105, 0]] }], 'one_sided'], // prettier-ignore
    ['bid above ask', [GOOD, { bids: [[103, 1]], asks: [] }], 'crossed'],
    ['bid at ask', [GOOD, { bids: [[101, 1]], asks: [] }], 'crossed'],
    ['crossed within one message only', [GOOD, { bids: [[103, 1]], asks: [[101, 0]] }], null],
    ['empty', [{ bids: [], asks: [] }], 'one_sided'],
  ])('%s', (_, updates, problem) => {
    const book = createBook();
    updates.forEach((update, i) => {
      if (update === null) loseBook(book);
      else if (i === 0) snapshot(book, update);
      else delta(book, update);
    });
    expect(bookProblem(book)).toBe(problem);
    const summary = summarizeBook(book);
    expect(topOf(book) === null).toBe(problem !== null);
    expect([summary.bidTicks === null, summary.askTicks === null]).toEqual([problem !== null, problem !== null]);
  });

  test('deltas alone make no book', () => {
    const book = createBook();
    delta(book, GOOD);
    expect([bookProblem(book), summarizeBook(book).bidLevels]).toEqual(['unsynced', 0]);
  });

  test('an unreadable book leaves the target as it was', () => {
    const book = createBook();
    const top = createTopLevels(2);
    top.bidTicks[0] = 5;
    expect(readTopLevels(book, top)).toBe(false);
    expect([top.bidTicks[0], top.bidCount]).toEqual([5, 0]);
  });

  test('a snapshot replaces all, quantities are absolute, zero removes, removing what is not there is nothing', () => {
    const book = createBook();
    snapshot(book, { bids: [[50, 9], [5000, 1]], asks: [[9000, 9]] }); // prettier-ignore
    snapshot(book, GOOD);
    delta(book, { bids: [[100, 7], [99, 0], [42, 0], [98, 5]], asks: [[101, 0], [104, 2]] }); // prettier-ignore
    expect(topOf(book)).toEqual({ bids: [[100, 7], [98, 5]], asks: [[104, 2], [105, 4]] }); // prettier-ignore
    expect(book.lastId).toBe(77);
    expect(summarizeBook(book)).toEqual({ bidTicks: 100, askTicks: 104, bidLevels: 2, askLevels: 2 });
  });

  test('the same price twice in a message: the later quantity holds', () => {
    const book = createBook();
    snapshot(book, { bids: [[100, 1], [100, 8]], asks: [[101, 3], [101, 0], [102, 1]] }); // prettier-ignore
    expect(topOf(book)).toEqual({ bids: [[100, 8]], asks: [[102, 1]] });
  });
});

const levels = fc.array(
  fc.tuple(
    fc.oneof(fc.integer({ min: 900, max: 1100 }), fc.integer({ min: 0, max: 60_000 })),
    fc.integer({ min: 0, max: 4 }),
  ),
  { maxLength: 25 },
);
const updates = fc.array(fc.record({ bids: levels, asks: levels, isSnapshot: fc.integer({ min: 0, max: 9 }) }), {
  minLength: 1,
  maxLength: 30,
});

function expectSame(book: Book, plain: MapBook): void {
  const bids = mapTop(plain.bids, 'bid', 5);
  const asks = mapTop(plain.asks, 'ask', 5);
  const crossed = bids.length > 0 && asks.length > 0 && bids[0]![0] >= asks[0]![0];
  const problem = bids.length === 0 || asks.length === 0 ? 'one_sided' : crossed ? 'crossed' : null;
  expect(bookProblem(book)).toBe(problem);
  expect(topOf(book)).toEqual(problem === null ? { bids, asks } : null);
}

test.each([64, 8192])('any snapshots and deltas: the same as two Maps, with ladders of %i ticks', (size) => {
  fc.assert(
    fc.property(updates, fc.nat(29), (list, cut) => {
      let book = createBook(size);
      const plain = createMapBook();
      list.forEach((update, i) => {
        if (i === cut) book = structuredClone(book);
        const isSnapshot = i === 0 || update.isSnapshot === 0;
        if (isSnapshot) clearMapBook(plain);
        applyMapLevels(plain, update.bids, update.asks);
        if (isSnapshot) snapshot(book, update);
        else delta(book, update);
        expectSame(book, plain);
      });
    }),
    { numRuns: size === 64 ? 100 : 30 },
  );
});

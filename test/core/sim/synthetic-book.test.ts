// The array book of the simulator against a map, over random operations.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bestTicks,
  improveBest,
  initBook,
  publishChanges,
  setBehind,
  takeBest,
  topLevels,
} from '../../../src/core/sim/synthetic-book.js';
import { NaiveBook } from '../../support/synthetic.js';

const side = fc.constantFrom('bid' as const, 'ask' as const);
const operation = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), side, distance: fc.nat(6), lots: fc.nat(9) }),
  fc.record({ kind: fc.constant('take' as const), side, lots: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ kind: fc.constant('improve' as const), side, lots: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant('publish' as const) }),
);

const asLevels = (levels: readonly (readonly [number, number])[]) =>
  levels.map(([priceTicks, qtyLots]) => ({ priceTicks, qtyLots }));

function started() {
  const book = initBook(1_000);
  setBehind(book, 'bid', { distance: 0, qtyLots: 5 });
  setBehind(book, 'ask', { distance: 0, qtyLots: 5 });
  return book;
}

test('taking a whole level moves the best to the next, and the last level keeps one lot', () => {
  const book = started();
  setBehind(book, 'ask', { distance: 3, qtyLots: 2 });
  expect(takeBest(book, 'ask', 9)).toBe(5);
  expect(bestTicks(book, 'ask')).toBe(1_004);
  expect(takeBest(book, 'ask', 9)).toBe(1);
  expect(topLevels(book, 'ask', 5)).toEqual([[1_004, 1]]);
});

test('a price that changes sides is removed on one and set on the other', () => {
  const book = started();
  setBehind(book, 'bid', { distance: 2, qtyLots: 4 });
  publishChanges(book);
  takeBest(book, 'bid', 5);
  improveBest(book, 'ask', { improve: 1, qtyLots: 3 });
  const { bids, asks } = publishChanges(book);
  expect(bids).toEqual([[1_000, 0]]);
  expect(asks).toEqual([[1_000, 3]]);
});

test('published changes rebuild the book, whatever happens', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 120 }), (operations) => {
      const book = started();
      const naive = new NaiveBook();
      const publish = () => {
        const { bids, asks } = publishChanges(book);
        naive.apply('bids', asLevels(bids));
        naive.apply('asks', asLevels(asks));
      };
      for (const step of operations) {
        if (step.kind === 'publish') publish();
        else if (step.kind === 'take') takeBest(book, step.side, step.lots);
        else if (step.kind === 'set') setBehind(book, step.side, { distance: step.distance, qtyLots: step.lots });
        else if (book.ask - book.bid > 1) improveBest(book, step.side, { improve: 1, qtyLots: step.lots });
        expect(book.ask).toBeGreaterThan(book.bid);
      }
      publish();
      const sorted = (map: Map<number, number>, sign: number) => [...map].sort((a, b) => sign * (a[0] - b[0]));
      expect(topLevels(book, 'bid', 99)).toEqual(sorted(naive.bids, -1));
      expect(topLevels(book, 'ask', 99)).toEqual(sorted(naive.asks, 1));
    }),
  );
});

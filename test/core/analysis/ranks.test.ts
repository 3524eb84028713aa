// Mid-ranks, with ties sharing the mean of theirs.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ascendingOrder, endOfTies, midRanks } from '../../../src/core/analysis/ranks.js';

test.each([
  ['none', [], []],
  ['one', [4], [1]],
  ['no ties', [3, -1, 2], [3, 1, 2]],
  ['ties share the mean of their ranks', [1, 2, 2, 3, 5, 5, 5, 8], [1, 2.5, 2.5, 4, 6, 6, 6, 8]],
  ['all equal', [7, 7, 7], [2, 2, 2]],
])('%s', (_, values, ranks) => {
  expect([...midRanks(values)]).toEqual(ranks);
});

test('equal values keep their order, and a run of them its end', () => {
  const values = [2, 1, 2, 1];
  const order = ascendingOrder(values);
  expect([...order]).toEqual([1, 3, 0, 2]);
  expect(endOfTies(values, order, 0)).toBe(2);
  expect(endOfTies(values, order, 2)).toBe(4);
});

test('the sum of ranks is n(n + 1)/2', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }), (values) => {
      const sum = midRanks(values).reduce((a, b) => a + b, 0);
      expect(sum).toBe((values.length * (values.length + 1)) / 2);
    }),
  );
});

// Isotonic regression against published values.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitIsotonic, poolAdjacent, predictIsotonic } from '../../../src/core/analysis/isotonic.js';

test('published pooling', () => {
  expect([...poolAdjacent([1, 2, 1.5, 3, 2, 2.5, 5, 4])]).toEqual([1, 1.75, 1.75, 2.5, 2.5, 2.5, 4.5, 4.5]);
});

test('weights, and nothing', () => {
  expect([...poolAdjacent([2, 1], [3, 1])]).toEqual([1.75, 1.75]);
  expect(poolAdjacent([])).toHaveLength(0);
  expect(fitIsotonic([], [])).toBeNull();
});

test('equal scores are one; between scores straight, beyond them level', () => {
  const fit = fitIsotonic([3, 1, 1, 2, 3], [1, 0, 1, 1, 1])!;
  expect([...fit.scores]).toEqual([1, 2, 3]);
  expect([...fit.probabilities]).toEqual([0.5, 1, 1]);
  expect([0, 1, 1.5, 2, 9].map((score) => predictIsotonic(fit, score))).toEqual([0.5, 0.5, 0.75, 1, 1]);
});

test('never falls, keeps the mean, and leaves what rises alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 60 }), (values) => {
      const fit = [...poolAdjacent(values)];
      fit.slice(1).forEach((value, i) => expect(value).toBeGreaterThanOrEqual(fit[i]!));
      const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
      expect(sum(fit)).toBeCloseTo(sum(values), 9);
      const rising = [...values].sort((a, b) => a - b);
      poolAdjacent(rising).forEach((value, i) => expect(value).toBeCloseTo(rising[i]!, 12));
    }),
  );
});

// One-sided bounds of a hit rate.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binomialAtLeast, binomialAtMost } from '../../../src/core/analysis/binomial.js';
import {
  exactLower,
  exactUpper,
  scoreAbove,
  wilsonLower,
  wilsonUpper,
} from '../../../src/core/analysis/proportion-bound.js';
import { expectRelative } from '../../support/relative.js';

test.each([
  [55, 100, 0.46792669861613656],
  [600, 1000, 0.5742811838942591],
] as const)('Wilson, one-sided 95 %%: %s of %s', (hits, n, low) => {
  expectRelative(wilsonLower({ hits, n }, 0.05), low);
});

test('12 of 18, as printed', () => {
  expect(wilsonLower({ hits: 12, n: 18 }, 0.05)).toBeCloseTo(0.4731, 6);
});

test('no trials: null; all or none reach the ends', () => {
  for (const bound of [wilsonLower, wilsonUpper, exactLower, exactUpper, scoreAbove]) {
    expect(bound({ hits: 0, n: 0 }, 0.05)).toBeNull();
  }
  expect(wilsonLower({ hits: 0, n: 9 }, 0.05)).toBe(0);
  expect(exactLower({ hits: 0, n: 9 }, 0.05)).toBe(0);
  expect(exactUpper({ hits: 9, n: 9 }, 0.05)).toBe(1);
});

const anyCount = fc
  .integer({ min: 1, max: 3000 })
  .chain((n) => fc.record({ hits: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));
const anyAlpha = fc.double({ min: 0.001, max: 0.3, noNaN: true });

test('at the exact bounds the tails are alpha', () => {
  fc.assert(
    fc.property(anyCount, anyAlpha, (count, alpha) => {
      if (count.hits > 0) expectRelative(binomialAtLeast(count, exactLower(count, alpha)!), alpha, 1e-7);
      if (count.hits < count.n) expectRelative(binomialAtMost(count, exactUpper(count, alpha)!), alpha, 1e-7);
    }),
  );
});

test('misses mirror hits', () => {
  fc.assert(
    fc.property(anyCount, anyAlpha, ({ hits, n }, alpha) => {
      expect(wilsonUpper({ hits, n }, alpha)).toBeCloseTo(1 - wilsonLower({ hits: n - hits, n }, alpha)!, 10);
    }),
  );
});

test("the score test rejects where Wilson's bound is above the bar", () => {
  fc.assert(
    fc.property(anyCount, anyAlpha, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (count, alpha, bar) => {
      const p = scoreAbove(count, bar)!;
      if (Math.abs(p - alpha) > 1e-9) expect(p < alpha).toBe(wilsonLower(count, alpha)! > bar);
    }),
  );
});

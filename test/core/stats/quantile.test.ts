// Quantiles of arrays: published vectors and edges.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestRankOf, quantileNearestRank, quantileType7, sortedCopy } from '../../../src/core/stats/quantile.js';

const DATA = sortedCopy([15, 20, 35, 40, 50, 3, 8, 8, 13, 7, 9, 1]);

describe('published vector', () => {
  test.each([
    [0.5, 11, 9],
    [0.9, 39.5, 40],
    [0.95, 44.5, 50],
    [0.99, 48.9, 50],
  ])('p %d: type 7 is %d, nearest rank %d', (p, type7, rank) => {
    expect(quantileType7(DATA, p)).toBeCloseTo(type7, 9);
    expect(quantileNearestRank(DATA, p)).toBe(rank);
  });
});

describe('edges', () => {
  test('no values: null; one value: that one; p 0 and 1: the ends', () => {
    expect(quantileType7([], 0.5)).toBeNull();
    expect(quantileNearestRank([], 0.5)).toBeNull();
    for (const p of [0, 0.3, 1]) {
      expect(quantileType7([7], p)).toBe(7);
      expect(quantileNearestRank([7], p)).toBe(7);
    }
    expect([quantileType7(DATA, 0), quantileType7(DATA, 1)]).toEqual([1, 50]);
    expect([quantileNearestRank(DATA, 0), quantileNearestRank(DATA, 1)]).toEqual([1, 50]);
  });

  test('0.07 of 100 is rank 7, though the product is a little more', () => {
    expect(0.07 * 100).toBeGreaterThan(7);
    expect(nearestRankOf(0.07, 100)).toBe(7);
  });

  test.each([-0.1, 1.1, NaN])('p %d is refused', (p) => {
    expect(() => quantileType7(DATA, p)).toThrow(RangeError);
    expect(() => quantileNearestRank(DATA, p)).toThrow(RangeError);
  });
});

test('whole percents of any count: the rank is exact', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 1_000_000 }), (percent, n) => {
      expect(nearestRankOf(percent / 100, n)).toBe(Math.max(1, Math.ceil((percent * n) / 100)));
    }),
  );
});

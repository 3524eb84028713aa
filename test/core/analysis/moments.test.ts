// Mean, deviations and covariance.

import { expect, test } from 'vitest';
import {
  checkPaired,
  crossDeviations,
  meanOf,
  sampleSd,
  squaredDeviations,
} from '../../../src/core/analysis/moments.js';

test('of nothing, of one', () => {
  expect(meanOf([])).toBeNull();
  expect(meanOf([3])).toBe(3);
  expect(sampleSd([3])).toBeNull();
});

test('small series', () => {
  expect(meanOf(Float64Array.of(1, 2, 6))).toBe(3);
  expect(squaredDeviations([1, 2, 6])).toBe(14);
  expect(sampleSd([1, 2, 6])).toBeCloseTo(Math.sqrt(7), 14);
  expect(crossDeviations([1, 2, 6], [2, 1, 0])).toBe(-5);
});

test('equal values have no spread, whatever their rounding', () => {
  expect(squaredDeviations(new Float64Array(1000).fill(0.1))).toBe(0);
  expect(sampleSd([1e9 + 0.5, 1e9 + 0.5])).toBe(0);
});

test('a large mean costs no digits', () => {
  expect(squaredDeviations([1e9 + 1, 1e9 + 2, 1e9 + 6])).toBeCloseTo(14, 10);
});

test('unequal lengths are refused', () => {
  expect(() => checkPaired([1], [])).toThrow(RangeError);
});

// Long-run variance and errors of means against published values.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  autocovariances,
  defaultLags,
  longRunVariance,
  meanError,
} from '../../../src/core/analysis/long-run-variance.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

const { hit } = plantedSeries();

describe('hits of the planted series', () => {
  test('223 of 395, and their autocovariances', () => {
    expect(hit.reduce((a, b) => a + b)).toBe(223);
    const gamma = autocovariances(hit, 4);
    [
      0.24583239865406184, 0.042493855455653616, 0.015268114692752502, 0.017319733327383846, 0.02696628867087594,
    ].forEach((expected, j) => expectRelative(gamma[j], expected));
  });

  test.each([
    [0, 0.024947154204872257, 395],
    [4, 0.03005423819160354, 272.1621146193451],
    [9, 0.030627051238080086, 262.07690331296226],
  ] as const)('error with %s lags', (lags, se, nEff) => {
    const error = meanError(hit, lags)!;
    expectRelative(error.mean, 0.5645569620253165);
    expectRelative(error.se, se);
    expectRelative(error.nEff, nEff);
  });

  test('z against one half', () => {
    expect((223 / 395 - 0.5) / meanError(hit, 0)!.se).toBeCloseTo(2.5877, 4);
    expect((223 / 395 - 0.5) / meanError(hit, 4)!.se).toBeCloseTo(2.148, 4);
  });
});

test.each([
  [100, 1, 4],
  [100, 5, 4],
  [100, 6, 5],
  [400, 60, 59],
  [1000, 1, 6],
  [10, 600, 9],
  [10, 1, 2],
  [1, 5, 0],
  [0, 5, 0],
])('%s samples, horizon of %s: %s lags', (n, horizon, lags) => {
  expect(defaultLags(n, horizon)).toBe(lags);
});

test('a rectangular kernel that gives no variance is replaced and says so', () => {
  const swing = Float64Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 1 : -1));
  const longRun = longRunVariance(swing, 1, 'rectangular')!;
  expect(longRun).toMatchObject({ kernel: 'bartlett', fellBack: true, lags: 1 });
  expect(longRun.variance).toBe(longRunVariance(swing, 1)!.variance);
  expect(longRunVariance(hit, 4, 'rectangular')).toMatchObject({ kernel: 'rectangular', fellBack: false });
});

test('nothing, one, and equal values', () => {
  expect(longRunVariance([], 3)).toBeNull();
  expect(meanError([], 3)).toBeNull();
  expect(meanError([2], 3)).toEqual({ n: 1, mean: 2, se: 0, nEff: null, fellBack: false });
  expect(meanError(new Float64Array(50).fill(0.1), 3)).toMatchObject({ se: 0, nEff: null });
});

test("Bartlett's variance is never negative", () => {
  const series = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(series, fc.integer({ min: 0, max: 50 }), (values, lags) => {
      expect(longRunVariance(values, lags)!.variance).toBeGreaterThanOrEqual(0);
    }),
  );
});

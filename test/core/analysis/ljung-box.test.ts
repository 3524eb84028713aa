// The test of autocorrelation against published values.

import { expect, test } from 'vitest';
import { autocorrelationAt, ljungBox } from '../../../src/core/analysis/ljung-box.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

const { hit } = plantedSeries();

test.each([
  [5, 23.351521, 0.00028913148928673627],
  [10, 26.33247, 0.003317848340340806],
] as const)('hits of the planted series, %s lags', (lags, statistic, p) => {
  const result = ljungBox(hit, lags)!;
  expectRelative(result.statistic, statistic, 3e-8);
  // statsmodels 0.15.0: acorr_ljungbox.
  expectRelative(result.p, p, 1e-9);
});

test('autocorrelations of the same hits', () => {
  const [first, fourth, far] = autocorrelationAt(hit, [1, 4, 395]);
  expectRelative(first, 0.042493855455653616 / 0.24583239865406184);
  expectRelative(fourth, 0.02696628867087594 / 0.24583239865406184);
  expect(far).toBeNull();
});

test('what has no value', () => {
  expect(ljungBox([1, 1, 1, 1], 2)).toBeNull();
  expect(ljungBox([1, 2], 2)).toBeNull();
  expect(autocorrelationAt([1, 1, 1], [1])).toEqual([null]);
  expect(autocorrelationAt([], [1])).toEqual([null]);
});

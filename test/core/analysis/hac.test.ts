// Robust errors of a slope and effective numbers against published values.

import { expect, test } from 'vitest';
import { pearson } from '../../../src/core/analysis/correlation.js';
import { correlationNEff, correlationT, hacSlope, robustNEff } from '../../../src/core/analysis/hac.js';
import { regress } from '../../../src/core/analysis/regression.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

const { x, y } = plantedSeries();
const fit = regress(x, y)!;

test.each([
  [0, 0.0963675228, 4.394],
  [4, 0.1410158393, 3.0027804254],
  [5, 0.1434264267, 2.9523122886],
  [12, 0.1452185885, 2.9158774128],
] as const)('slope of the planted series, %s lags', (lags, se, t) => {
  const slope = hacSlope(x, fit, { lags })!;
  expectRelative(slope.se, se, 1e-9);
  expectRelative(slope.t, t, lags === 0 ? 1e-4 : 1e-9);
});

test('small-sample scale', () => {
  expectRelative(hacSlope(x, fit, { lags: 4, smallSample: true })?.se, 0.1413742029, 1e-9);
});

test('p of t, and the kernel that was used', () => {
  const slope = hacSlope(x, fit, { lags: 4, kernel: 'rectangular' })!;
  expect(slope.fellBack).toBe(false);
  expectRelative(slope.se, 0.15864994533311869, 1e-9);
  // scipy 1.17.1: 2·norm.sf(3.0027804254).
  expectRelative(hacSlope(x, fit, { lags: 4 })?.p, 0.0026752537465798824, 1e-8);
});

test('effective number behind the correlation of the planted series', () => {
  const nEff = correlationNEff(x, y, 10)!;
  expectRelative(nEff, 150.4869584262896);
  expect(correlationT(pearson(x, y)!, nEff)).toBeCloseTo(2.8537, 4);
  expect(correlationT(pearson(x, y)!, 395)).toBeCloseTo(4.6426, 4);
});

test('what has no value', () => {
  expect(hacSlope([1, 2, 3], regress([1, 2, 3], [2, 4, 6])!, { lags: 1 })).toBeNull();
  expect(correlationNEff([1, 1, 1], [1, 2, 3], 1)).toBeNull();
  expect(correlationT(0.5, 2)).toBeNull();
  expect(correlationT(1, 20)).toBeNull();
});

test('effective number under unequal spread', () => {
  // Influence function of r in numpy 2.4.6, its Newey–West variance by statsmodels 0.15.0 (S_hac_simple).
  expectRelative(robustNEff(x, y, 4), 180.3311939410008, 1e-9);
  expectRelative(robustNEff(x, y, 0), 370.05550931509975, 1e-9);
  expect(robustNEff([1, 1, 1, 1], [1, 2, 3, 4], 1)).toBeNull();
  expect(robustNEff([1, 2, 3, 4], [2, 4, 6, 8], 1)).toBeNull();
  expect(robustNEff([], [], 1)).toBeNull();
});

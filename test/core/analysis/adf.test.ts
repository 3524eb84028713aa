// The unit root test against published values and statsmodels.

import { expect, test } from 'vitest';
import { dickeyFuller } from '../../../src/core/analysis/adf.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

const { x } = plantedSeries();
let level = 0;
const walk = x.map((value) => (level += value));

test.each([
  ['the planted signal', x, -6.961678413487704, 9.130521181162581e-10],
  ['its sum', walk, -1.5923181393707535, 0.487451217949529],
] as const)('%s, four lags', (_, series, statistic, p) => {
  const result = dickeyFuller(series, 4)!;
  expectRelative(result.statistic, statistic);
  // statsmodels 0.15.0: adfuller(maxlag=4, autolag=None).
  expectRelative(result.p, p, 1e-8);
  expect(result.n).toBe(390);
});

test('p runs from nought to one', () => {
  const still = Float64Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 1 : -1) + (i % 7) * 1e-3);
  expect(dickeyFuller(still, 0)!.p).toBe(0);
  const blown = Float64Array.from({ length: 60 }, (_, i) => Math.exp(i / 10) + (i % 3));
  expect(dickeyFuller(blown, 0)!.p).toBe(1);
});

test('too short, or constant: null', () => {
  expect(dickeyFuller([1, 2, 3, 4], 4)).toBeNull();
  expect(dickeyFuller(new Float64Array(50).fill(3), 1)).toBeNull();
});

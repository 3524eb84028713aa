// Simple regression against published values.

import { expect, test } from 'vitest';
import { regress } from '../../../src/core/analysis/regression.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

test('planted series: coefficients, errors, t, R²', () => {
  const { x, y } = plantedSeries();
  const fit = regress(x, y)!;
  expectRelative(fit.alpha, -0.0685145559, 1e-9);
  expectRelative(fit.beta, 0.423439602, 1e-9);
  expectRelative(fit.seAlpha, 0.1031820462, 1e-9);
  expectRelative(fit.seBeta, 0.0912078887, 1e-9);
  expectRelative(fit.tBeta, 4.6425765159, 1e-9);
  expectRelative(fit.r2, 0.05199212125169039);
  // scipy 1.17.1: linregress(x, y).pvalue.
  expectRelative(fit.pBeta, 4.697871989959469e-6);
  expect(fit.residuals.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 10);
});

test('a line without error has no t; a constant x has no line', () => {
  const exact = regress([1, 2, 3], [2, 4, 6])!;
  expect([exact.alpha, exact.beta, exact.r2, exact.tBeta, exact.pBeta]).toEqual([0, 2, 1, null, null]);
  expect(regress([1, 1, 1], [1, 2, 3])).toBeNull();
  expect(regress([1, 2], [1, 2])).toBeNull();
});

// Logistic fits of one score against published values.

import { expect, test } from 'vitest';
import { fitLogistic, fitPlatt, logistic, predictLogistic } from '../../../src/core/analysis/logistic-fit.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

const X = [1, 2, 3, 4, 5, 6, 7, 8];
const UP = [0, 0, 1, 0, 1, 1, 1, 0];

test('maximum likelihood, and with a ridge of 1 on the slope', () => {
  const fit = fitLogistic(X, UP)!;
  expect(fit.intercept).toBeCloseTo(-1.37583962, 8);
  expect(fit.slope).toBeCloseTo(0.30574214, 8);
  const ridge = fitLogistic(X, UP, 1)!;
  // scikit-learn 1.9.1: LogisticRegression(C=1, solver='newton-cholesky', tol=1e-14).
  expectRelative(ridge.intercept, -1.2344103920242624);
  expectRelative(ridge.slope, 0.27431342044983614);
  // The published pair was made with a looser solver.
  expect(ridge.intercept).toBeCloseTo(-1.23440971, 5);
  expect(ridge.slope).toBeCloseTo(0.27431354, 6);
});

test('planted series', () => {
  const { x, up } = plantedSeries();
  // statsmodels 0.15.0: Logit(up, [1, x]).fit(tol=1e-14).
  const fit = fitLogistic(x, up)!;
  expectRelative(fit.intercept, -0.1035177728689574, 1e-8);
  expectRelative(fit.slope, 0.3399233271773705, 1e-8);
});

test('no maximum: null; Platt has one even there', () => {
  expect(fitLogistic([1, 2, 3, 4], [0, 0, 1, 1])).toBeNull();
  expect(fitLogistic([1, 1, 1, 1], [0, 1, 0, 1])).toBeNull();
  expect(fitLogistic([1, 2, 3], [1, 1, 1])).toBeNull();
  expect(fitPlatt([1, 2, 3], [1, 1, 1])).toBeNull();
  const platt = fitPlatt([1, 2, 3, 4], [0, 0, 1, 1])!;
  expect(platt.slope).toBeGreaterThan(0);
  expect(predictLogistic(platt, 2.5)).toBeCloseTo(0.5, 12);
  // At the maximum forecasts and drawn-in targets have the same mean.
  const drawn = [1, 2, 3, 4].map((score) => predictLogistic(platt, score));
  expect(drawn.reduce((a, b) => a + b)).toBeCloseTo(2 * 0.75 + 2 * 0.25, 12);
});

test('scores far from nought, and the ends of the logistic', () => {
  const far = fitLogistic(
    X.map((value) => 1000 + value),
    UP,
  )!;
  expect(far.slope).toBeCloseTo(0.30574214, 6);
  expect(logistic(800)).toBe(1);
  expect(logistic(-800)).toBe(0);
  expect(logistic(0)).toBe(0.5);
});

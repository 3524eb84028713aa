// Area under the ROC curve and average precision against published values.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { averagePrecision } from '../../../src/core/analysis/average-precision.js';
import { compareRocAreas, rocArea, rocAreaInterval } from '../../../src/core/analysis/roc-area.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

const UP = [0, 0, 1, 1, 1, 0, 1, 0];
const A = [0.1, 0.4, 0.35, 0.8, 0.4, 0.4, 0.9, 0.2];
const B = [0.3, 0.2, 0.6, 0.5, 0.7, 0.35, 0.4, 0.6];

describe('published values', () => {
  test('planted series', () => {
    const { x, up } = plantedSeries();
    const roc = rocArea(x, up)!;
    expectRelative(roc.area, 0.6080059646236117);
    expect([roc.positives, roc.negatives]).toEqual([187, 208]);
    expectRelative(averagePrecision(x, up)?.value, 0.5430718973650446);
    expectRelative(up.reduce((a, b) => a + b) / 395, 0.47341772151898737);
  });

  test('with ties', () => {
    expectRelative(rocArea(A, UP)?.area, 0.8125);
    expectRelative(averagePrecision(A, UP)?.value, 0.8166666666666667);
  });

  test("DeLong's variances, covariance and test", () => {
    const [a, b] = [rocArea(A, UP)!, rocArea(B, UP)!];
    expectRelative(b.area, 0.84375);
    expectRelative(a.variance, 0.0260416667, 1e-9 * 3);
    expectRelative(b.variance, 0.0279947917, 1e-9 * 3);
    const test = compareRocAreas(a, b)!;
    expectRelative(test.covariance, -0.0143229167, 1e-9 * 5);
    expectRelative(test.z, -0.10867853340033276);
    // scipy 1.17.1: 2·norm.sf(|z|).
    expectRelative(test.p, 0.9134574688540434);
    const interval = rocAreaInterval(a)!;
    expectRelative(interval.low, 0.8125 - 1.959963984540054 * Math.sqrt(0.026041666666666668));
    expect(interval.high).toBe(1);
    expect(rocAreaInterval(a, 0.95, 2)!.low).toBeLessThan(interval.low);
  });
});

test('what has no value', () => {
  expect(rocArea([1, 2], [1, 1])).toBeNull();
  expect(rocArea([], [])).toBeNull();
  expect(averagePrecision([1, 2], [0, 0])).toBeNull();
  expect(averagePrecision([1, 2], [1, 1])).toEqual({ value: 1, error: null });
  const one = rocArea([1, 2, 3], [0, 1, 1])!;
  expect(one.variance).toBeNull();
  expect(rocAreaInterval(one)).toBeNull();
  expect(compareRocAreas(one, one)).toBeNull();
  const same = rocArea(A, UP)!;
  expect(compareRocAreas(same, same)).toBeNull();
});

describe('properties', () => {
  const cases = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 1 })), {
    minLength: 2,
    maxLength: 60,
  });

  test('only the order of the scores matters; turned round it is 1 − AUC', () => {
    fc.assert(
      fc.property(cases, (values) => {
        const scores = values.map(([score]) => score);
        const up = values.map(([, label]) => label);
        const roc = rocArea(scores, up);
        fc.pre(roc !== null);
        expect(
          rocArea(
            scores.map((score) => Math.exp(score / 3)),
            up,
          ),
        ).toEqual(roc);
        expect(
          rocArea(
            scores.map((score) => -score),
            up,
          )!.area,
        ).toBeCloseTo(1 - roc.area, 12);
      }),
    );
  });

  test('the same as counting pairs', () => {
    fc.assert(
      fc.property(cases, (values) => {
        const positives = values.filter(([, up]) => up === 1);
        const negatives = values.filter(([, up]) => up === 0);
        fc.pre(positives.length > 0 && negatives.length > 0);
        let won = 0;
        for (const [a] of positives) for (const [b] of negatives) won += a > b ? 1 : a === b ? 0.5 : 0;
        const roc = rocArea(
          values.map(([score]) => score),
          values.map(([, up]) => up),
        )!;
        expect(roc.area).toBeCloseTo(won / positives.length / negatives.length, 12);
      }),
    );
  });
});

// Scores of classifiers against published values.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classScores, confusionOf } from '../../../src/core/analysis/confusion.js';
import { pearson } from '../../../src/core/analysis/correlation.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

describe('published values', () => {
  test('sign of the planted signal', () => {
    const { x, up } = plantedSeries();
    const scores = classScores(
      confusionOf(
        up,
        x.map((value) => Number(value > 0)),
      ),
    );
    expectRelative(scores.accuracy, 0.5645569620253165);
    expectRelative(scores.mcc, 0.12863316383995718);
    expectRelative(scores.balancedAccuracy, 0.5644025092554504);
    expectRelative(scores.f1[1], 0.549738219895288);
    expectRelative(scores.kappa, 0.12852744997434573);
  });

  test('three classes', () => {
    const scores = classScores(confusionOf([0, 1, 2, 2, 1, 0, 1, 2, 0, 1], [0, 2, 2, 1, 1, 0, 1, 2, 1, 1], 3));
    expectRelative(scores.accuracy, 0.7);
    expectRelative(scores.macroF1, 0.7111111111111111);
    expectRelative(scores.weightedF1, 0.7066666666666667);
    expectRelative(scores.balancedAccuracy, 0.6944444444444443);
    expectRelative(scores.mcc, 0.5471422245456321);
    expectRelative(scores.kappa, 0.5384615384615384);
  });
});

test('one class only, a class that never occurs, and no cases', () => {
  const flat = classScores(confusionOf([1, 1, 1], [1, 1, 1]));
  expect(flat).toMatchObject({ accuracy: 1, balancedAccuracy: 1, mcc: null, kappa: null, f1: [null, 1], macroF1: 1 });
  const third = classScores(confusionOf([0, 1], [0, 1], 3));
  expect(third).toMatchObject({ mcc: 1, kappa: 1, macroF1: 1, f1: [1, 1, null] });
  const none = classScores(confusionOf([], []));
  expect(none).toEqual({
    accuracy: null,
    balancedAccuracy: null,
    mcc: null,
    kappa: null,
    f1: [null, null],
    macroF1: null,
    weightedF1: null,
  });
  expect(() => confusionOf([2], [0])).toThrow(RangeError);
  expect(() => confusionOf([0], [0.5])).toThrow(RangeError);
});

test("with two classes Matthews' correlation is Pearson's", () => {
  const bit = fc.integer({ min: 0, max: 1 });
  fc.assert(
    fc.property(fc.array(fc.tuple(bit, bit), { minLength: 2, maxLength: 60 }), (cases) => {
      const truth = cases.map(([a]) => a);
      const predicted = cases.map(([, b]) => b);
      const { mcc } = classScores(confusionOf(truth, predicted));
      const r = pearson(truth, predicted);
      if (r === null) expect(mcc).toBeNull();
      else expect(mcc).toBeCloseTo(r, 12);
    }),
  );
});

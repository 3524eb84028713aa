// Correlations against published values, scipy and numpy.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fisherInterval, partialCorrelation, pearson, spearman } from '../../../src/core/analysis/correlation.js';
import { midRanks } from '../../../src/core/analysis/ranks.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

const X = [1, 2, 2, 3, 5, 5, 5, 8];
const Y = [2, 1, 3, 3, 6, 4, 7, 7];

describe('published values', () => {
  const { x, y } = plantedSeries();

  test('the planted series is the published one', () => {
    expectRelative(
      x.reduce((a, b) => a + b),
      -8.145566747185441,
    );
    expectRelative(
      y.reduce((a, b) => a + b),
      -30.512405117393985,
    );
    expectRelative(x[0], -1.1760288225214257);
    expectRelative(y[0], 0.47515474536749436);
  });

  test('planted series', () => {
    expectRelative(pearson(x, y), 0.22801780906694605);
    expectRelative(spearman(x, y), 0.1944816668905855);
  });

  test('every fifth of it does not overlap', () => {
    const fifth = (_: number, i: number): boolean => i % 5 === 0;
    expectRelative(pearson(x.filter(fifth), y.filter(fifth)), 0.31515090559846326);
    expectRelative(spearman(x.filter(fifth), y.filter(fifth)), 0.29532619279454725);
  });

  test('with ties', () => {
    expectRelative(spearman(X, Y), 0.9007775105401477);
    expectRelative(pearson(X, Y), 0.8711864407, 1e-10);
  });
});

test('partial correlation: correlation of the residuals on the control', () => {
  // numpy 2.x: corrcoef of the residuals of X and Y on [3,1,4,1,5,9,2,6].
  expectRelative(partialCorrelation(X, Y, [3, 1, 4, 1, 5, 9, 2, 6]), 0.8603199147908938);
});

test('Fisher interval', () => {
  // scipy 1.17.1: pearsonr(X, Y).confidence_interval(level).
  const interval = fisherInterval(pearson(X, Y)!, 8);
  expectRelative(interval?.low, 0.4312721038801621);
  expectRelative(interval?.high, 0.976428467757364);
  const narrow = fisherInterval(pearson(X, Y)!, 8, { level: 0.8 });
  expectRelative(narrow?.low, 0.6439269751025184);
  const plain = fisherInterval(0.5, 100)!;
  const wide = fisherInterval(0.5, 100, { ranked: true, controls: 2 })!;
  expect(wide.low).toBeLessThan(plain.low);
  expect(wide.high).toBeGreaterThan(plain.high);
});

describe('what has no value', () => {
  test('constant sides, too few pairs, unequal lengths', () => {
    expect(pearson([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(spearman([1, 2, 3], [0.1, 0.1, 0.1])).toBeNull();
    expect(pearson([1], [2])).toBeNull();
    expect(pearson([], [])).toBeNull();
    expect(fisherInterval(0.3, 3)).toBeNull();
    expect(() => pearson([1, 2], [1])).toThrow(RangeError);
  });

  test('a control that explains a side fully; a constant one takes nothing out', () => {
    expect(partialCorrelation(X, Y, X)).toBeNull();
    expect(partialCorrelation(X, Y, new Array(8).fill(2) as number[])).toBe(pearson(X, Y));
  });

  test('a perfect correlation has a point for an interval', () => {
    expect(fisherInterval(1, 20)).toEqual({ low: 1, high: 1 });
  });
});

describe('properties', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
    minLength: 3,
    maxLength: 60,
  });
  const sides = (values: [number, number][]): [number[], number[]] => [
    values.map(([a]) => a),
    values.map(([, b]) => b),
  ];

  test('Spearman is Pearson of the ranks and sees only order', () => {
    fc.assert(
      fc.property(pairs, (values) => {
        const [a, b] = sides(values);
        expect(spearman(a, b)).toBe(pearson(midRanks(a), midRanks(b)));
        expect(spearman(a.map(Math.exp), b)).toBe(spearman(a, b));
      }),
    );
  });

  test('within −1..1, symmetric, odd', () => {
    fc.assert(
      fc.property(pairs, (values) => {
        const [a, b] = sides(values);
        const r = pearson(a, b);
        fc.pre(r !== null);
        expect(Math.abs(r)).toBeLessThanOrEqual(1);
        expect(pearson(b, a)).toBeCloseTo(r, 12);
        expect(
          pearson(
            a.map((value) => -3 * value + 7),
            b,
          ),
        ).toBeCloseTo(-r, 12);
      }),
    );
  });
});

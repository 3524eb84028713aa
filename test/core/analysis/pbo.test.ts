// Overfitting by cross-validation: the published figures, and the two ends of the scale.

import { describe, expect, test } from 'vitest';
import { backtestOverfitting } from '../../../src/core/analysis/pbo.js';
import { normals } from './data-set-v1.js';

/** Noise of seed 99, 48 periods × 6 strategies, the third with a drift of 0.15. */
const noise = normals(99, 288);
const PUBLISHED = Array.from({ length: 6 }, (_, j) =>
  Float64Array.from({ length: 48 }, (_unused, i) => noise[i * 6 + j]! + (j === 2 ? 0.15 : 0)),
);

test('published figures', () => {
  const result = backtestOverfitting(PUBLISHED, 6)!;
  expect(result.combinations).toBe(20);
  expect(result.pbo).toBe(0.9);
  expect(result.meanLogit).toBeCloseTo(-0.7880031798042392, 10);
  expect(result.lossShare).toBe(0.75);
});

describe('named facts', () => {
  const strategies = (drift: (j: number) => number): Float64Array[] =>
    Array.from({ length: 5 }, (_, j) => normals(50 + j, 400).map((value) => value + drift(j)));

  test('one strategy is truly better: hardly any overfitting', () => {
    const result = backtestOverfitting(
      strategies((j) => (j === 3 ? 1 : 0)),
      10,
    )!;
    expect(result).toMatchObject({ pbo: 0, lossShare: 0, combinations: 252 });
    expect(result.meanLogit).toBeCloseTo(Math.log(5), 10);
  });

  test('what is best in one half is worst in the other: certain overfitting', () => {
    const early = [3, 3, 3, 3, -3, -3, -3, -3].map((value, i) => value + 0.1 * (i % 2));
    const flat = early.map((_, i) => 0.1 * (i % 2));
    const result = backtestOverfitting([early, early.map((value) => -value), flat], 2)!;
    expect(result.pbo).toBe(1);
    expect(result.lossShare).toBe(1);
  });

  test('the scale of returns does not matter', () => {
    const [small, large] = [1e-4, 1e4].map((scale) =>
      backtestOverfitting(
        PUBLISHED.map((series) => series.map((r) => r * scale)),
        6,
      )!,
    );
    expect(small).toEqual(large);
  });

  test('too little to judge, and what cannot be meant', () => {
    expect(backtestOverfitting([[1, 2, 3, 4]], 2)).toBeNull();
    expect(
      backtestOverfitting(
        [
          [1, 2, 3],
          [2, 1, 3],
        ],
        2,
      ),
    ).toBeNull();
    expect(() => backtestOverfitting(PUBLISHED, 5)).toThrow(RangeError);
    expect(() => backtestOverfitting([[1, 2], [1]], 2)).toThrow(RangeError);
  });
});

// Exponential averages against the published vectors.

import { describe, expect, test } from 'vitest';
import {
  alphaOfHalfLife,
  alphaOfSpan,
  clearEma,
  clearEwma,
  initEma,
  initEwma,
  stepEma,
  stepEwma,
} from '../../../src/core/stats/ewma.js';

describe('mean and variance', () => {
  test('published vector, span 5', () => {
    const state = initEwma(alphaOfSpan(5));
    stepEwma(state, 3);
    expect([state.mean, state.variance]).toEqual([3, 0]);
    const expected = [
      [2.333333333, 0.888888889],
      [2.888888889, 1.209876543],
      [2.259259259, 1.599451303],
      [3.172839506, 2.735558604],
      [5.115226337, 9.369438941],
    ];
    [1, 4, 1, 5, 9].forEach((x, i) => {
      stepEwma(state, x);
      expect(state.mean).toBeCloseTo(expected[i]![0]!, 9);
      expect(state.variance).toBeCloseTo(expected[i]![1]!, 9);
    });
  });

  test('a checkpoint goes on the same; clearing starts anew', () => {
    const state = initEwma(0.3);
    for (const x of [1, 5, 2]) stepEwma(state, x);
    const copy = structuredClone(state);
    for (const x of [8, 0, 3]) [state, copy].forEach((s) => stepEwma(s, x));
    expect(copy).toEqual(state);
    clearEwma(state);
    expect(state).toEqual(initEwma(0.3));
  });
});

describe('mean alone', () => {
  test('the first sample is the first value; α 1 follows, small α lags', () => {
    const state = initEma(0.5);
    expect([2, 3, -1, -1.5, 1.5, 3, 2.5].map((x) => stepEma(state, x))).toEqual([
      2, 2.5, 0.75, -0.375, 0.5625, 1.78125, 2.140625,
    ]);
    const copy = structuredClone(state);
    expect(stepEma(copy, 7)).toBe(stepEma(state, 7));
    clearEma(state);
    expect(stepEma(state, -9)).toBe(-9);
  });

  test('a half-life of 10 s in steps of 100 ms', () => {
    expect(alphaOfHalfLife(0.1, 10)).toBeCloseTo(0.0069075046, 10);
    expect(alphaOfHalfLife(10, 10)).toBeCloseTo(0.5, 15);
  });

  test.each([0, -0.1, 1.01, NaN])('weight %d is refused', (alpha) => {
    expect(() => initEma(alpha)).toThrow(RangeError);
    expect(() => initEwma(alpha)).toThrow(RangeError);
  });
});

// Roll's spread: the published covariance and spread, and a plain covariance.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clearRollSpread,
  initRollSpread,
  rollCovariance,
  rollSpread,
  stepRollSpread,
} from '../../../src/core/flow/roll-spread.js';

function covarianceOf(prices: readonly number[], pairs: number): number | null {
  const state = initRollSpread(pairs);
  for (const price of prices) stepRollSpread(state, price);
  return rollCovariance(state);
}

describe('named facts', () => {
  test('published: a covariance of −.0050617284 (1/n) is a spread of .1422916497', () => {
    // Nine pairs of changes with that covariance, in ticks of 0.1.
    const ticks = covarianceOf([1000, 998, 999, 1000, 1000, 998, 997, 999, 997, 998, 1000], 9)!;
    expect(ticks / 100).toBeCloseTo(-0.0050617284, 10);
    expect(rollSpread(ticks / 100)).toBeCloseTo(0.1422916497, 9);
    expect(rollSpread(ticks)! / 10).toBeCloseTo(0.1422916497, 9);
  });

  test('prices that bounce between bid and ask: about their distance; prices that trend: none', () => {
    const bounce = Array.from({ length: 102 }, (_, i) => 1000 + (i % 2));
    expect(rollSpread(covarianceOf(bounce, 100)!)).toBeCloseTo(2, 1);
    expect(rollSpread(covarianceOf([0, 0, 0, 5, 10, 10, 10], 5)!)).toBeNull();
    expect(rollSpread(covarianceOf([7, 7, 7, 7], 2)!)).toBe(0);
  });

  test('n pairs want n + 2 trades; cleared, they are wanted again', () => {
    expect([covarianceOf([1, 2, 1], 2), covarianceOf([1, 2, 1, 2], 2)]).toEqual([null, -1]);
    const state = initRollSpread(2);
    for (const price of [1, 2, 1, 2]) stepRollSpread(state, price);
    clearRollSpread(state);
    expect(state).toEqual(initRollSpread(2));
    expect(() => initRollSpread(1)).toThrow(RangeError);
  });
});

const prices = fc.array(fc.integer({ min: 990, max: 1010 }), { maxLength: 50 });

describe('properties', () => {
  test('equals a covariance in two passes over the last pairs; prices upside down give the same', () => {
    fc.assert(
      fc.property(prices, fc.integer({ min: 2, max: 9 }), (list, n) => {
        const changes = list.slice(1).map((price, i) => price - list[i]!);
        const pairs = changes.slice(1).map((change, i) => [changes[i]!, change] as const);
        const recent = pairs.slice(-n);
        const mean = (k: 0 | 1) => recent.reduce((sum, pair) => sum + pair[k], 0) / n;
        const truth = recent.reduce((sum, [a, b]) => sum + (a - mean(0)) * (b - mean(1)), 0) / n;
        const actual = covarianceOf(list, n);
        expect(actual === null).toBe(recent.length < n);
        if (actual === null) return;
        expect(actual).toBeCloseTo(truth, 9);
        expect(covarianceOf(list.map((price) => 2000 - price), n)).toBe(actual); // prettier-ignore
      }),
    );
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(prices, fc.nat(50), (list, cut) => {
        let state = initRollSpread(4);
        list.forEach((price, i) => {
          if (i === cut) state = structuredClone(state);
          stepRollSpread(state, price);
        });
        expect(rollCovariance(state)).toBe(covarianceOf(list, 4));
      }),
    );
  });
});

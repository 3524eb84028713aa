// Sums that forget: the published weight of a step, and decay that does not depend on how time is cut.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addToDecayedSum, clearDecayedSum, decaySum, initDecayedSum } from '../../../src/core/stats/decayed-sum.js';

const TEN_SECONDS = 10_000_000;

describe('named facts', () => {
  test('published: over 0.1 s of a half-life of 10 s the sum loses α = 0.0069075046', () => {
    const state = initDecayedSum(TEN_SECONDS);
    addToDecayedSum(state, 1, 0);
    expect(1 - decaySum(state, 100_000)).toBeCloseTo(0.0069075046, 10);
  });

  test('half after one half-life, a quarter after two; a new trade adds all of itself', () => {
    const state = initDecayedSum(TEN_SECONDS);
    addToDecayedSum(state, 8, 5);
    expect(decaySum(state, TEN_SECONDS + 5)).toBeCloseTo(4, 12);
    addToDecayedSum(state, -1, 2 * TEN_SECONDS + 5);
    expect(state.value).toBeCloseTo(1, 12);
    expect([state.startUs, state.timeUs]).toEqual([5, 2 * TEN_SECONDS + 5]);
    clearDecayedSum(state);
    expect(state).toEqual(initDecayedSum(TEN_SECONDS));
  });

  test('after years of quiet nothing is left, and nothing is broken', () => {
    const state = initDecayedSum(1);
    addToDecayedSum(state, 1e9, 0);
    expect(decaySum(state, 1e15)).toBe(0);
  });

  test.each([0, -1, NaN])('a half-life of %d is refused', (halfLife) => {
    expect(() => initDecayedSum(halfLife)).toThrow(RangeError);
  });
});

const trades = fc.array(fc.tuple(fc.nat(4_000_000), fc.integer({ min: -500, max: 500 })), {
  minLength: 1,
  maxLength: 40,
});

describe('properties', () => {
  test('equals Σ x·2^(−age/h), looked at often or not', () => {
    fc.assert(
      fc.property(trades, fc.nat(9), (list, looks) => {
        const state = initDecayedSum(TEN_SECONDS);
        const past: [number, number][] = [];
        let time = 0;
        for (const [wait, x] of list) {
          for (let k = 1; k <= looks; k++) decaySum(state, time + Math.floor((wait * k) / (looks + 1)));
          time += wait;
          addToDecayedSum(state, x, time);
          past.push([time, x]);
        }
        const truth = past.reduce((sum, [at, x]) => sum + x * 2 ** ((at - time) / TEN_SECONDS), 0);
        expect(state.value).toBeCloseTo(truth, 8);
      }),
    );
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(trades, fc.nat(40), (list, cut) => {
        const whole = initDecayedSum(TEN_SECONDS);
        let resumed = initDecayedSum(TEN_SECONDS);
        let time = 0;
        list.forEach(([wait, x], i) => {
          time += wait;
          if (i === cut) resumed = structuredClone(resumed);
          for (const state of [whole, resumed]) addToDecayedSum(state, x, time);
        });
        expect(resumed).toEqual(whole);
      }),
    );
  });
});

// Robust z-score: the published vector, and the walk outwards from the median against a plain sort.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MadZConfig, clearMadZ, initMadZ, stepMadZ } from '../../../src/core/stats/mad-z.js';

const BASE: MadZConfig = { window: 5, baseline: 'include', warmup: 5, epsilon: 1e-12 };
const X = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 5, 5, 5, 5, 5];

function run(config: MadZConfig, xs: readonly number[]): (number | null)[] {
  const state = initMadZ(config);
  return xs.map((x) => stepMadZ(state, x));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

test('published vector: 3 1 4 1 5 9 …, W 5, current sample included', () => {
  const expected = [0.674491, 1.124151, -0.674491, 0.22483, 0, -0.674491, 0, null, null, null, null, null];
  const actual = run(BASE, X);
  expect(actual.slice(0, 4)).toEqual([null, null, null, null]);
  actual.slice(4).forEach((z, i) => {
    if (expected[i] === null) expect(z).toBeNull();
    else expect(z).toBeCloseTo(expected[i]!, 6);
  });
});

describe('why there is no z', () => {
  test('warming, std_zero and no_input', () => {
    const state = initMadZ({ ...BASE, baseline: 'exclude', warmup: 2 });
    expect([stepMadZ(state, 1), state.reason, state.samples]).toEqual([null, 'warming', 0]);
    expect([stepMadZ(state, 1), state.reason, state.samples]).toEqual([null, 'warming', 1]);
    expect([stepMadZ(state, 9), state.reason, state.samples]).toEqual([null, 'std_zero', 2]);
    expect([stepMadZ(state, NaN), state.reason]).toEqual([null, 'no_input']);
    clearMadZ(state);
    expect([stepMadZ(state, 1), state.reason, state.samples]).toEqual([null, 'warming', 0]);
  });

  test('refused: a warm-up longer than the window', () => {
    expect(() => initMadZ({ ...BASE, warmup: 6 })).toThrow(RangeError);
  });
});

describe('properties', () => {
  const sample = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));

  test('equals medians by sorting', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(sample, { maxLength: 40 }), (window, xs) => {
        const actual = run({ ...BASE, window, warmup: 1 }, xs);
        xs.forEach((x, i) => {
          const past = xs.slice(Math.max(0, i + 1 - window), i + 1);
          const centre = median(past);
          const scale = 1.4826 * median(past.map((v) => Math.abs(v - centre)));
          if (scale <= 1e-12 * Math.max(1, Math.abs(centre))) expect(actual[i]).toBeNull();
          else expect(actual[i]).toBe((x - centre) / scale);
        });
      }),
    );
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 20 }), fc.array(sample, { maxLength: 20 }), (before, after) => {
        const state = initMadZ({ ...BASE, warmup: 2 });
        for (const x of before) stepMadZ(state, x);
        const copy = structuredClone(state);
        expect(after.map((x) => stepMadZ(copy, x))).toEqual(after.map((x) => stepMadZ(state, x)));
      }),
    );
  });
});

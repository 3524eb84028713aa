// Sliding Welford against a naive two-pass computation, where it is easy and where it is hard.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { initRng, nextNormal, nextUniform } from '../../../src/core/stats/rng.js';
import {
  clearWindow,
  initWindow,
  pushWindow,
  windowDeviation,
  windowMean,
  windowVariance,
} from '../../../src/core/stats/welford.js';

/** Mean and population variance of the last `size` of `values`, in two passes from the first of them. */
function twoPass(values: readonly number[], size: number): { mean: number; variance: number } {
  const window = values.slice(-size);
  const origin = window[0]!;
  const shift = window.reduce((sum, x) => sum + (x - origin), 0) / window.length;
  const variance = window.reduce((sum, x) => sum + (x - origin - shift) * (x - origin - shift), 0) / window.length;
  return { mean: origin + shift, variance };
}

describe('named facts', () => {
  test('an empty window has no mean and no variance', () => {
    const state = initWindow(3);
    expect(windowMean(state)).toBeNull();
    expect(windowVariance(state, 0)).toBeNull();
  });

  test('one sample: variance 0 with ddof 0, none with ddof 1', () => {
    const state = initWindow(3);
    pushWindow(state, 7);
    expect(windowMean(state)).toBe(7);
    expect(windowVariance(state, 0)).toBe(0);
    expect(windowVariance(state, 1)).toBeNull();
  });

  test('2, 4, 4, 4, 5, 5, 7, 9: mean 5, variance 4', () => {
    const state = initWindow(8);
    for (const x of [2, 4, 4, 4, 5, 5, 7, 9]) pushWindow(state, x);
    expect(windowMean(state)).toBe(5);
    expect(windowVariance(state, 0)).toBe(4);
    expect(windowVariance(state, 1)).toBeCloseTo(32 / 7, 14);
  });

  test('equal samples have variance exactly 0, also after others have left', () => {
    const state = initWindow(5);
    for (const x of [3, 1e6, -2, 0.3, 9]) pushWindow(state, x);
    for (let i = 0; i < 5; i++) pushWindow(state, 0.1);
    expect(windowVariance(state, 0)).toBe(0);
    expect(windowMean(state)).toBe(0.1);
  });

  test('the digits survive an offset of 1e9: 2.56, 8.8, 7.76, 8.24, 5.04', () => {
    const state = initWindow(5);
    const variances: (number | null)[] = [];
    for (const x of [3, 1, 4, 1, 5, 9, 2, 6, 5]) {
      pushWindow(state, 1e9 + x);
      if (state.count === 5) variances.push(windowVariance(state, 0));
    }
    [2.56, 8.8, 7.76, 8.24, 5.04].forEach((truth, i) => expect(variances[i]).toBeCloseTo(truth, 8));
  });

  test('a window of one sample, and refused sizes', () => {
    const state = initWindow(1);
    for (const x of [5, -3, 8]) {
      pushWindow(state, x);
      expect(windowMean(state)).toBe(x);
      expect(windowVariance(state, 0)).toBe(0);
    }
    for (const size of [0, -1, 2.5, NaN]) expect(() => initWindow(size)).toThrow(RangeError);
  });

  test('an overflow heals once its sample has left', () => {
    const state = initWindow(4);
    for (const x of [1e200, 1, 2, 3, 4]) pushWindow(state, x);
    expect(windowVariance(state, 0)).toBe(1.25);
  });
});

describe('properties', () => {
  test('2e5 steps with outliers of 1e6: within 1e-9 of two passes at every 7th step', () => {
    const size = 300;
    const state = initWindow(size);
    const rng = initRng(3);
    const values: number[] = [];
    let worst = 0;
    for (let i = 0; i < 200_000; i++) {
      const x = nextNormal(rng) + (nextUniform(rng) < 0.002 ? 1e6 * (nextUniform(rng) - 0.5) : 0);
      values.push(x);
      if (values.length > size) values.shift();
      pushWindow(state, x);
      if (i % 7 !== 0) continue;
      const truth = twoPass(values, size);
      worst = Math.max(worst, Math.abs(windowVariance(state, 0)! - truth.variance) / (truth.variance || 1));
      worst = Math.max(worst, Math.abs(windowMean(state)! - truth.mean) / Math.sqrt(truth.variance || 1));
    }
    expect(worst).toBeLessThan(1e-9);
  });

  test('any sequence: equals two passes', () => {
    const sample = fc.oneof(
      fc.integer({ min: -1000, max: 1000 }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.constantFrom(1e6, -1e6, 0, 1e-3),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(sample, { minLength: 1, maxLength: 80 }), (size, xs) => {
        const state = initWindow(size);
        xs.forEach((x, i) => {
          pushWindow(state, x);
          const truth = twoPass(xs.slice(0, i + 1), size);
          const scale = Math.max(1e-9, truth.variance);
          expect(Math.abs(windowVariance(state, 0)! - truth.variance) / scale).toBeLessThan(1e-9);
          expect(Math.abs(windowMean(state)! - truth.mean)).toBeLessThan(1e-9 * Math.max(1, Math.abs(truth.mean)));
          expect(windowVariance(state, 0)!).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });

  test('deviation from the mean keeps its digits at an offset', () => {
    const near = initWindow(50);
    const far = initWindow(50);
    const rng = initRng(8);
    for (let i = 0; i < 400; i++) {
      const x = Math.round(nextNormal(rng) * 1000);
      pushWindow(near, x);
      pushWindow(far, 1e12 + x);
    }
    expect(windowDeviation(far, 1e12 + 5)).toBeCloseTo(windowDeviation(near, 5), 9);
  });

  test('history older than the window does not matter, and clearing forgets it to the bit', () => {
    const rng = initRng(4);
    const common = Array.from({ length: 40 }, () => nextNormal(rng));
    const a = initWindow(20);
    const b = initWindow(20);
    for (let i = 0; i < 95; i++) pushWindow(a, 1e6 * nextNormal(rng));
    for (let i = 0; i < 33; i++) pushWindow(b, nextNormal(rng));
    for (const x of common) [a, b].forEach((state) => pushWindow(state, x));
    expect(windowVariance(a, 0)).toBeCloseTo(windowVariance(b, 0)!, 11);
    expect(windowMean(a)).toBeCloseTo(windowMean(b)!, 11);
    clearWindow(a);
    const fresh = initWindow(20);
    for (const x of common) [a, fresh].forEach((state) => pushWindow(state, x));
    expect(windowVariance(a, 1)).toBe(windowVariance(fresh, 1));
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    const rng = initRng(6);
    const state = initWindow(10);
    for (let i = 0; i < 37; i++) pushWindow(state, nextNormal(rng));
    const copy = structuredClone(state);
    for (let i = 0; i < 25; i++) {
      const x = nextNormal(rng);
      pushWindow(state, x);
      pushWindow(copy, x);
    }
    expect(copy).toEqual(state);
  });
});

// Our online numbers against a library that we did not write.

import * as library from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { initEma, stepEma } from '../../../src/core/stats/ewma.js';
import { initRng, nextNormal } from '../../../src/core/stats/rng.js';
import { initRollingZ, stepRollingZ } from '../../../src/core/stats/rolling-z.js';
import { initWindow, pushWindow, windowMean, windowVariance } from '../../../src/core/stats/welford.js';

const SAMPLES = 2_000;
const W = 60;

function samples(seed: number): number[] {
  const rng = initRng(seed);
  // Heavy tails now and then, as order flow has them.
  return Array.from({ length: SAMPLES }, (_, i) => nextNormal(rng) * (i % 97 === 0 ? 50 : 1) + 3);
}

describe.each([1, 2, 3])('simple-statistics, seed %i', (seed) => {
  const xs = samples(seed);

  test('mean and both variances of every window', () => {
    const window = initWindow(W);
    xs.forEach((x, i) => {
      pushWindow(window, x);
      if (i + 1 < W) return;
      const held = xs.slice(i + 1 - W, i + 1);
      expect(windowMean(window)).toBeCloseTo(library.mean(held), 9);
      expect(windowVariance(window, 0)! / library.variance(held)).toBeCloseTo(1, 9);
      expect(windowVariance(window, 1)! / library.sampleVariance(held)).toBeCloseTo(1, 9);
    });
  });

  test('z-scores against the window before', () => {
    const state = initRollingZ({ window: W, baseline: 'exclude', ddof: 0, warmup: W, epsilon: 1e-12 });
    xs.forEach((x, i) => {
      const z = stepRollingZ(state, x);
      if (i < W) return expect(z).toBeNull();
      const held = xs.slice(i - W, i);
      expect(z).toBeCloseTo(library.zScore(x, library.mean(held), library.standardDeviation(held)), 9);
    });
  });

  test('an average of weight 1 is the sample itself', () => {
    const state = initEma(1);
    for (const x of xs.slice(0, 50)) expect(stepEma(state, x)).toBe(x);
  });
});

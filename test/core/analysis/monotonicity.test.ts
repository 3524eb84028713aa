// The test of rising means on outcomes whose truth is known.

import { describe, expect, test } from 'vitest';
import {
  type MonotonicityOptions,
  monotonicityTest,
  orderCorrelation,
} from '../../../src/core/analysis/monotonicity.js';
import { type Resampler, stationaryBlocks } from '../../../src/core/analysis/resample.js';
import { initRng, nextInt, nextNormal } from '../../../src/core/stats/rng.js';

const single: Resampler = (rng, out) => {
  for (let i = 0; i < out.length; i++) out[i] = nextInt(rng, out.length);
};

const options = (seed: number): MonotonicityOptions => ({
  buckets: 5,
  replications: 199,
  resampler: single,
  rng: initRng(seed),
});

/** 400 outcomes in five buckets with the means given and noise of one. */
function sample(means: readonly number[], seed: number): { bucketOf: Int32Array; y: Float64Array } {
  const rng = initRng(seed);
  const bucketOf = Int32Array.from({ length: 400 }, (_, i) => i % 5);
  return { bucketOf, y: Float64Array.from(bucketOf, (k) => means[k]! + nextNormal(rng)) };
}

describe('order of the means', () => {
  test.each([
    ['rising', [1, 2, 3], 1],
    ['falling', [3, 2, 1], -1],
    ['one step wrong', [1, 3, 2, 4, 5, 6], 1 - 12 / 210],
    ['an empty bucket is left out', [1, null, 2], 1],
    ['all equal', [1, 1, 1], null],
    ['one bucket', [1, null], null],
  ])('%s', (_, means, expected) => {
    const rho = orderCorrelation(means);
    if (expected === null) expect(rho).toBeNull();
    else expect(rho).toBeCloseTo(expected, 12);
  });
});

describe('Patton and Timmermann', () => {
  test('means that rise clearly are found, falling ones are not', () => {
    const { bucketOf, y } = sample([-2, -1, 0, 1, 2], 1);
    const rising = monotonicityTest(bucketOf, y, options(2))!;
    expect(rising.p).toBeLessThan(0.02);
    expect(rising.statistic).toBeGreaterThan(0);
    const byBlocks = monotonicityTest(bucketOf, y, { ...options(2), resampler: stationaryBlocks(400, 10) })!;
    expect(byBlocks.p).toBeLessThan(0.02);
    const falling = monotonicityTest(
      bucketOf,
      y.map((value) => -value),
      options(2),
    )!;
    expect(falling.p).toBeGreaterThan(0.9);
  });

  test.each([false, true])('one step down among large ones up is not monotone (studentised: %s)', (studentised) => {
    const { bucketOf, y } = sample([-2, -1, -2, 1, 2], 3);
    expect(monotonicityTest(bucketOf, y, { ...options(4), studentised })!.p).toBeGreaterThan(0.5);
  });

  test('equal means pass at 5 % no more than they should', () => {
    let passed = 0;
    for (let seed = 0; seed < 100; seed++) {
      const { bucketOf, y } = sample([0, 0, 0, 0, 0], 100 + seed);
      if (monotonicityTest(bucketOf, y, { ...options(seed), replications: 99 })!.p <= 0.05) passed++;
    }
    expect(passed).toBeLessThanOrEqual(11);
  });

  test('the same seed gives the same answer', () => {
    const { bucketOf, y } = sample([0, 0.2, 0.3, 0.3, 0.6], 5);
    expect(monotonicityTest(bucketOf, y, options(6))).toEqual(monotonicityTest(bucketOf, y, options(6)));
  });

  test('an empty bucket, or no replication: null', () => {
    expect(monotonicityTest([0, 1], [1, 2], { ...options(1), buckets: 3 })).toBeNull();
    expect(monotonicityTest([0, 1], [1, 2], { ...options(1), buckets: 2, replications: 0 })).toBeNull();
    expect(monotonicityTest([0, 0], [1, 2], { ...options(1), buckets: 1 })).toBeNull();
  });
});

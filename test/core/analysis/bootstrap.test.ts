// Bootstrap of a statistic: the published intervals of data set V1, and known standard errors.

import { describe, expect, test } from 'vitest';
import { bootstrapMean, bootstrapStatistic, percentileInterval } from '../../../src/core/analysis/bootstrap.js';
import { circularBlocks, movingBlocks, stationaryBlocks } from '../../../src/core/analysis/resample.js';
import { initRng } from '../../../src/core/stats/rng.js';
import { hits, normals } from './data-set-v1.js';

const N = hits.length;

describe('data set V1: 95 % interval of the hit rate, blocks of 5, 20,000 replications (stated tolerance .004)', () => {
  test.each([
    ['stationary', stationaryBlocks(N, 5), 0.5063, 0.6228],
    ['circular', circularBlocks(N, 5), 0.504, 0.623],
  ])('%s', (_, resampler, low, high) => {
    const sorted = bootstrapMean(hits, { replications: 20_000, rng: initRng(1), resampler });
    const interval = percentileInterval(sorted)!;
    expect(Math.abs(interval.low - low)).toBeLessThanOrEqual(0.004);
    expect(Math.abs(interval.high - high)).toBeLessThanOrEqual(0.004);
  });
});

const deviation = (values: Float64Array): number => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length);
};

describe('named facts', () => {
  test('blocks of one: the standard error of a mean is sd/√n', () => {
    const values = normals(31, 200);
    for (const resampler of [stationaryBlocks(200, 1), circularBlocks(200, 1), movingBlocks(200, 1)]) {
      const sorted = bootstrapMean(values, { replications: 4000, rng: initRng(2), resampler });
      expect(deviation(sorted) / (deviation(values) / Math.sqrt(200))).toBeCloseTo(1, 1);
    }
  });

  test('repeated values: blocks see what single draws do not', () => {
    const values = Float64Array.from({ length: 400 }, (_, i) => normals(5, 40)[Math.floor(i / 10)]!);
    const spread = (block: number): number =>
      deviation(bootstrapMean(values, { replications: 2000, rng: initRng(3), resampler: circularBlocks(400, block) }));
    // Ten equal neighbours: the truth is √10 = 3.2 times the error of independent values.
    expect(spread(40) / spread(1)).toBeGreaterThan(2.5);
  });

  test('a constant has an interval of no width', () => {
    const sorted = bootstrapMean([2, 2, 2], { replications: 50, rng: initRng(1), resampler: circularBlocks(3, 1) });
    expect(percentileInterval(sorted)).toEqual({ low: 2, high: 2 });
  });

  test('replications without a value are left out, and none gives none', () => {
    const resampler = circularBlocks(2, 1);
    const some = bootstrapStatistic(2, (i) => (i[0] === i[1] ? null : 1), {
      replications: 100,
      rng: initRng(4),
      resampler,
    });
    expect(some.length).toBeGreaterThan(25);
    expect(some.length).toBeLessThan(75);
    expect(bootstrapMean([], { replications: 10, rng: initRng(1), resampler })).toHaveLength(0);
    expect(percentileInterval([])).toBeNull();
  });

  test('replications are ascending, and the same seed gives the same', () => {
    const run = (): Float64Array =>
      bootstrapMean(hits, { replications: 300, rng: initRng(8), resampler: stationaryBlocks(N, 4) });
    expect(run()).toEqual(run());
    expect(run()).toEqual(run().sort());
  });
});

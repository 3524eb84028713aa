// Bootstrap distribution of a statistic of a time series, and the percentile interval read from it.

import { type Interval } from '../stats/proportion.js';
import { quantileType7 } from '../stats/quantile.js';
import { type RngState } from '../stats/rng.js';
import { type Resampler } from './resample.js';

export interface Replications {
  /** Number of replications. */
  readonly replications: number;
  readonly rng: RngState;
  readonly resampler: Resampler;
}

/**
 * The statistic of `replications` resampled series of `length` observations, ascending. Replications in which it cannot
 * be computed (null) are left out, so the result may be shorter.
 * @param statistic of the observations with these indices; it must not keep the array
 */
export function bootstrapStatistic(
  length: number,
  statistic: (indices: Int32Array) => number | null,
  { replications, rng, resampler }: Replications,
): Float64Array {
  const indices = new Int32Array(length);
  const values = new Float64Array(replications);
  let count = 0;
  for (let r = 0; r < replications; r++) {
    resampler(rng, indices);
    const value = statistic(indices);
    if (value !== null) values[count++] = value;
  }
  return values.subarray(0, count).sort();
}

/** Bootstrap distribution of the mean of `values`, ascending; with 0 and 1 that of a hit rate. */
export function bootstrapMean(values: ArrayLike<number>, replications: Replications): Float64Array {
  const statistic = (indices: Int32Array): number => {
    let sum = 0;
    for (let i = 0; i < indices.length; i++) sum += values[indices[i] as number] as number;
    return sum / indices.length;
  };
  return values.length === 0 ? new Float64Array(0) : bootstrapStatistic(values.length, statistic, replications);
}

/**
 * Percentile interval (Efron & Tibshirani, An Introduction to the Bootstrap, 1993, §13.3): quantiles (1 − level)/2 and
 * (1 + level)/2 of the replications, interpolated (type 7). Null without replications.
 * @param sorted replications, ascending
 */
export function percentileInterval(sorted: ArrayLike<number>, level = 0.95): Interval | null {
  const low = quantileType7(sorted, (1 - level) / 2);
  const high = quantileType7(sorted, (1 + level) / 2);
  return low === null || high === null ? null : { low, high };
}

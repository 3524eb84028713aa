// Whether mean outcomes rise from bucket to bucket: rank correlation and Patton and Timmermann's test.

import { type RngState } from '../stats/rng.js';
import { spearman } from './correlation.js';
import { checkPaired } from './moments.js';
import { type Resampler } from './resample.js';

export interface MonotonicityTest {
  /** Smallest step between the means of neighbouring buckets; above 0: they rise throughout. */
  readonly statistic: number;
  /** Of "they do not rise throughout"; small: they do. */
  readonly p: number;
  /** Replications that counted: those that left a bucket empty do not. */
  readonly replications: number;
}

export interface MonotonicityOptions {
  readonly buckets: number;
  readonly replications: number;
  /** Draws positions 0 … y.length − 1; blocks keep outcomes that overlap together. */
  readonly resampler: Resampler;
  readonly rng: RngState;
  /** Scale steps by their bootstrap standard error, so that thin outer buckets do not decide alone; false unless given. */
  readonly studentised?: boolean;
}

/** Spearman's ρ of the bucket means with their order; empty buckets are left out. Null below two buckets with a mean. */
export function orderCorrelation(means: readonly (number | null)[]): number | null {
  const known = means.filter((mean) => mean !== null);
  return spearman(
    known.map((_, k) => k),
    known,
  );
}

/**
 * MR test of A. J. Patton & A. Timmermann, JFE 98 (2010) 605: J = min_k Δ_k, Δ_k = mean_{k+1} − mean_k; p = share of
 * resampled min_k(Δ*_k − Δ_k) at or above J, the sample itself counted. For falling means pass −y. Null where a bucket
 * is empty, or no replication counted.
 * @param bucketOf 0 … buckets − 1 for each outcome, in order of time as y
 */
export function monotonicityTest(
  bucketOf: ArrayLike<number>,
  y: ArrayLike<number>,
  options: MonotonicityOptions,
): MonotonicityTest | null {
  checkPaired(bucketOf, y);
  const { buckets, replications, resampler, rng } = options;
  const picked = new Int32Array(y.length).map((_, i) => i);
  const data = { bucketOf, y, buckets };
  const steps = stepsOf(data, picked);
  if (steps === null || buckets < 2) return null;
  const resampled: Float64Array[] = [];
  for (let k = 0; k < replications; k++) {
    resampler(rng, picked);
    const drawn = stepsOf(data, picked);
    if (drawn !== null) resampled.push(drawn.map((step, j) => step - (steps[j] as number)));
  }
  if (resampled.length === 0) return null;
  const scales = options.studentised === true ? spreadOf(resampled) : steps.map(() => 1);
  const least = (values: Float64Array): number => Math.min(...values.map((value, j) => value / (scales[j] as number)));
  const bar = least(steps);
  const atLeast = resampled.filter((excess) => least(excess) >= bar).length;
  return {
    statistic: Math.min(...steps),
    p: (1 + atLeast) / (1 + resampled.length),
    replications: resampled.length,
  };
}

interface Bucketed {
  readonly bucketOf: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly buckets: number;
}

/** Differences of neighbouring means over the picked positions; null where a bucket got none. */
function stepsOf({ bucketOf, y, buckets }: Bucketed, picked: Int32Array): Float64Array | null {
  const sums = new Float64Array(buckets);
  const counts = new Float64Array(buckets);
  for (const i of picked) {
    const k = bucketOf[i] as number;
    sums[k] = (sums[k] as number) + (y[i] as number);
    counts[k] = (counts[k] as number) + 1;
  }
  if (counts.includes(0)) return null;
  const means = sums.map((sum, k) => sum / (counts[k] as number));
  return means.subarray(1).map((mean, k) => mean - (means[k] as number));
}

/** Root mean square of each step about the sample's; 1 where a step never moved. */
const spreadOf = (resampled: readonly Float64Array[]): Float64Array =>
  (resampled[0] ?? new Float64Array(0)).map((_, j) => {
    const sum = resampled.reduce((total, excess) => total + (excess[j] as number) * (excess[j] as number), 0);
    return sum > 0 ? Math.sqrt(sum / resampled.length) : 1;
  });

// Outcomes by bucket of the signal: fixed edges of z, or equal shares by rank.

import { checkPaired, meanOf, sampleSd } from './moments.js';
import { midRanks } from './ranks.js';

/** Inner edges of the buckets (−∞, −2], (−2, −1], (−1, 0], (0, 1], (1, 2], (2, ∞) of a z-score. */
export const Z_EDGES: readonly number[] = [-2, -1, 0, 1, 2];

/** Bucket of each value, 0 … edges.length: bucket k is (edges[k − 1], edges[k]]. Edges ascend. */
export function bucketsByEdges(values: ArrayLike<number>, edges: readonly number[] = Z_EDGES): Int32Array {
  return Int32Array.from(values, (value) => {
    let k = 0;
    while (k < edges.length && value > (edges[k] as number)) k++;
    return k;
  });
}

/** Group of each value, 0 … groups − 1, by rank in equal shares; equal values are in one group. */
export function bucketsByRank(values: ArrayLike<number>, groups: number): Int32Array {
  const n = values.length;
  return Int32Array.from(midRanks(values), (rank) => Math.floor(((rank - 0.5) * groups) / n));
}

export interface BucketStats {
  readonly n: number;
  /** Mean outcome; null when empty. */
  readonly mean: number | null;
  /** Sample standard deviation and standard error of the mean, for independent outcomes; null below two. */
  readonly sd: number | null;
  readonly se: number | null;
  /** Outcomes above 0, and equal to 0. */
  readonly ups: number;
  readonly ties: number;
}

/**
 * Statistics of the outcomes in each bucket, unit of y.
 * @param bucketOf 0 … buckets − 1 for each outcome
 */
export function bucketStats(bucketOf: ArrayLike<number>, y: ArrayLike<number>, buckets: number): BucketStats[] {
  checkPaired(bucketOf, y);
  const outcomes = Array.from({ length: buckets }, (): number[] => []);
  for (let i = 0; i < y.length; i++) outcomes[bucketOf[i] as number]?.push(y[i] as number);
  return outcomes.map(statsOf);
}

function statsOf(values: readonly number[]): BucketStats {
  const sd = sampleSd(values);
  return {
    n: values.length,
    mean: meanOf(values),
    sd,
    se: sd === null ? null : sd / Math.sqrt(values.length),
    ups: values.filter((value) => value > 0).length,
    ties: values.filter((value) => value === 0).length,
  };
}

// Area under the ROC curve, its interval and the comparison of two, all from ranks.

import { type Interval } from '../stats/proportion.js';
import { checkPaired, meanOf } from './moments.js';
import { normalQuantile, normalTwoSided } from './normal-distribution.js';
import { midRanks } from './ranks.js';

export interface RocArea {
  /** P(score of a positive > score of a negative) + ½P(equal). */
  readonly area: number;
  readonly positives: number;
  readonly negatives: number;
  /** DeLong's variance of the area for independent cases; null with fewer than two cases of a class. */
  readonly variance: number | null;
  /** Placement of each positive among the negatives, and of each negative among the positives: what DeLong's errors are made of. */
  readonly ofPositives: Float64Array;
  readonly ofNegatives: Float64Array;
}

const select = (values: ArrayLike<number>, up: ArrayLike<number>, wanted: boolean): Float64Array =>
  Float64Array.from(values).filter((_, i) => (up[i] !== 0) === wanted);

/**
 * AUC in O(n log n): E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, Biometrics 44 (1988) 837, by the mid-ranks of
 * X. Sun & W. Xu, IEEE SPL 21 (2014) 1389. Null where one class is missing.
 * @param up 0 for the negative class, anything else for the positive one
 */
export function rocArea(scores: ArrayLike<number>, up: ArrayLike<number>): RocArea | null {
  checkPaired(scores, up);
  const ranks = midRanks(scores);
  const positiveScores = select(scores, up, true);
  const negativeScores = select(scores, up, false);
  const m = positiveScores.length;
  const n = negativeScores.length;
  if (m === 0 || n === 0) return null;
  const within = midRanks(positiveScores);
  const ofPositives = select(ranks, up, true).map((rank, i) => (rank - (within[i] as number)) / n);
  const withinNegative = midRanks(negativeScores);
  const ofNegatives = select(ranks, up, false).map((rank, i) => 1 - (rank - (withinNegative[i] as number)) / m);
  const area = meanOf(ofPositives) as number;
  const places = { ofPositives, ofNegatives };
  return { area, positives: m, negatives: n, variance: covariance(places, places), ...places };
}

type Placements = Pick<RocArea, 'ofPositives' | 'ofNegatives'>;

/** DeLong's covariance of two areas on the same cases; null with fewer than two cases of a class. */
function covariance(a: Placements, b: Placements): number | null {
  if (a.ofPositives.length < 2 || a.ofNegatives.length < 2) return null;
  return meanProduct(a.ofPositives, b.ofPositives) + meanProduct(a.ofNegatives, b.ofNegatives);
}

/** Sample covariance over n. */
function meanProduct(a: Float64Array, b: Float64Array): number {
  const meanA = meanOf(a) as number;
  const meanB = meanOf(b) as number;
  const sum = a.reduce((total, value, i) => total + (value - meanA) * ((b[i] as number) - meanB), 0);
  return sum / (a.length - 1) / a.length;
}

/**
 * Normal interval of the area, cut to 0..1. Outcomes that overlap carry less than their number: pass how many
 * observations one independent outcome stands for (n/n_eff) as `inflation`. Null without a variance.
 */
export function rocAreaInterval(roc: RocArea, level = 0.95, inflation = 1): Interval | null {
  if (roc.variance === null) return null;
  const half = normalQuantile((1 + level) / 2) * Math.sqrt(roc.variance * inflation);
  return { low: Math.max(0, roc.area - half), high: Math.min(1, roc.area + half) };
}

export interface RocDifference {
  /** Area of the first less the second. */
  readonly difference: number;
  readonly covariance: number;
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
}

/** DeLong's paired test of two scores of the same cases. Null without variances, or where the difference has none. */
export function compareRocAreas(first: RocArea, second: RocArea): RocDifference | null {
  checkPaired(first.ofPositives, second.ofPositives);
  checkPaired(first.ofNegatives, second.ofNegatives);
  const shared = covariance(first, second);
  if (shared === null || first.variance === null || second.variance === null) return null;
  const variance = first.variance + second.variance - 2 * shared;
  if (!(variance > 1e-24)) return null;
  const difference = first.area - second.area;
  const z = difference / Math.sqrt(variance);
  return { difference, covariance: shared, z, p: normalTwoSided(z) };
}

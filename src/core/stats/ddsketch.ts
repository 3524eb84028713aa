// Mergeable quantile sketch of signed reals with bounded relative error (DDSketch): the health of z-scores.
// Masson, Rim & Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees", VLDB 2019.

import { type BucketCounts, addBuckets, addToBucket, initBucketCounts } from './bucket-counts.js';
import { nearestRankOf } from './quantile.js';

export interface DdSketch {
  /** Relative accuracy α: a quantile is within α of the exact nearest-rank value. */
  readonly accuracy: number;
  /** ln γ, γ = (1 + α)/(1 − α). */
  readonly lnGamma: number;
  count: number;
  sum: number;
  /** ±Infinity while the sketch is empty. */
  min: number;
  max: number;
  /** Values with magnitude below 1e-9. */
  zeros: number;
  /** Counts of magnitudes by logarithmic index. */
  readonly positive: BucketCounts;
  readonly negative: BucketCounts;
}

const ZERO_BELOW = 1e-9;

const lnGammaOf = (accuracy: number): number => Math.log((1 + accuracy) / (1 - accuracy));

/** Bucket of a positive value: i = ⌈log_γ x⌉. */
export const ddIndex = (value: number, accuracy: number): number =>
  Math.ceil(Math.log(value) / lnGammaOf(accuracy)) + 0;

/** What a bucket stands for: 2γ^i/(γ + 1), within α of every value of the bucket. */
export const ddEstimate = (index: number, accuracy: number): number =>
  // 2/(γ + 1) = 1 − α
  Math.exp(index * lnGammaOf(accuracy)) * (1 - accuracy);

export function initDdSketch(accuracy = 0.005): DdSketch {
  if (!(accuracy > 0 && accuracy < 1)) throw new RangeError(`relative accuracy ${accuracy}: not within (0, 1)`);
  return {
    accuracy,
    lnGamma: lnGammaOf(accuracy),
    count: 0,
    sum: 0,
    min: Infinity,
    max: -Infinity,
    zeros: 0,
    positive: initBucketCounts(),
    negative: initBucketCounts(),
  };
}

/** Adds one finite value. @throws RangeError for NaN and infinities */
export function insertDdSketch(sketch: DdSketch, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a finite number`);
  // −0 would make the order of insertion visible in min and max.
  if (value === 0) value = 0;
  sketch.count++;
  sketch.sum += value;
  if (value < sketch.min) sketch.min = value;
  if (value > sketch.max) sketch.max = value;
  const magnitude = Math.abs(value);
  if (magnitude < ZERO_BELOW) sketch.zeros++;
  else addToBucket(value > 0 ? sketch.positive : sketch.negative, Math.ceil(Math.log(magnitude) / sketch.lnGamma), 1);
}

/** Adds all of `from` to `into`; both need the same accuracy. */
export function mergeDdSketch(into: DdSketch, from: DdSketch): void {
  if (into.accuracy !== from.accuracy) throw new RangeError('sketches of different accuracy');
  addBuckets(into.positive, from.positive);
  addBuckets(into.negative, from.negative);
  into.zeros += from.zeros;
  into.count += from.count;
  into.sum += from.sum;
  into.min = Math.min(into.min, from.min);
  into.max = Math.max(into.max, from.max);
}

/** Nearest-rank quantile, within α of the exact one and within [min, max]; null while the sketch is empty. */
export function ddSketchQuantile(sketch: DdSketch, p: number): number | null {
  const rank = nearestRankOf(p, sketch.count);
  if (sketch.count === 0) return null;
  if (rank === 1) return sketch.min;
  if (rank === sketch.count) return sketch.max;
  return Math.min(sketch.max, Math.max(sketch.min, valueOfRank(sketch, rank)));
}

function valueOfRank(sketch: DdSketch, rank: number): number {
  const { positive, negative, accuracy } = sketch;
  let seen = 0;
  for (let i = negative.counts.length - 1; i >= 0; i--) {
    seen += negative.counts[i] as number;
    if (seen >= rank) return -ddEstimate(negative.first + i, accuracy);
  }
  seen += sketch.zeros;
  if (seen >= rank) return 0;
  for (let i = 0; i < positive.counts.length; i++) {
    seen += positive.counts[i] as number;
    if (seen >= rank) return ddEstimate(positive.first + i, accuracy);
  }
  return sketch.max;
}

// Mergeable quantile sketch of signed integers (latencies in µs): log-linear buckets, as in the HDR histogram.

import { type BucketCounts, addBuckets, addToBucket, initBucketCounts } from './bucket-counts.js';
import { nearestRankOf } from './quantile.js';

export type SignificantDigits = 1 | 2 | 3;

/**
 * Magnitudes below S = 2^bits have a bucket each; above, each octave is cut into S/2 equal buckets (Tene's HDR
 * histogram), S being the power of two at or above 2·10^digits: 32, 256, 2048.
 * The midpoint of a bucket is within 1/S of every value in it: 3.1 %, 0.39 %, 0.049 % for 1, 2, 3 digits.
 */
export interface LogSketch {
  readonly digits: SignificantDigits;
  readonly bits: number;
  count: number;
  /** Exact while below 2^53. */
  sum: number;
  /** ±Infinity while the sketch is empty: read through sketchMin and sketchMax. */
  min: number;
  max: number;
  /** Counts by bucket index of the magnitude; index 0 of `positive` is the zero bucket. */
  readonly positive: BucketCounts;
  readonly negative: BucketCounts;
}

export interface BucketBounds {
  /** Smallest and largest integer of the bucket, both inclusive. */
  readonly low: number;
  readonly high: number;
}

const TWO_POW_32 = 4294967296;

const bitsOf = (digits: SignificantDigits): number => (digits === 1 ? 5 : digits === 2 ? 8 : 11);

export function initLogSketch(digits: SignificantDigits = 2): LogSketch {
  return {
    digits,
    bits: bitsOf(digits),
    count: 0,
    sum: 0,
    min: Infinity,
    max: -Infinity,
    positive: initBucketCounts(),
    negative: initBucketCounts(),
  };
}

/** Bucket index of a magnitude in 0..2^31; `v >>> shift` keeps its first `bits` bits. */
function smallIndex(v: number, bits: number): number {
  const shift = 32 - bits - Math.clz32(v);
  return shift <= 0 ? v : (shift << (bits - 1)) + (v >>> shift);
}

/** 2^n for 0 ≤ n ≤ 52, without Math.pow. */
const powerOfTwo = (n: number): number => (n < 31 ? 1 << n : (1 << 30) * (1 << (n - 30)));

/** The same for any magnitude below 2^53; division by a power of two is exact. */
function largeIndex(v: number, bits: number): number {
  if (v < TWO_POW_32 / 2) return smallIndex(v, bits);
  const length = v < TWO_POW_32 ? 32 - Math.clz32(v) : 64 - Math.clz32(v / TWO_POW_32);
  const shift = length - bits;
  return shift * powerOfTwo(bits - 1) + Math.floor(v / powerOfTwo(shift));
}

function boundsOfIndex(index: number, bits: number): BucketBounds {
  const half = powerOfTwo(bits - 1);
  if (index < 2 * half) return { low: index, high: index };
  const shift = Math.floor(index / half) - 1;
  const width = powerOfTwo(shift);
  const low = (index - shift * half) * width;
  return { low, high: low + width - 1 };
}

/** The bucket of a safe integer: for a negative one the mirror image of the positive bucket. */
export function bucketBounds(value: number, digits: SignificantDigits): BucketBounds {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a safe integer`);
  const bits = bitsOf(digits);
  const bounds = boundsOfIndex(largeIndex(Math.abs(value), bits), bits);
  return value < 0 ? { low: -bounds.high, high: -bounds.low } : bounds;
}

/** Adds one integer, |value| < 2^53. @throws RangeError for anything else: scaling and rounding are the caller's */
export function insertLogSketch(sketch: LogSketch, value: number): void {
  const v = value | 0;
  if (v !== value) {
    insertLarge(sketch, value);
    return;
  }
  sketch.count++;
  sketch.sum += v;
  if (v < sketch.min) sketch.min = v;
  if (v > sketch.max) sketch.max = v;
  if (v >= 0) addToBucket(sketch.positive, smallIndex(v, sketch.bits), 1);
  else addToBucket(sketch.negative, smallIndex(-v >>> 0, sketch.bits), 1);
}

function insertLarge(sketch: LogSketch, value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a safe integer`);
  sketch.count++;
  sketch.sum += value;
  if (value < sketch.min) sketch.min = value;
  if (value > sketch.max) sketch.max = value;
  const index = largeIndex(Math.abs(value), sketch.bits);
  addToBucket(value >= 0 ? sketch.positive : sketch.negative, index, 1);
}

/** Adds all of `from` to `into`: the same as having inserted its values one by one. Digits must be equal. */
export function mergeLogSketch(into: LogSketch, from: LogSketch): void {
  if (into.digits !== from.digits) throw new RangeError(`sketches of ${into.digits} and ${from.digits} digits`);
  addBuckets(into.positive, from.positive);
  addBuckets(into.negative, from.negative);
  into.count += from.count;
  into.sum += from.sum;
  into.min = Math.min(into.min, from.min);
  into.max = Math.max(into.max, from.max);
}

export const sketchMin = (sketch: LogSketch): number | null => (sketch.count === 0 ? null : sketch.min);
export const sketchMax = (sketch: LogSketch): number | null => (sketch.count === 0 ? null : sketch.max);
export const sketchMean = (sketch: LogSketch): number | null => (sketch.count === 0 ? null : sketch.sum / sketch.count);

/**
 * Nearest-rank quantile as the midpoint of its bucket, kept within [min, max]; null while empty.
 * Within a factor 1 ± 1/S of the exact nearest-rank value (see LogSketch); exact below S.
 */
export function sketchQuantile(sketch: LogSketch, p: number): number | null {
  const rank = nearestRankOf(p, sketch.count);
  if (sketch.count === 0) return null;
  if (rank === 1) return sketch.min;
  if (rank === sketch.count) return sketch.max;
  const { low, high } = bucketOfRank(sketch, rank);
  return Math.min(sketch.max, Math.max(sketch.min, low + (high - low) / 2));
}

/** Walks from the most negative bucket up to the one that holds the rank. */
function bucketOfRank(sketch: LogSketch, rank: number): BucketBounds {
  const { positive, negative, bits } = sketch;
  let seen = 0;
  for (let i = negative.counts.length - 1; i >= 0; i--) {
    seen += negative.counts[i] as number;
    if (seen < rank) continue;
    const { low, high } = boundsOfIndex(negative.first + i, bits);
    return { low: -high, high: -low };
  }
  let i = 0;
  for (; i < positive.counts.length - 1; i++) {
    seen += positive.counts[i] as number;
    if (seen >= rank) break;
  }
  return boundsOfIndex(positive.first + i, bits);
}

export interface SketchBucket extends BucketBounds {
  readonly count: number;
}

/** Visits every bucket that holds something, smallest values first. */
export function eachBucket(
  { positive, negative, bits }: LogSketch,
  visit: (low: number, high: number, count: number) => void,
): void {
  for (let i = negative.counts.length - 1; i >= 0; i--) {
    const count = negative.counts[i] as number;
    if (count === 0) continue;
    const { low, high } = boundsOfIndex(negative.first + i, bits);
    visit(-high, -low, count);
  }
  for (let i = 0; i < positive.counts.length; i++) {
    const count = positive.counts[i] as number;
    if (count === 0) continue;
    const { low, high } = boundsOfIndex(positive.first + i, bits);
    visit(low, high, count);
  }
}

export function sketchBuckets(sketch: LogSketch): SketchBucket[] {
  const buckets: SketchBucket[] = [];
  eachBucket(sketch, (low, high, count) => buckets.push({ low, high, count }));
  return buckets;
}

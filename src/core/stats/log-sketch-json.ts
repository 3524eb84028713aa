// Log sketches as plain JSON: for metrics files, manifests and merging across files.

import { type BucketCounts, addToBucket, bucketTotal, initBucketCounts } from './bucket-counts.js';
import { type LogSketch, type SignificantDigits, initLogSketch, sketchMax, sketchMin } from './log-sketch.js';

/** Counts are flat pairs [index, count, index, count, …] with ascending indices. */
export interface LogSketchJson {
  readonly digits: SignificantDigits;
  readonly count: number;
  readonly sum: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly positive: readonly number[];
  readonly negative: readonly number[];
}

/** More than any bucket index can be: 2^53 with three digits is index 45,055. */
const INDEX_LIMIT = 1 << 16;

function pairsOf({ first, counts }: BucketCounts): number[] {
  const pairs: number[] = [];
  counts.forEach((n, i) => {
    if (n > 0) pairs.push(first + i, n);
  });
  return pairs;
}

export function logSketchToJson(sketch: LogSketch): LogSketchJson {
  return {
    digits: sketch.digits,
    count: sketch.count,
    sum: sketch.sum,
    min: sketchMin(sketch),
    max: sketchMax(sketch),
    positive: pairsOf(sketch.positive),
    negative: pairsOf(sketch.negative),
  };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Counts from pairs, or null when they are not such pairs. */
function countsOf(pairs: unknown): BucketCounts | null {
  if (!Array.isArray(pairs) || pairs.length % 2 !== 0) return null;
  let above = -1;
  for (let i = 0; i < pairs.length; i += 2) {
    const index: unknown = pairs[i];
    if (!isCount(index) || index <= above || index >= INDEX_LIMIT || !isCount(pairs[i + 1])) return null;
    above = index;
  }
  const buckets = initBucketCounts();
  for (let i = 0; i < pairs.length; i += 2) addToBucket(buckets, pairs[i] as number, pairs[i + 1] as number);
  return buckets;
}

/** The sketch again, or null when the value is no sketch of ours (wrong shape, or counts that do not add up). */
export function logSketchFromJson(value: unknown): LogSketch | null {
  if (typeof value !== 'object' || value === null) return null;
  const { digits, count, sum, min, max, positive, negative } = value as Record<keyof LogSketchJson, unknown>;
  if (digits !== 1 && digits !== 2 && digits !== 3) return null;
  const up = countsOf(positive);
  const down = countsOf(negative);
  if (up === null || down === null || !isCount(count) || bucketTotal(up) + bucketTotal(down) !== count) return null;
  const sketch = initLogSketch(digits);
  if (count === 0) return min === null && max === null ? sketch : null;
  if (typeof sum !== 'number' || typeof min !== 'number' || typeof max !== 'number' || !(min <= max)) return null;
  return { ...sketch, count, sum, min, max, positive: up, negative: down };
}

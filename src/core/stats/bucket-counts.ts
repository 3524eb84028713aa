// Counts by bucket index, kept over the range of indices that occur: what a sketch holds of one sign.

/** `counts[i]` is the count of bucket `first + i`. */
export interface BucketCounts {
  first: number;
  /** Half the memory of floats while every count is below 2^32: with hundreds of symbols there are thousands of these. */
  counts: Uint32Array | Float64Array;
}

const UINT32_MAX = 4294967295;
/** Buckets added at least, so that a slowly widening range does not copy at each step. */
const LEAST_ROOM = 16;

export const initBucketCounts = (): BucketCounts => ({ first: 0, counts: new Uint32Array(0) });

/** Adds to one bucket. `index` is an integer, `times` a count below 2^53. */
export function addToBucket(buckets: BucketCounts, index: number, times: number): void {
  let at = index - buckets.first;
  if (at < 0 || at >= buckets.counts.length) {
    cover(buckets, index);
    at = index - buckets.first;
  }
  const sum = (buckets.counts[at] as number) + times;
  if (sum > UINT32_MAX && buckets.counts instanceof Uint32Array) buckets.counts = Float64Array.from(buckets.counts);
  buckets.counts[at] = sum;
}

/** Makes room for `index`, and an eighth of the range beyond it. */
function cover(buckets: BucketCounts, index: number): void {
  const { first, counts } = buckets;
  const isEmpty = counts.length === 0;
  const room = Math.max(LEAST_ROOM, counts.length >>> 3);
  const end = first + counts.length;
  const from = isEmpty ? index - (LEAST_ROOM >> 1) : index < first ? index - room : first;
  const to = isEmpty ? index + (LEAST_ROOM >> 1) : index >= end ? index + 1 + room : end;
  const wider = counts instanceof Uint32Array ? new Uint32Array(to - from) : new Float64Array(to - from);
  if (!isEmpty) wider.set(counts, first - from);
  buckets.first = from;
  buckets.counts = wider;
}

/** Adds all of `from` to `into`. */
export function addBuckets(into: BucketCounts, from: BucketCounts): void {
  if (into.counts.length === 0) {
    into.first = from.first;
    into.counts = from.counts.slice();
    return;
  }
  for (let i = 0; i < from.counts.length; i++) {
    const n = from.counts[i] as number;
    if (n > 0) addToBucket(into, from.first + i, n);
  }
}

/** Sets all counts to 0 and keeps the memory. */
export function clearBuckets({ counts }: BucketCounts): void {
  counts.fill(0);
}

export const bucketTotal = ({ counts }: BucketCounts): number => {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i] as number;
  return sum;
};

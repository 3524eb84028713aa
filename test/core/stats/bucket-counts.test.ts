// Counts by bucket: ranges that widen both ways, counts beyond 32 bits, sums.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BucketCounts,
  addBuckets,
  addToBucket,
  bucketTotal,
  clearBuckets,
  initBucketCounts,
} from '../../../src/core/stats/bucket-counts.js';

const heldIn = ({ first, counts }: BucketCounts): Map<number, number> =>
  new Map([...counts].flatMap((n, i) => (n > 0 ? [[first + i, n] as const] : [])));

const Steps = fc.array(fc.tuple(fc.integer({ min: -3_000, max: 50_000 }), fc.integer({ min: 1, max: 2 ** 33 })), {
  maxLength: 200,
});

describe('a bucket that is added to', () => {
  test('beyond 32 bits nothing is lost', () => {
    const buckets = initBucketCounts();
    addToBucket(buckets, 7, 2 ** 32 - 1);
    expect(buckets.counts).toBeInstanceOf(Uint32Array);
    addToBucket(buckets, 7, 1);
    addToBucket(buckets, 900, 5);
    expect(heldIn(buckets)).toEqual(
      new Map([
        [7, 2 ** 32],
        [900, 5],
      ]),
    );
  });

  test('memory follows the range, not the index', () => {
    const buckets = initBucketCounts();
    addToBucket(buckets, 45_000, 1);
    expect(buckets.counts.length).toBeLessThan(40);
  });

  test('the same as a map, whatever the order', () => {
    fc.assert(
      fc.property(Steps, (steps) => {
        const buckets = initBucketCounts();
        const expected = new Map<number, number>();
        for (const [index, times] of steps) {
          addToBucket(buckets, index, times);
          expected.set(index, (expected.get(index) ?? 0) + times);
        }
        expect(new Map([...heldIn(buckets)].sort(([a], [b]) => a - b))).toEqual(
          new Map([...expected].sort(([a], [b]) => a - b)),
        );
        expect(bucketTotal(buckets)).toBe(steps.reduce((sum, [, times]) => sum + times, 0));
      }),
    );
  });
});

test('added up, and cleared in place', () => {
  const [a, b] = [initBucketCounts(), initBucketCounts()];
  addToBucket(a, 3, 2);
  addToBucket(b, 3, 2 ** 32);
  addToBucket(b, -40, 1);
  addBuckets(a, b);
  expect(heldIn(a)).toEqual(
    new Map([
      [-40, 1],
      [3, 2 ** 32 + 2],
    ]),
  );
  const { counts } = a;
  clearBuckets(a);
  expect(a.counts).toBe(counts);
  expect(bucketTotal(a)).toBe(0);
});

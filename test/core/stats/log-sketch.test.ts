// Log-linear sketch: bucket bounds, error bound, merging, JSON.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logSketchToJson } from '../../../src/core/stats/log-sketch-json.js';
import {
  type LogSketch,
  type SignificantDigits,
  bucketBounds,
  initLogSketch,
  insertLogSketch,
  mergeLogSketch,
  sketchBuckets,
  sketchMax,
  sketchMean,
  sketchMin,
  sketchQuantile,
} from '../../../src/core/stats/log-sketch.js';
import { quantileNearestRank, sortedCopy } from '../../../src/core/stats/quantile.js';

const DIGITS: readonly SignificantDigits[] = [1, 2, 3];
const SHARES = [0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1];
const WORST_ERROR = { 1: 1 / 32, 2: 1 / 256, 3: 1 / 2048 };

function sketchOf(values: readonly number[], digits: SignificantDigits = 2): LogSketch {
  const sketch = initLogSketch(digits);
  for (const value of values) insertLogSketch(sketch, value);
  return sketch;
}

describe('buckets', () => {
  test.each([
    [100, 100, 100],
    [2047, 2047, 2047],
    [2048, 2048, 2049],
    [79900, 79872, 79935],
    [1234567, 1233920, 1234943],
    [0, 0, 0],
    [-79900, -79935, -79872],
  ])('three digits: %d lies in [%d, %d]', (value, low, high) => {
    const bounds = bucketBounds(value, 3);
    expect([bounds.low + 0, bounds.high + 0]).toEqual([low, high]);
  });

  test('two digits are the default of latencies: 79.9 ms in µs is known to 256 µs', () => {
    expect(bucketBounds(79900, 2)).toEqual({ low: 79872, high: 80383 });
  });

  test('across every power of two up to 2^53: they touch, hold their value, and keep the error bound', () => {
    for (const digits of DIGITS) {
      for (let exponent = 0, power = 1; exponent < 53; exponent++, power *= 2) {
        for (const value of [power - 1, power, power + 1, Math.floor(power * 1.37)]) {
          const { low, high } = bucketBounds(value, digits);
          expect(low <= value && value <= high).toBe(true);
          expect((high - low) / 2 / Math.max(1, low)).toBeLessThanOrEqual(WORST_ERROR[digits]);
          if (high < Number.MAX_SAFE_INTEGER) expect(bucketBounds(high + 1, digits).low).toBe(high + 1);
        }
      }
    }
  });
});

describe('named facts', () => {
  test('an empty sketch knows nothing', () => {
    const sketch = initLogSketch();
    expect([sketchMin(sketch), sketchMax(sketch), sketchMean(sketch), sketchQuantile(sketch, 0.5)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test('latencies below zero are as welcome as others', () => {
    const sketch = sketchOf([-1_270_000, -1_269_000, -5, 0, 0, 80_000]);
    expect([sketch.count, sketchMin(sketch), sketchMax(sketch)]).toEqual([6, -1_270_000, 80_000]);
    expect(sketchMean(sketch)).toBeCloseTo((-1_270_000 - 1_269_000 - 5 + 80_000) / 6, 9);
    expect(sketchQuantile(sketch, 0.5)).toBe(-5);
    expect(sketchQuantile(sketch, 0.6)).toBe(0);
    expect(sketchQuantile(sketch, 0.3)! / -1_269_000).toBeCloseTo(1, 2);
  });

  test.each([2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 2 ** 32 - 1, 2 ** 32, 2 ** 45 + 7, Number.MAX_SAFE_INTEGER])(
    '±%d takes the right bucket on either side of the fast path',
    (value) => {
      for (const signed of [value, -value]) {
        const quantile = sketchQuantile(sketchOf([signed, signed, signed]), 0.5)!;
        expect(quantile).toBe(signed);
        const { low, high } = bucketBounds(signed, 2);
        const between = sketchQuantile(sketchOf([-Number.MAX_SAFE_INTEGER, signed, Number.MAX_SAFE_INTEGER]), 0.5)!;
        expect(between >= low && between <= high).toBe(true);
      }
    },
  );

  test.each([0.5, NaN, Infinity, 2 ** 53])('%d is refused', (value) => {
    expect(() => insertLogSketch(initLogSketch(), value)).toThrow(RangeError);
  });

  test('sketches of different digits do not merge', () => {
    expect(() => mergeLogSketch(initLogSketch(2), initLogSketch(3))).toThrow(RangeError);
  });
});

const value = fc.oneof(
  fc.integer({ min: -300, max: 300 }),
  fc.integer({ min: -3_000_000, max: 3_000_000 }),
  fc.maxSafeInteger(),
);
const values = fc.array(value, { maxLength: 60 });

describe('properties', () => {
  test('every quantile is within 1/S of the exact nearest rank', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DIGITS), fc.array(value, { minLength: 1, maxLength: 60 }), (digits, xs) => {
        const sketch = sketchOf(xs, digits);
        const sorted = sortedCopy(xs);
        for (const p of SHARES) {
          const truth = quantileNearestRank(sorted, p)!;
          expect(Math.abs(sketchQuantile(sketch, p)! - truth)).toBeLessThanOrEqual(
            Math.abs(truth) * WORST_ERROR[digits],
          );
        }
      }),
    );
  });

  test('merging equals inserting everything into one', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const merged = sketchOf(a);
        mergeLogSketch(merged, sketchOf(b));
        const whole = sketchOf([...a, ...b]);
        for (const p of SHARES) expect(sketchQuantile(merged, p)).toBe(sketchQuantile(whole, p));
        expect([merged.count, merged.min, merged.max]).toEqual([whole.count, whole.min, whole.max]);
        const { sum: _a, ...mergedRest } = logSketchToJson(merged);
        const { sum: _b, ...wholeRest } = logSketchToJson(whole);
        expect(mergedRest).toEqual(wholeRest);
      }),
    );
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        const sketch = sketchOf(before);
        const copy = structuredClone(sketch);
        for (const x of after) [sketch, copy].forEach((s) => insertLogSketch(s, x));
        expect(logSketchToJson(copy)).toEqual(logSketchToJson(sketch));
      }),
    );
  });
});

test('buckets are given from the smallest value to the largest, those that hold something', () => {
  const sketch = initLogSketch(2);
  for (const value of [-700, -3, 0, 3, 3, 5000]) insertLogSketch(sketch, value);
  const buckets = sketchBuckets(sketch);
  expect(buckets.map(({ count }) => count)).toEqual([1, 1, 1, 2, 1]);
  expect(buckets.map(({ low, high }) => low <= high)).not.toContain(false);
  expect(buckets[0]!.low <= -700 && buckets[0]!.high >= -700).toBe(true);
  expect(buckets.slice(1, 4).map(({ low }) => low)).toEqual([-3, 0, 3]);
  expect(sketchBuckets(initLogSketch(2))).toEqual([]);
});

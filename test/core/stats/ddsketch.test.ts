// DDSketch: published mapping, error bound, merging.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DdSketch,
  ddEstimate,
  ddIndex,
  ddSketchQuantile,
  initDdSketch,
  insertDdSketch,
  mergeDdSketch,
} from '../../../src/core/stats/ddsketch.js';
import { quantileNearestRank, sortedCopy } from '../../../src/core/stats/quantile.js';

const SHARES = [0, 0.01, 0.25, 0.5, 0.75, 0.99, 1];

function sketchOf(values: readonly number[]): DdSketch {
  const sketch = initDdSketch();
  for (const value of values) insertDdSketch(sketch, value);
  return sketch;
}

test.each([
  [0.5, -34, 0.5015394534033262],
  [1, 0, 0.99],
  [2.5, 46, 2.4842736738326905],
  [79.9, 220, 80.648188221533],
  [1234.5, 356, 1224.3764974384917],
])('accuracy 1 %%: %d has index %d, estimate %d', (value, index, estimate) => {
  expect(ddIndex(value, 0.01)).toBe(index);
  expect(ddEstimate(index, 0.01) / estimate).toBeCloseTo(1, 12);
});

describe('named facts', () => {
  test('empty: null; zeros have their own bucket; the ends are exact', () => {
    expect(ddSketchQuantile(initDdSketch(), 0.5)).toBeNull();
    const sketch = sketchOf([-3.3, 0, 0, 1e-12, 2.2]);
    expect([0, 0.5, 1].map((p) => ddSketchQuantile(sketch, p))).toEqual([-3.3, 0, 2.2]);
    expect(sketch.zeros).toBe(3);
  });

  test.each([NaN, Infinity])('%d is refused', (value) => {
    expect(() => insertDdSketch(initDdSketch(), value)).toThrow(RangeError);
  });

  test('different accuracies do not merge; impossible ones are refused', () => {
    expect(() => mergeDdSketch(initDdSketch(0.01), initDdSketch(0.02))).toThrow(RangeError);
    for (const accuracy of [0, 1, -1, NaN]) expect(() => initDdSketch(accuracy)).toThrow(RangeError);
  });
});

const value = fc.oneof(
  fc.double({ min: -6, max: 6, noNaN: true }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
  fc.constantFrom(0, -0, 1e-10, 5e-9),
);
const values = fc.array(value, { maxLength: 50 });

describe('properties', () => {
  test('every quantile is within 0.5 % of the exact nearest rank', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 50 }), (xs) => {
        const sketch = sketchOf(xs);
        const sorted = sortedCopy(xs);
        for (const p of SHARES) {
          const truth = quantileNearestRank(sorted, p)!;
          const error = Math.abs(ddSketchQuantile(sketch, p)! - truth);
          expect(error).toBeLessThanOrEqual(Math.max(1e-9, Math.abs(truth) * 0.005 * (1 + 1e-9)));
        }
      }),
    );
  });

  test('merging equals inserting everything into one; a checkpoint goes on the same', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const merged = sketchOf(a);
        mergeDdSketch(merged, sketchOf(b));
        const copy = structuredClone(sketchOf(a));
        for (const x of b) insertDdSketch(copy, x);
        const whole = sketchOf([...a, ...b]);
        for (const p of SHARES) {
          expect(ddSketchQuantile(merged, p)).toBe(ddSketchQuantile(whole, p));
          expect(ddSketchQuantile(copy, p)).toBe(ddSketchQuantile(whole, p));
        }
        expect([merged.count, merged.zeros]).toEqual([whole.count, whole.zeros]);
      }),
    );
  });
});

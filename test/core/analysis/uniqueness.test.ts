// Average uniqueness: the published labels, and its bounds.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { averageUniqueness, spanUniqueness } from '../../../src/core/analysis/uniqueness.js';

test('published: five labels on a grid of 5', () => {
  const spans = { starts: [0, 5, 10, 25, 40], ends: [10, 20, 30, 40, 50] };
  const rounded = averageUniqueness(spans, 5).map((value) => Number(value!.toFixed(6)));
  expect(rounded).toEqual([0.611111, 0.458333, 0.466667, 0.625, 0.833333]);
});

describe('named facts', () => {
  test('labels apart are unique, equal ones share', () => {
    expect(averageUniqueness({ starts: [0, 10], ends: [9, 19] }, 1)).toEqual([1, 1]);
    for (const value of averageUniqueness({ starts: [3, 3, 3], ends: [8, 8, 8] }, 1))
      expect(value).toBeCloseTo(1 / 3, 12);
  });

  test('a label between two grid points has none', () => {
    expect(averageUniqueness({ starts: [0, 1], ends: [10, 2] }, 5)).toEqual([1, null]);
  });

  test('none, and an impossible grid', () => {
    expect(averageUniqueness({ starts: [], ends: [] }, 1)).toEqual([]);
    expect(() => averageUniqueness({ starts: [0], ends: [1] }, 0)).toThrow(RangeError);
  });
});

test('within (0, 1], equal to the plain sum, and lower with one more label', () => {
  const spans = fc.array(fc.record({ start: fc.nat(40), length: fc.nat(15) }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(spans, (labels) => {
      const starts = labels.map(({ start }) => start);
      const ends = labels.map(({ start, length }) => start + length);
      const values = averageUniqueness({ starts, ends }, 1);
      const alive = (t: number): number => labels.filter((_, i) => starts[i]! <= t && t <= ends[i]!).length;
      values.forEach((value, i) => {
        let sum = 0;
        for (let t = starts[i]!; t <= ends[i]!; t++) sum += 1 / alive(t);
        expect(value).toBeCloseTo(sum / (ends[i]! - starts[i]! + 1), 10);
        expect(value).toBeLessThanOrEqual(1 + 1e-12);
      });
      const more = averageUniqueness({ starts: [...starts, 0], ends: [...ends, 60] }, 1);
      values.forEach((value, i) => expect(more[i]!).toBeLessThan(value!));
    }),
  );
});

describe('in continuous time', () => {
  test('half of each label shared', () => {
    expect([...spanUniqueness({ starts: [0, 5], ends: [10, 15] })]).toEqual([0.75, 0.75]);
  });

  test('apart, equal, without length, none', () => {
    expect([...spanUniqueness({ starts: [0, 10], ends: [10, 20] })]).toEqual([1, 1]);
    for (const value of spanUniqueness({ starts: [3, 3, 3], ends: [8, 8, 8] })) expect(value).toBeCloseTo(1 / 3, 12);
    expect([...spanUniqueness({ starts: [4], ends: [4] })]).toEqual([1]);
    expect(spanUniqueness({ starts: [], ends: [] })).toHaveLength(0);
  });

  test('what a fine grid comes to; the weights add up to the time covered where lengths are equal', () => {
    const spans = fc.array(fc.record({ start: fc.nat(4_000), length: fc.integer({ min: 500, max: 1_500 }) }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(spans, (labels) => {
        const starts = labels.map(({ start }) => start);
        const ends = labels.map(({ start, length }) => start + length);
        const fine = averageUniqueness({ starts, ends }, 0.5);
        spanUniqueness({ starts, ends }).forEach((value, i) => expect(Math.abs(value - fine[i]!)).toBeLessThan(0.02));
        const equal = spanUniqueness({ starts, ends: starts.map((start) => start + 1_000) });
        const covered = [...starts].sort((a, b) => a - b);
        const time = covered.reduce((sum, start, i) => sum + Math.min(1_000, (covered[i + 1] ?? Infinity) - start), 0);
        expect(equal.reduce((sum, value) => sum + value * 1_000, 0)).toBeCloseTo(time, 6);
      }),
    );
  });
});

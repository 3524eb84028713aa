// Outcomes by bucket of the signal against published values.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketStats, bucketsByEdges, bucketsByRank } from '../../../src/core/analysis/buckets.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

test('mean outcome by fifth of the planted signal', () => {
  const { x, y } = plantedSeries();
  const fifths = bucketStats(bucketsByRank(x, 5), y, 5);
  const expected = [
    -0.843090050868593, -0.3377353046259754, 0.06206203427639623, 0.2683797611460548, 0.46415058390257313,
  ];
  fifths.forEach(({ n, mean }, k) => {
    expect(n).toBe(79);
    expectRelative(mean, expected[k]!);
  });
});

test('edges belong to the bucket below them', () => {
  expect([...bucketsByEdges([-9, -2, -1.5, -1, -0.1, 0, 0.1, 1, 2, 2.1])]).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 5]);
  expect([...bucketsByEdges([3, 4], [])]).toEqual([0, 0]);
});

test('spread, ups and ties of a bucket; an empty one has no mean', () => {
  const [low, high, empty] = bucketStats([0, 0, 1, 0], [1, -1, 5, 0], 3);
  expect(low).toEqual({ n: 3, mean: 0, sd: 1, se: 1 / Math.sqrt(3), ups: 1, ties: 1 });
  expect(high).toEqual({ n: 1, mean: 5, sd: null, se: null, ups: 1, ties: 0 });
  expect(empty).toEqual({ n: 0, mean: null, sd: null, se: null, ups: 0, ties: 0 });
});

test('groups by rank: equal values together, order kept, sizes alike without ties', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 80 }),
      fc.integer({ min: 1, max: 7 }),
      (values, groups) => {
        const groupOf = bucketsByRank(values, groups);
        for (const [i, a] of values.entries()) {
          for (const [j, b] of values.entries()) if (a <= b) expect(groupOf[i]).toBeLessThanOrEqual(groupOf[j]!);
        }
        const sizes = new Map<number, number>();
        bucketsByRank([...values.keys()], groups).forEach((k) => sizes.set(k, (sizes.get(k) ?? 0) + 1));
        const spread = Math.max(...sizes.values()) - Math.min(...sizes.values());
        expect(spread).toBeLessThanOrEqual(1);
      },
    ),
  );
});

// Distributions read from sketches.

import { expect, test } from 'vitest';
import { distributionOf, mergedSketch } from '../../../src/core/quality/distribution.js';
import { initLogSketch, insertLogSketch } from '../../../src/core/stats/log-sketch.js';

test('an empty distribution is none; sketches add up', () => {
  expect(distributionOf(initLogSketch())).toBeNull();
  const [a, b] = [initLogSketch(3), initLogSketch(3)];
  insertLogSketch(a, -4);
  insertLogSketch(b, 10);
  expect(distributionOf(mergedSketch([a, b]))).toEqual({ n: 2, mean: 3, min: -4, p50: -4, p95: 10, p99: 10, max: 10 });
  expect(mergedSketch([]).count).toBe(0);
});

// Which edges part a signal's values: each bucket is to hold some of them.

import { describe, expect, test } from 'vitest';
import { Z_EDGES, bucketsByEdges } from '../../../../src/core/analysis/buckets.js';
import { edgesFor } from '../../../../src/core/analysis/judge/bucket-edges.js';
import { initRng, nextNormal, nextUniform } from '../../../../src/core/stats/rng.js';

const N = 2_000;
const rng = initRng(5);
const drawn = (next: () => number): Float64Array => Float64Array.from({ length: N }, next);
const normal = drawn(() => nextNormal(rng));

const filled = (x: Float64Array): number => new Set(bucketsByEdges(x, edgesFor(x))).size;

describe('edges', () => {
  test('of a z-score are those of z, though a few values are huge', () => {
    expect(edgesFor(normal)).toEqual(Z_EDGES);
    expect(edgesFor(normal.map((z, k) => (k % 100 === 0 ? 70 * z : z)))).toEqual(Z_EDGES);
  });

  test('follow the unit of the signal', () => {
    const [low, , middle, , high] = edgesFor(normal.map((z) => z * 1_000));
    expect(middle).toBe(0);
    expect(high).toBeGreaterThan(1_900);
    expect(high).toBeLessThan(2_100);
    expect(low).toBe(-(high ?? 0));
  });

  test('of what has bounds are sixths of its range', () => {
    expect(edgesFor(drawn(() => 2 * nextUniform(rng) - 1)).at(-1)).toBeCloseTo(2 / 3, 1);
    expect(edgesFor(Float64Array.of(-1, 1, 0.9))).toEqual([-0.66, -0.33, 0, 0.33, 0.66]);
  });

  test('of nothing, and of noughts, are those of z', () => {
    expect(edgesFor(new Float64Array(0))).toEqual(Z_EDGES);
    expect(edgesFor(new Float64Array(9))).toEqual(Z_EDGES);
  });

  test('mostly noughts: by what is none', () => {
    const rare = drawn(() => (nextUniform(rng) < 0.1 ? nextNormal(rng) : 0));
    expect(edgesFor(rare).at(-1)).toBeGreaterThan(0.5);
  });
});

test.each([
  ['normal', normal],
  ['an imbalance near its ends', drawn(() => Math.sin(7 * nextNormal(rng)))],
  ['evenly within bounds', drawn(() => 2 * nextUniform(rng) - 1)],
  ['heavy tails', normal.map((z) => z * z * z)],
])('no bucket is empty: %s', (_, x) => {
  expect(filled(x)).toBe(Z_EDGES.length + 1);
});

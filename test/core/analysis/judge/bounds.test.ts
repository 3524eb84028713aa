// Bounds of a hit rate and the p-values that invert them.

import { describe, expect, test } from 'vitest';
import { blockLower } from '../../../../src/core/analysis/calendar-blocks.js';
import {
  boundsAgainst,
  hitBounds,
  hitEstimate,
  leastP,
  pByInversion,
  wilsonEstimate,
} from '../../../../src/core/analysis/judge/bounds.js';
import { type HitSample, joinBlocks, joinedSums, sampleOf } from '../../../../src/core/analysis/judge/hit-sample.js';
import { scoreAbove, wilsonLower } from '../../../../src/core/analysis/proportion-bound.js';
import { initRng } from '../../../../src/core/stats/rng.js';

/** Blocks of ten outcomes with the hits given, no ties. */
function sample(hits: readonly number[], perBlock = 10): HitSample {
  const n = Float64Array.from(hits, () => perBlock);
  const zero = n.map(() => 0);
  const sums = { n, hits: Float64Array.from(hits), ties: zero, sum: zero, sumSquares: zero };
  return sampleOf(sums, { replications: 1_000, rng: initRng(3) });
}

/** 20 sixes and 20 fives in no order: less spread than coins would have. */
const even = sample(Array.from('6656665556566555665656555666565556656655', Number));
/** The same hit rate, but all or nothing within a block. */
const clustered = sample(Array.from({ length: 40 }, (_, b) => (b % 20 < 11 ? 10 : 0)));

describe('bounds', () => {
  test('are Wilson’s where blocks agree with each other better than chance', () => {
    expect(hitBounds(even, 0.05)?.lower).toBe(wilsonLower(even.count, 0.05));
  });

  test('are those of the blocks where outcomes stand or fall together', () => {
    const bounds = hitBounds(clustered, 0.05);
    expect(clustered.count).toEqual(even.count);
    expect(bounds?.lower).toBe(blockLower(clustered.rate, 0.05));
    expect(bounds?.lower).toBeLessThan((wilsonLower(clustered.count, 0.05) ?? 0) - 0.05);
  });

  test('do not exist without outcomes or with few blocks', () => {
    expect(hitBounds(sample([]), 0.05)).toBeNull();
    expect(hitBounds(sample([6, 5, 6]), 0.05)).toBeNull();
  });

  test('narrow as alpha grows', () => {
    const lowers = [0.001, 0.01, 0.05, 0.2, 0.5].map((alpha) => hitBounds(clustered, alpha)?.lower ?? 0);
    expect(lowers).toEqual([...lowers].sort((a, b) => a - b));
  });
});

describe('p by inversion', () => {
  const boundsAt = (alpha: number) => hitBounds(even, alpha);

  test('is the score test where Wilson decides', () => {
    expect(pByInversion(boundsAt, 0.5, 'above')).toBeCloseTo(scoreAbove(even.count, 0.5) ?? 0, 6);
  });

  test.each([0.48, 0.5, 0.52, 0.55, 0.58])('agrees with the bounds at bar %d', (bar) => {
    const of = (one: HitSample) => (alpha: number) => hitBounds(one, alpha);
    const p = pByInversion(of(clustered), bar, 'above');
    expect((hitBounds(clustered, p * 1.01)?.lower ?? 0) > bar).toBe(true);
    expect((hitBounds(clustered, p * 0.9)?.lower ?? 1) > bar).toBe(false);
  });

  test('is 1 without bounds', () => expect(pByInversion(() => null, 0.5, 'above')).toBe(1));

  test('above and below are two sides', () => {
    const above = pByInversion(boundsAt, 0.6, 'above');
    const below = pByInversion(boundsAt, 0.6, 'below');
    expect(above).toBeGreaterThan(0.9);
    expect(below).toBeLessThan(0.05);
  });

  test('cannot be told below what the replications resolve', () => expect(leastP(1_999)).toBe(1 / 2_000));
});

describe('against a measured rate', () => {
  test('bounds widen, less with a rate that is better known', () => {
    const plain = hitBounds(even, 0.05)?.lower ?? 0;
    const little = boundsAgainst(even, { hits: 52, n: 100 })(0.05)?.lower ?? 0;
    const much = boundsAgainst(even, { hits: 52_000, n: 100_000 })(0.05)?.lower ?? 0;
    expect(little).toBeLessThan(much);
    expect(much).toBeLessThan(plain);
    expect(plain - much).toBeLessThan(0.001);
  });

  test('stay in order beyond alpha of one half', () => {
    const at = boundsAgainst(even, { hits: 52, n: 100 });
    const lowers = [0.01, 0.3, 0.5, 0.7, 0.99].map((alpha) => at(alpha)?.lower ?? 0);
    expect(lowers).toEqual([...lowers].sort((a, b) => a - b));
    expect(pByInversion(at, 0.3, 'above')).toBeLessThan(0.001);
  });
});

describe('estimates', () => {
  test('name the method that decides', () => {
    expect(hitEstimate(clustered).method).toBe('calendar-blocks');
    expect(hitEstimate(clustered).nEff).toBeLessThan(100);
    expect(hitEstimate(sample([6, 5, 6]))).toMatchObject({ method: 'wilson', reason: 'few_blocks', n: 30 });
    expect(hitEstimate(sample([]))).toMatchObject({ value: null, reason: 'no_outcomes' });
    expect(wilsonEstimate({ hits: 55, n: 100 }).low).toBeCloseTo(0.452446, 6);
    expect(wilsonEstimate({ hits: 0, n: 0 }).value).toBeNull();
  });
});

test('joining blocks keeps every outcome', () => {
  expect([...joinBlocks([1, 2, 3, 4, 5], 2)]).toEqual([3, 7, 5]);
  const n = Float64Array.from({ length: 5_000 }, (_, i) => i % 3);
  const joined = joinedSums({ n, hits: n, ties: n, sum: n, sumSquares: n });
  expect(joined.n.length).toBeLessThanOrEqual(1_024);
  expect(joined.n.reduce((a, b) => a + b, 0)).toBe(n.reduce((a, b) => a + b, 0));
});

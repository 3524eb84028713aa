// Block resampling: lengths, neighbours and how often each observation is taken.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Resampler, circularBlocks, movingBlocks, stationaryBlocks } from '../../../src/core/analysis/resample.js';
import { initRng } from '../../../src/core/stats/rng.js';

const take = (resampler: Resampler, length: number, seed: number): Int32Array => {
  const out = new Int32Array(length);
  resampler(initRng(seed), out);
  return out;
};

/** Lengths of the pieces in which each index follows the one before it on the ring of `n`. */
function pieces(indices: Int32Array, n: number): number[] {
  const lengths = [1];
  for (let i = 1; i < indices.length; i++) {
    if (indices[i] === (indices[i - 1]! + 1) % n) lengths[lengths.length - 1]!++;
    else lengths.push(1);
  }
  return lengths;
}

describe('named facts', () => {
  test('circular: blocks of the given length, the last one cut', () => {
    const indices = take(circularBlocks(1000, 4), 10, 1);
    for (const from of [0, 4, 8])
      for (let i = from; i < Math.min(10, from + 4); i++) expect(indices[i]).toBe((indices[from]! + i - from) % 1000);
    expect(new Set([indices[0], indices[4], indices[8]]).size).toBe(3);
  });

  test('circular: a block of the whole series is a rotation of it', () => {
    const indices = take(circularBlocks(50, 50), 50, 3);
    expect(pieces(indices, 50)).toEqual([50]);
    expect(new Set(indices).size).toBe(50);
  });

  test('moving: no block goes over the end', () => {
    const indices = take(movingBlocks(20, 7), 7 * 200, 5);
    for (let from = 0; from < indices.length; from += 7) {
      expect(indices[from]).toBeLessThanOrEqual(13);
      expect(indices[from + 6]).toBe(indices[from]! + 6);
    }
  });

  test('moving: a block of the whole series is the series', () => {
    expect([...take(movingBlocks(4, 4), 6, 9)]).toEqual([0, 1, 2, 3, 0, 1]);
  });

  test('stationary: the mean block is as asked', () => {
    for (const mean of [1, 2, 5, 20]) {
      const lengths = pieces(take(stationaryBlocks(100_000, mean), 200_000, 11), 100_000);
      // Geometric lengths: the standard error of the number of blocks is about √(length/mean).
      expect(Math.abs(lengths.length - 200_000 / mean)).toBeLessThan(5 * Math.sqrt(200_000 / mean));
    }
  });

  test('one observation is taken again and again', () => {
    expect([...take(stationaryBlocks(1, 3), 4, 1)]).toEqual([0, 0, 0, 0]);
    expect([...take(circularBlocks(1, 3), 4, 1)]).toEqual([0, 0, 0, 0]);
  });

  test('impossible blocks are refused', () => {
    expect(() => stationaryBlocks(0, 2)).toThrow(RangeError);
    expect(() => stationaryBlocks(5, 0.5)).toThrow(RangeError);
    expect(() => circularBlocks(5, 1.5)).toThrow(RangeError);
    expect(() => movingBlocks(5, 6)).toThrow(RangeError);
  });
});

const resamplers = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 2 }))
  .map(([n, block, kind]) => {
    const within = Math.min(n, block);
    return { n, resampler: [stationaryBlocks(n, block), circularBlocks(n, block), movingBlocks(n, within)][kind]! };
  });

test('every index is one of the series, and the same seed takes the same', () => {
  fc.assert(
    fc.property(resamplers, fc.integer(), fc.integer({ min: 0, max: 60 }), ({ n, resampler }, seed, length) => {
      const indices = take(resampler, length, seed);
      expect(indices.every((index) => index >= 0 && index < n)).toBe(true);
      expect(take(resampler, length, seed)).toEqual(indices);
    }),
  );
});

test.each([
  ['stationary', stationaryBlocks(20, 5)],
  ['circular', circularBlocks(20, 5)],
])('%s: all observations are taken equally often', (_, resampler) => {
  const times = new Float64Array(20);
  for (const index of take(resampler, 200_000, 17)) times[index]!++;
  // Blocks of 5 make the counts five times as variable as single draws would.
  for (const count of times) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(9 * 10_000));
});

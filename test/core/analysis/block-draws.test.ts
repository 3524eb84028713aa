// Sums over resampled blocks: every column on the same draw.

import { expect, test } from 'vitest';
import { drawBlockSums } from '../../../src/core/analysis/block-draws.js';
import { circularBlocks } from '../../../src/core/analysis/resample.js';
import { initRng } from '../../../src/core/stats/rng.js';

const COLUMNS = [
  [1, 10, 100, 1000],
  [0, 0, 7, 0],
  [0.1, -0.2, 0.3, 1e9],
  [5, 5, 5, 5],
  [2, 0, 0, 3],
];

test.each([1, 2, 4, 5])('%i columns are summed over the blocks that the resampler takes', (width) => {
  const columns = COLUMNS.slice(0, width);
  const sums = drawBlockSums(columns, { replications: 50, rng: initRng(6), resampler: circularBlocks(4, 2) });
  expect(sums).toHaveLength(width);
  const [rng, indices, resampler] = [initRng(6), new Int32Array(4), circularBlocks(4, 2)];
  for (let r = 0; r < 50; r++) {
    resampler(rng, indices);
    columns.forEach((column, c) => expect(sums[c]![r]).toBe(indices.reduce((sum, i) => sum + column[i]!, 0)));
  }
});

test('a resampler that takes each block once gives the totals', () => {
  const resampler = (_: unknown, out: Int32Array): void => out.forEach((_value, i) => (out[i] = i));
  const [sums] = drawBlockSums([[1, 2, 3]], { replications: 2, rng: initRng(1), resampler });
  expect([...sums!]).toEqual([6, 6]);
});

test('no blocks, no columns, and columns that do not belong together', () => {
  const drawing = { replications: 3, rng: initRng(1), resampler: circularBlocks(1, 1) };
  expect(drawBlockSums([[]], drawing)).toEqual([new Float64Array(3)]);
  expect(drawBlockSums([], drawing)).toEqual([]);
  expect(() => drawBlockSums([[1], [1, 2]], drawing)).toThrow(RangeError);
});

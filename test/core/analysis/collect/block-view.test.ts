// Block sums read back from the table by signal and scheme.

import { describe, expect, test } from 'vitest';
import { blockSums, blockTotals } from '../../../../src/core/analysis/collect/block-view.js';
import { BLOCK_CELLS, type BlockTable } from '../../../../src/core/analysis/collect/collected.js';

/** Two blocks, two signals; every cell holds block · 1000 + signal · 100 + its place. */
const TABLE: BlockTable = {
  lengthUs: 10,
  baseUs: 10,
  signals: 2,
  numbers: Float64Array.of(3, 7),
  cells: Float64Array.from({ length: 2 * 2 * BLOCK_CELLS }, (_, i) => {
    const block = Math.floor(i / (2 * BLOCK_CELLS));
    const signal = Math.floor(i / BLOCK_CELLS) % 2;
    return block * 1000 + signal * 100 + (i % BLOCK_CELLS);
  }),
};

describe('blockSums', () => {
  test('of one group', () => {
    const sums = blockSums(TABLE, 1, 'all');
    expect(sums.n).toEqual(Float64Array.of(115, 1115));
    expect(sums.sumSquares).toEqual(Float64Array.of(119, 1119));
    expect(blockSums(TABLE, 0, 'short').hits).toEqual(Float64Array.of(6, 1006));
  });

  test('onsets are the long and the short ones together', () => {
    expect(blockSums(TABLE, 0, 'onset').n).toEqual(Float64Array.of(0 + 5, 1000 + 1005));
  });
});

test('blockTotals adds the blocks', () => {
  const totals = blockTotals(blockSums(TABLE, 0, 'non-overlap'));
  expect(totals).toEqual({ n: 1020, hits: 1022, ties: 1024, sum: 1026, sumSquares: 1028 });
});

// Block sums of a lane as one series a field: what bootstraps resample.

import type { Scheme } from '../result-power.js';
import { BLOCK_GROUPS, type BlockGroup, type BlockTable, BLOCK_FIELDS } from './collected.js';

/** One entry a block, in order of time. */
export interface BlockSums {
  readonly n: Float64Array;
  readonly hits: Float64Array;
  readonly ties: Float64Array;
  readonly sum: Float64Array;
  readonly sumSquares: Float64Array;
}

const groupsOf = (scheme: Scheme | BlockGroup): readonly BlockGroup[] =>
  scheme === 'onset' ? ['long', 'short'] : [scheme];

/** Sums of signal `s` over the blocks, of a scheme or of one side of the onsets. */
export function blockSums(table: BlockTable, s: number, scheme: Scheme | BlockGroup): BlockSums {
  const blocks = table.numbers.length;
  const columns = BLOCK_FIELDS.map(() => new Float64Array(blocks));
  for (const group of groupsOf(scheme)) {
    const g = BLOCK_GROUPS.indexOf(group);
    for (let b = 0; b < blocks; b++) {
      const at = ((b * table.signals + s) * BLOCK_GROUPS.length + g) * BLOCK_FIELDS.length;
      columns.forEach((column, f) => {
        column[b] = (column[b] as number) + (table.cells[at + f] as number);
      });
    }
  }
  const [n, hits, ties, sum, sumSquares] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return { n, hits, ties, sum, sumSquares };
}

/** Sums over all blocks. */
export interface BlockTotals {
  readonly n: number;
  readonly hits: number;
  readonly ties: number;
  readonly sum: number;
  readonly sumSquares: number;
}

const total = (column: Float64Array): number => column.reduce((sum, x) => sum + x, 0);

export function blockTotals(sums: BlockSums): BlockTotals {
  return {
    n: total(sums.n),
    hits: total(sums.hits),
    ties: total(sums.ties),
    sum: total(sums.sum),
    sumSquares: total(sums.sumSquares),
  };
}

// Sums of several columns over resampled blocks: one draw of blocks a replication serves every column.

import { type RngState } from '../stats/rng.js';
import { type Resampler } from './resample.js';

export interface BlockDrawing {
  readonly replications: number;
  readonly rng: RngState;
  /** Over as many observations as there are blocks. */
  readonly resampler: Resampler;
}

function sumAt(values: Float64Array, indices: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < indices.length; i++) sum += values[indices[i] as number] as number;
  return sum;
}

/**
 * Draws as many blocks as there are, `replications` times, and sums each column over them.
 * @param columns one value a block, in time order, all of the same length; empty blocks are 0 and take part in the draw
 * @returns a column of `replications` sums for each column
 */
export function drawBlockSums(
  columns: readonly ArrayLike<number>[],
  { replications, rng, resampler }: BlockDrawing,
): Float64Array[] {
  const blocks = columns[0]?.length ?? 0;
  if (columns.some((column) => column.length !== blocks)) throw new RangeError('columns of different lengths');
  const sums = columns.map(() => new Float64Array(replications));
  if (blocks === 0) return sums;
  const values = columns.map((column) => Float64Array.from(column));
  const indices = new Int32Array(blocks);
  for (let r = 0; r < replications; r++) {
    resampler(rng, indices);
    for (let c = 0; c < values.length; c++) (sums[c] as Float64Array)[r] = sumAt(values[c] as Float64Array, indices);
  }
  return sums;
}

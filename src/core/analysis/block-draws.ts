// Sums of several columns over resampled blocks: one draw of blocks a replication serves every column.

import { type RngState } from '../stats/rng.js';
import { type Resampler } from './resample.js';

export interface BlockDrawing {
  readonly replications: number;
  readonly rng: RngState;
  /** Over as many observations as there are blocks. */
  readonly resampler: Resampler;
}

/** Columns summed side by side: one addition then does not wait for the one before it. */
const ABREAST = 4;

/** Sums of four columns at the same places, each in the order of the places. */
function addAbreast(columns: readonly Float64Array[], indices: Int32Array, sums: Float64Array): void {
  const [a, b, c, d] = columns as readonly [Float64Array, Float64Array, Float64Array, Float64Array];
  let [sumA, sumB, sumC, sumD] = [0, 0, 0, 0];
  for (let i = 0; i < indices.length; i++) {
    const at = indices[i] as number;
    sumA += a[at] as number;
    sumB += b[at] as number;
    sumC += c[at] as number;
    sumD += d[at] as number;
  }
  sums[0] = sumA;
  sums[1] = sumB;
  sums[2] = sumC;
  sums[3] = sumD;
}

/** The columns by fours, the last group filled up with noughts. */
function groupsOf(columns: readonly ArrayLike<number>[], length: number): Float64Array[][] {
  const groups: Float64Array[][] = [];
  for (let c = 0; c < columns.length; c += ABREAST) {
    const group = columns.slice(c, c + ABREAST).map((column) => Float64Array.from(column));
    while (group.length < ABREAST) group.push(new Float64Array(length));
    groups.push(group);
  }
  return groups;
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
  const groups = groupsOf(columns, blocks);
  const indices = new Int32Array(blocks);
  const four = new Float64Array(ABREAST);
  for (let r = 0; r < replications; r++) {
    resampler(rng, indices);
    for (const [g, group] of groups.entries()) {
      addAbreast(group, indices, four);
      for (let c = g * ABREAST; c < Math.min(columns.length, (g + 1) * ABREAST); c++) {
        (sums[c] as Float64Array)[r] = four[c - g * ABREAST] as number;
      }
    }
  }
  return sums;
}

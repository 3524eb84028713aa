// Sums over calendar blocks whose number never exceeds a limit: when it would, neighbours are merged in pairs.

import { BLOCK_CELLS, type BlockTable, type SumTable } from './collected.js';

/** Blocks begin at whole multiples of their length since the epoch. Only those with decisions exist. */
export interface BlockState {
  readonly baseUs: number;
  /** Numbers kept in a block. */
  readonly width: number;
  readonly most: number;
  lengthUs: number;
  count: number;
  numbers: Float64Array;
  cells: Float64Array;
  /** End of the newest block, exclusive; −Infinity before the first. */
  endUs: number;
}

const FIRST_ROOM = 16;

/**
 * @param width numbers in a block; of signals `BLOCK_CELLS` each
 * @param most at least 2
 */
export function initBlocks(baseUs: number, width: number, most: number): BlockState {
  const room = Math.min(FIRST_ROOM, most);
  return {
    baseUs,
    width,
    most,
    lengthUs: baseUs,
    count: 0,
    numbers: new Float64Array(room),
    cells: new Float64Array(room * width),
    endUs: -Infinity,
  };
}

/** Base length of the blocks of a horizon: max(5 H, 10 s). */
export const blockLengthUs = (horizonUs: number): number => Math.max(5 * horizonUs, 10_000_000);

/** Offset in `cells` of the block that holds `timeUs`. Times must not decrease. */
export function blockAt(blocks: BlockState, timeUs: number): number {
  if (timeUs >= blocks.endUs) openBlock(blocks, timeUs);
  return (blocks.count - 1) * blocks.width;
}

function openBlock(blocks: BlockState, timeUs: number): void {
  while (blocks.count === blocks.most) mergeBlocks(blocks);
  const number = Math.floor(timeUs / blocks.lengthUs);
  blocks.endUs = (number + 1) * blocks.lengthUs;
  // The merging may have put the newest block and this time under one number.
  if (blocks.count > 0 && blocks.numbers[blocks.count - 1] === number) return;
  if (blocks.count === blocks.numbers.length) growBlocks(blocks);
  blocks.numbers[blocks.count++] = number;
}

function growBlocks(blocks: BlockState): void {
  const room = Math.min(blocks.most, blocks.numbers.length * 2);
  const numbers = new Float64Array(room);
  const cells = new Float64Array(room * blocks.width);
  numbers.set(blocks.numbers);
  cells.set(blocks.cells);
  blocks.numbers = numbers;
  blocks.cells = cells;
}

/** Doubles the length. Blocks that stand alone in their pair stay as they are: several rounds may be needed. */
function mergeBlocks(blocks: BlockState): void {
  const { numbers, cells, count, width } = blocks;
  blocks.lengthUs *= 2;
  let kept = 0;
  for (let b = 0; b < count; b++) {
    const number = Math.floor((numbers[b] as number) / 2);
    if (kept > 0 && numbers[kept - 1] === number) {
      const into = (kept - 1) * width;
      for (let k = 0; k < width; k++) cells[into + k] = (cells[into + k] as number) + (cells[b * width + k] as number);
      continue;
    }
    if (kept !== b) cells.copyWithin(kept * width, b * width, (b + 1) * width);
    numbers[kept++] = number;
  }
  cells.fill(0, kept * width);
  blocks.count = kept;
}

/** Of blocks that hold `BLOCK_CELLS` numbers a signal. */
export const blockTable = ({ baseUs, width, lengthUs, count, numbers, cells }: BlockState): BlockTable => ({
  lengthUs,
  baseUs,
  signals: width / BLOCK_CELLS,
  numbers: numbers.slice(0, count),
  cells: cells.slice(0, count * width),
});

/** Of blocks that hold any sums: each as a column. */
export const sumTable = ({ width, lengthUs, count, numbers, cells }: BlockState): SumTable => ({
  lengthUs,
  numbers: numbers.slice(0, count),
  columns: Array.from({ length: width }, (_, k) =>
    Float64Array.from({ length: count }, (__, b) => cells[b * width + k] as number),
  ),
});

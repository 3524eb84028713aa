// Sums over calendar blocks whose number never exceeds a limit: when it would, neighbours are merged in pairs.

import { BLOCK_CELLS, type BlockTable } from './collected.js';

/** Blocks begin at whole multiples of their length since the epoch. Only those with decisions exist. */
export interface BlockState {
  readonly baseUs: number;
  readonly signals: number;
  readonly most: number;
  lengthUs: number;
  count: number;
  numbers: Float64Array;
  cells: Float64Array;
  /** End of the newest block, exclusive; −Infinity before the first. */
  endUs: number;
}

const FIRST_ROOM = 16;

/** @param most at least 2 */
export function initBlocks(baseUs: number, signals: number, most: number): BlockState {
  const room = Math.min(FIRST_ROOM, most);
  return {
    baseUs,
    signals,
    most,
    lengthUs: baseUs,
    count: 0,
    numbers: new Float64Array(room),
    cells: new Float64Array(room * signals * BLOCK_CELLS),
    endUs: -Infinity,
  };
}

/** Base length of the blocks of a horizon: max(5 H, 10 s). */
export const blockLengthUs = (horizonUs: number): number => Math.max(5 * horizonUs, 10_000_000);

/** Offset in `cells` of the block that holds `timeUs`. Times must not decrease. */
export function blockAt(blocks: BlockState, timeUs: number): number {
  if (timeUs >= blocks.endUs) openBlock(blocks, timeUs);
  return (blocks.count - 1) * blocks.signals * BLOCK_CELLS;
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
  const cells = new Float64Array(room * blocks.signals * BLOCK_CELLS);
  numbers.set(blocks.numbers);
  cells.set(blocks.cells);
  blocks.numbers = numbers;
  blocks.cells = cells;
}

/** Doubles the length. Blocks that stand alone in their pair stay as they are: several rounds may be needed. */
function mergeBlocks(blocks: BlockState): void {
  const { numbers, cells, count } = blocks;
  const width = blocks.signals * BLOCK_CELLS;
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

export const blockTable = ({ baseUs, signals, lengthUs, count, numbers, cells }: BlockState): BlockTable => ({
  lengthUs,
  baseUs,
  signals,
  numbers: numbers.slice(0, count),
  cells: cells.slice(0, count * signals * BLOCK_CELLS),
});

// Co-moments of consecutive bins in at most 64 blocks of time: to resample them, and to fit on the earlier ones only.

import { type CoMoments, addSample, addZeros, initCoMoments, mergeMoments } from './co-moments.js';

/** When there are more, neighbours are joined in pairs: memory stays the same whatever the length of the data. */
export const MOST_BLOCKS = 64;

/** Plain data. */
export interface MomentBlocks {
  readonly size: number;
  /** Samples that make a whole block. */
  length: number;
  /** Blocks in order of time, the last one open. */
  blocks: CoMoments[];
  /** Samples of nothing but zeros that are not in the open block yet. */
  zeros: number;
}

export const initMomentBlocks = (size: number): MomentBlocks => ({ size, length: 1, blocks: [], zeros: 0 });

/** The block that the next sample belongs to. */
function openBlock(state: MomentBlocks): CoMoments {
  const last = state.blocks.at(-1);
  if (last !== undefined && last.n < state.length) return last;
  if (state.blocks.length === MOST_BLOCKS) joinPairs(state);
  const fresh = initCoMoments(state.size);
  state.blocks.push(fresh);
  return fresh;
}

function joinPairs(state: MomentBlocks): void {
  const joined: CoMoments[] = [];
  for (let b = 0; b < state.blocks.length; b += 2) {
    const [first, second] = [state.blocks[b] as CoMoments, state.blocks[b + 1]];
    if (second !== undefined) mergeMoments(first, second);
    joined.push(first);
  }
  state.blocks = joined;
  state.length *= 2;
}

/** @param x `size` numbers; null: nothing but zeros */
export function addToBlocks(state: MomentBlocks, x: ArrayLike<number> | null): void {
  if (x === null) {
    state.zeros++;
    return;
  }
  placeZeros(state);
  addSample(openBlock(state), x);
}

/** Brings the zeros that wait into their blocks; to be called before the blocks are read. */
export function placeZeros(state: MomentBlocks): void {
  while (state.zeros > 0) {
    const block = openBlock(state);
    const count = Math.min(state.zeros, state.length - block.n);
    addZeros(block, count);
    state.zeros -= count;
  }
}

/** All samples of blocks `from` to before `to`. */
export function momentsOf({ size, blocks }: MomentBlocks, from = 0, to = blocks.length): CoMoments {
  const all = initCoMoments(size);
  for (const block of blocks.slice(from, to)) mergeMoments(all, block);
  return all;
}

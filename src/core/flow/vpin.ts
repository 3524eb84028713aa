// VPIN: how one-sided the volume of the last buckets was. Easley, López de Prado & O'Hara, "Flow toxicity and liquidity in
// a high-frequency world", Review of Financial Studies 25(5), 2012; with the taker's side known instead of guessed.

import type { TakerTrade } from './taker-trade.js';
import { type VolumeBarState, clearVolumeBar, initVolumeBar, stepVolumeBar } from './volume-bar.js';

export interface VpinState {
  readonly bars: VolumeBarState;
  /** |buy − sell| and size of the last buckets, lots, in a ring. */
  readonly imbalances: Float64Array;
  readonly sizes: Float64Array;
  head: number;
  filled: number;
  /** Sums over the ring: exact integers. */
  imbalance: number;
  volume: number;
}

/** @param buckets n, the buckets that a value is made of */
export function initVpin(buckets: number): VpinState {
  if (!Number.isInteger(buckets) || buckets < 1) throw new RangeError(`VPIN over ${buckets} buckets`);
  return {
    bars: initVolumeBar(),
    imbalances: new Float64Array(buckets),
    sizes: new Float64Array(buckets),
    head: 0,
    filled: 0,
    imbalance: 0,
    volume: 0,
  };
}

export function clearVpin(state: VpinState): void {
  clearVolumeBar(state.bars);
  state.imbalances.fill(0);
  state.sizes.fill(0);
  state.head = 0;
  state.filled = 0;
  state.imbalance = 0;
  state.volume = 0;
}

function pushBucket(state: VpinState, imbalance: number, size: number): void {
  const { imbalances, sizes, head } = state;
  state.imbalance += imbalance - (imbalances[head] as number);
  state.volume += size - (sizes[head] as number);
  imbalances[head] = imbalance;
  sizes[head] = size;
  state.head = head + 1 === sizes.length ? 0 : head + 1;
  if (state.filled < sizes.length) state.filled++;
}

/** Adds a trade; a bucket that it opens holds `sizeLots`, a whole number ≥ 1. */
export function stepVpin(state: VpinState, trade: TakerTrade, sizeLots: number): void {
  const closed = stepVolumeBar(state.bars, trade, sizeLots);
  if (closed === 0) return;
  const { first, last } = state.bars;
  pushBucket(state, Math.abs(first.buyLots - first.sellLots), first.sizeLots);
  // Buckets of this trade alone: more of them than the ring holds push each other out.
  const alone = Math.min(closed - 1, state.sizes.length);
  for (let k = 0; k < alone; k++) pushBucket(state, last.sizeLots, last.sizeLots);
}

/** Σ|B − S|/Σ(B + S) over the last n buckets, which is Σ|B − S|/(nV) where all hold V; null until n are filled. */
export const vpinOf = (state: VpinState): number | null =>
  state.filled < state.sizes.length ? null : state.imbalance / state.volume;

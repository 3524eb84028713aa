// Order flow imbalance by price (mode pricekey): the original's sum of size changes, but of the same prices.

import type { TopLevels } from '../book/top-levels.js';

/**
 * Σ_bids w·Δq(p) − Σ_asks w·Δq(p), weighted lots. Δq(p) is the change of the size at price p, 0 where absent; p runs over
 * the union of the prices that both snapshots can see; w goes by rank in that union, best first, 0 beyond the weights.
 *
 * What a snapshot can see: with all levels taken (weights.length, or depth where that is less) only prices up to its
 * last one, so that levels sliding in or out of view make no flow; with fewer levels the whole side is in view.
 */
export function priceKeyedFlow(prev: TopLevels, next: TopLevels, weights: Float64Array): number {
  return bidFlow(prev, next, weights) - askFlow(prev, next, weights);
}

function bidFlow(prev: TopLevels, next: TopLevels, weights: Float64Array): number {
  const before = Math.min(prev.bidCount, weights.length);
  const after = Math.min(next.bidCount, weights.length);
  const floor = Math.max(lastBid(prev, before, weights.length), lastBid(next, after, weights.length));
  let flow = 0;
  let i = 0;
  let j = 0;
  for (let rank = 0; rank < weights.length; rank++) {
    const old = i < before ? (prev.bidTicks[i] as number) : -Infinity;
    const now = j < after ? (next.bidTicks[j] as number) : -Infinity;
    const price = Math.max(old, now);
    if (price < floor || price === -Infinity) break;
    let change = 0;
    if (now === price) change += next.bidLots[j++] as number;
    if (old === price) change -= prev.bidLots[i++] as number;
    flow += (weights[rank] as number) * change;
  }
  return flow;
}

function askFlow(prev: TopLevels, next: TopLevels, weights: Float64Array): number {
  const before = Math.min(prev.askCount, weights.length);
  const after = Math.min(next.askCount, weights.length);
  const ceiling = Math.min(lastAsk(prev, before, weights.length), lastAsk(next, after, weights.length));
  let flow = 0;
  let i = 0;
  let j = 0;
  for (let rank = 0; rank < weights.length; rank++) {
    const old = i < before ? (prev.askTicks[i] as number) : Infinity;
    const now = j < after ? (next.askTicks[j] as number) : Infinity;
    const price = Math.min(old, now);
    if (price > ceiling || price === Infinity) break;
    let change = 0;
    if (now === price) change += next.askLots[j++] as number;
    if (old === price) change -= prev.askLots[i++] as number;
    flow += (weights[rank] as number) * change;
  }
  return flow;
}

/** Lowest bid price in view, −∞ where the whole side is. */
const lastBid = (top: TopLevels, taken: number, levels: number): number =>
  taken < Math.min(levels, top.depth) ? -Infinity : (top.bidTicks[taken - 1] as number);

/** Highest ask price in view, +∞ where the whole side is. */
const lastAsk = (top: TopLevels, taken: number, levels: number): number =>
  taken < Math.min(levels, top.depth) ? Infinity : (top.askTicks[taken - 1] as number);

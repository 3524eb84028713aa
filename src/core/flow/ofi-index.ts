// Order flow imbalance by level index (mode index): the original design's formula, kept for comparison.

import type { TopLevels } from '../book/top-levels.js';

const lotsAt = (lots: Float64Array, count: number, level: number): number =>
  level < count ? (lots[level] as number) : 0;

/**
 * Σ w_k·(qb_k − qb_k') − Σ w_k·(qa_k − qa_k'), weighted lots; an absent level has size 0.
 * It compares positions, not prices: a better bid in front of a long queue counts as demand lost. That is why it is not
 * the default.
 */
export function indexFlow(prev: TopLevels, next: TopLevels, weights: Float64Array): number {
  let flow = 0;
  for (let k = 0; k < weights.length; k++) {
    const bid = lotsAt(next.bidLots, next.bidCount, k) - lotsAt(prev.bidLots, prev.bidCount, k);
    const ask = lotsAt(next.askLots, next.askCount, k) - lotsAt(prev.askLots, prev.askCount, k);
    flow += (weights[k] as number) * (bid - ask);
  }
  return flow;
}

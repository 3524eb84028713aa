// Order flow imbalance, price-aware (modes cks5 and cks1): Cont, Kukanov & Stoikov, "The price impact of order book
// events", J. Financial Econometrics 12(1), 2014; at each level as in Xu, Gould & Howison, arXiv 1907.06230.

import type { TopLevels } from '../book/top-levels.js';

/**
 * Flow of one level, in lots; positive is net demand:
 *
 *   e = 1{Pb ≥ Pb'} qb − 1{Pb ≤ Pb'} qb' − 1{Pa ≤ Pa'} qa + 1{Pa ≥ Pa'} qa'      (primes: the snapshot before)
 *
 * A level that a side does not hold counts as price −∞ (bids) or +∞ (asks) with size 0: one that appears adds its whole
 * queue, one that vanishes takes its whole queue away, one that is absent on both snapshots gives 0.
 * @param level 0 is the best
 */
export function cksLevelFlow(prev: TopLevels, next: TopLevels, level: number): number {
  return bidFlow(prev, next, level) - askFlow(prev, next, level);
}

function bidFlow(prev: TopLevels, next: TopLevels, level: number): number {
  if (level >= next.bidCount) return level >= prev.bidCount ? 0 : -(prev.bidLots[level] as number);
  if (level >= prev.bidCount) return next.bidLots[level] as number;
  const move = (next.bidTicks[level] as number) - (prev.bidTicks[level] as number);
  if (move > 0) return next.bidLots[level] as number;
  if (move < 0) return -(prev.bidLots[level] as number);
  return (next.bidLots[level] as number) - (prev.bidLots[level] as number);
}

function askFlow(prev: TopLevels, next: TopLevels, level: number): number {
  if (level >= next.askCount) return level >= prev.askCount ? 0 : -(prev.askLots[level] as number);
  if (level >= prev.askCount) return next.askLots[level] as number;
  const move = (next.askTicks[level] as number) - (prev.askTicks[level] as number);
  if (move < 0) return next.askLots[level] as number;
  if (move > 0) return -(prev.askLots[level] as number);
  return (next.askLots[level] as number) - (prev.askLots[level] as number);
}

/**
 * Σ w_k·e_k in weighted lots; mode cks1 is `weights` = [1].
 * Each e_k is an exact integer, so that mirrored sides give exactly the opposite number.
 */
export function weightedCksFlow(prev: TopLevels, next: TopLevels, weights: Float64Array): number {
  let flow = 0;
  for (let k = 0; k < weights.length; k++) flow += (weights[k] as number) * cksLevelFlow(prev, next, k);
  return flow;
}

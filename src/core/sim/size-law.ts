// Random sizes and distances of the synthetic market. Shapes are relative; a symbol's typical queue gives the scale.

import { type RngState, nextExponential, nextInt, nextNormal, nextUniform } from '../stats/rng.js';
import type { SymbolConfig } from './market-config.js';

/** Levels farther than this behind the best price are not touched. */
export const DEEPEST_TICKS = 3_000;

const lognormal = (rng: RngState, median: number, sigma: number): number => median * Math.exp(sigma * nextNormal(rng));

const toLots = (queues: number, config: SymbolConfig): number => Math.max(1, Math.round(queues * config.queueLots));

/** Size of one addition to, or cancellation from, a best queue. */
export const queueEventLots = (rng: RngState, config: SymbolConfig): number =>
  toLots(Math.min(3, lognormal(rng, 0.03, 1.5)), config);

/** Size of the first order at a new best price: the queue behind it has yet to form. */
export const pioneerLots = (rng: RngState, config: SymbolConfig): number =>
  toLots(Math.min(2, lognormal(rng, 0.08, 1.4)), config);

/** Exponent of the tail of taker sizes: P(size > x) ~ x^−1.2 over the largest twentieth. */
const TAIL = 1.2;
const TAIL_FROM = 0.446;
const LARGEST = 30;

/** Size of a taker order: lognormal body, power-law tail beyond its 95th percentile. */
export function takerLots(rng: RngState, config: SymbolConfig): number {
  const body = lognormal(rng, 0.0095, 2.34);
  const queues = body < TAIL_FROM ? body : Math.min(LARGEST, TAIL_FROM * Math.exp(nextExponential(rng) / TAIL));
  return Math.max(config.minTradeLots, toLots(queues, config));
}

/** Resting orders that a fill of `qtyLots` met: one, and more for larger fills. */
export function fillCount(rng: RngState, qtyLots: number, config: SymbolConfig): number {
  const mean = qtyLots / (0.04 * config.queueLots);
  return 1 + Math.min(60, Math.floor(mean * nextExponential(rng)));
}

/** Quantity without retail-price-improvement fills: nearly always all of it. */
export function withoutRpiLots(rng: RngState, qtyLots: number): number {
  return nextUniform(rng) < 0.03 ? nextInt(rng, qtyLots + 1) : qtyLots;
}

/**
 * What rests `distance` ticks (≥ 1) behind the best: 0 or a size. The book is kept near this law by drawing levels
 * anew, and starts from it.
 */
export function restingLots(rng: RngState, distance: number, config: SymbolConfig): number {
  const depth = Math.min(1, distance / config.fillTicks);
  if (nextUniform(rng) >= config.sparse + (0.95 - config.sparse) * depth) return 0;
  return toLots((0.08 + 0.22 * depth) * lognormal(rng, 0.487, 1.2), config);
}

/** Distance of a far level whose quantity changes: lognormal, most of them within three times `fillTicks`. */
export function farDistance(rng: RngState, config: SymbolConfig): number {
  return 1 + Math.min(DEEPEST_TICKS - 1, Math.floor(lognormal(rng, 1.5 * config.fillTicks, 1.6)));
}

/** Distance of a near level whose quantity changes: 1 to 8, the nearest most often. */
export function nearDistance(rng: RngState): number {
  const u = nextUniform(rng);
  return 1 + Math.floor(8 * u * u);
}

// Flows, z-scores and signals from their definitions: two passes over every window, no state.

import type { PlainLevel } from './map-book.js';
import type { PlainTop } from './naive-tape.js';

export const WEIGHTS = [0.4, 0.25, 0.2, 0.1, 0.05];

const lotsAt = (levels: readonly PlainLevel[], k: number): number => levels[k]?.[1] ?? 0;

/** The original's: Σ w (Δ bid size − Δ ask size) by position. */
export function naiveIndexFlow(before: PlainTop, after: PlainTop): number {
  return WEIGHTS.reduce((sum, weight, k) => {
    const bid = lotsAt(after.bids, k) - lotsAt(before.bids, k);
    return sum + weight * (bid - (lotsAt(after.asks, k) - lotsAt(before.asks, k)));
  }, 0);
}

/** Cont, Kukanov & Stoikov's e_n at one position: bids that are absent have price −∞, asks +∞, both size 0. */
export function naiveLevelFlow(before: PlainTop, after: PlainTop, k: number): number {
  const none = { bid: [-Infinity, 0], ask: [Infinity, 0] } as const;
  const [bp, bq] = after.bids[k] ?? none.bid;
  const [bp0, bq0] = before.bids[k] ?? none.bid;
  const [ap, aq] = after.asks[k] ?? none.ask;
  const [ap0, aq0] = before.asks[k] ?? none.ask;
  return (bp >= bp0 ? bq : 0) - (bp <= bp0 ? bq0 : 0) - (ap <= ap0 ? aq : 0) + (ap >= ap0 ? aq0 : 0);
}

export const naiveFlow = (before: PlainTop, after: PlainTop): number =>
  WEIGHTS.reduce((sum, weight, k) => sum + weight * naiveLevelFlow(before, after, k), 0);

const WINDOW = 300;

export type Z = { readonly z: number } | { readonly z: null; readonly reason: 'warming' | 'std_zero' };

/** z of sample i of a series against 300 samples, those before it or those up to it; population deviation. */
export function naiveZ(series: readonly number[], i: number, baseline: 'exclude' | 'include'): Z {
  const to = baseline === 'include' ? i + 1 : i;
  if (to < WINDOW) return { z: null, reason: 'warming' };
  const window = series.slice(to - WINDOW, to);
  const mean = window.reduce((a, b) => a + b, 0) / WINDOW;
  const deviation = Math.sqrt(window.reduce((sum, x) => sum + (x - mean) ** 2, 0) / WINDOW);
  if (deviation <= 1e-12 * Math.max(1, Math.abs(mean))) return { z: null, reason: 'std_zero' };
  return { z: (series[i]! - mean) / deviation };
}

const sideOf = (z: number, limit: number): string => (z > limit ? 'buy' : z < -limit ? 'sell' : 'neutral');

/** Everything that follows from the two z and the trend. */
export function naiveVerdicts(ofiZ: number | null, cvdZ: number | null, trendBp: number | null) {
  const signals = {
    ofiSignal: ofiZ === null ? null : sideOf(ofiZ, 2),
    cvdSignal: cvdZ === null ? null : sideOf(cvdZ, 1),
    ofiStrength: ofiZ === null ? null : Math.abs(ofiZ) / 2,
    cvdStrength: cvdZ === null ? null : Math.abs(cvdZ),
  };
  if (ofiZ === null || cvdZ === null) {
    const none = { fusion: null, consistency: null, fusionSignal: null, fusionStrength: null };
    return { ...signals, ...none, fusionReason: 'no_input', divergence: null, divergenceStrength: null };
  }
  const fusion = 0.6 * ofiZ + 0.4 * cvdZ;
  const agree = Math.sign(ofiZ) * Math.sign(cvdZ) > 0;
  const [small, large] = [Math.abs(ofiZ), Math.abs(cvdZ)].sort((a, b) => a - b) as [number, number];
  const consistency = agree ? small / large : 0;
  const strong = consistency > 0.7 && Math.abs(fusion) > 2.5;
  return {
    ...signals,
    fusion,
    consistency,
    fusionReason: null,
    fusionSignal: strong ? (fusion > 0 ? 'strong_buy' : 'strong_sell') : 'neutral',
    fusionStrength: Math.abs(fusion) / 2.5,
    ...naiveDivergence(ofiZ, cvdZ, trendBp),
  };
}

function naiveDivergence(ofiZ: number, cvdZ: number, trendBp: number | null) {
  const opposite = (ofiZ > 2 && cvdZ < -1) || (ofiZ < -2 && cvdZ > 1);
  if (opposite) return { divergence: 'inconsistent', divergenceStrength: Math.abs(ofiZ - cvdZ) };
  const flow = ofiZ > 1 && cvdZ > 0.5 ? 1 : ofiZ < -1 && cvdZ < -0.5 ? -1 : 0;
  if (flow !== 0 && trendBp === null) return { divergence: null, divergenceStrength: null };
  if (flow === 0 || Math.sign(trendBp!) !== -flow) return { divergence: 'none', divergenceStrength: null };
  const divergenceStrength = (Math.abs(trendBp!) * Math.abs(ofiZ + cvdZ)) / 100;
  return { divergence: flow > 0 ? 'bullish' : 'bearish', divergenceStrength };
}

/** Return of the mid over the last 60 s of rows, bp; ±1 tick is none. `mids` are [time, bid + ask in ticks]. */
export function naiveTrend(mids: readonly (readonly [number, number])[]): number | null {
  const [now, mid] = mids.at(-1)!;
  let k = mids.length - 1;
  while (k >= 0 && mids[k]![0] > now - 60_000_000) k--;
  const start = mids[k];
  if (start === undefined) return null;
  const change = mid - start[1];
  return Math.abs(change) <= 2 ? 0 : (change / start[1]) * 1e4;
}

// One-sided confidence bounds of a hit rate, and its test against a bar.

import { wilsonInterval } from '../stats/proportion.js';
import { type Count } from './binomial.js';
import { inverseBeta } from './beta-function.js';
import { normalQuantile, normalSf } from './normal-distribution.js';

/** Lower Wilson (1927) bound that the true rate exceeds with confidence 1 − alpha; null when n is 0. */
export const wilsonLower = ({ hits, n }: Count, alpha: number): number | null =>
  wilsonInterval(hits, n, normalQuantile(1 - alpha))?.low ?? null;

/** Upper Wilson bound that the true rate stays below with confidence 1 − alpha; null when n is 0. */
export const wilsonUpper = ({ hits, n }: Count, alpha: number): number | null =>
  wilsonInterval(hits, n, normalQuantile(1 - alpha))?.high ?? null;

/** Exact (Clopper–Pearson) lower bound with confidence 1 − alpha; null when n is 0. */
export function exactLower({ hits, n }: Count, alpha: number): number | null {
  if (n === 0) return null;
  return hits === 0 ? 0 : inverseBeta(alpha, hits, n - hits + 1);
}

/** Exact (Clopper–Pearson) upper bound with confidence 1 − alpha; null when n is 0. */
export function exactUpper({ hits, n }: Count, alpha: number): number | null {
  if (n === 0) return null;
  return hits === n ? 1 : 1 - inverseBeta(alpha, n - hits, hits + 1);
}

/**
 * Score test of "the rate is above the bar": p = P(Z > (p̂ − p₀)/√(p₀(1 − p₀)/n)), the test that Wilson's bound inverts:
 * p < alpha exactly where wilsonLower(alpha) > bar. Null when n is 0. 0 < bar < 1.
 */
export function scoreAbove({ hits, n }: Count, bar: number): number | null {
  if (n === 0) return null;
  return normalSf((hits / n - bar) / Math.sqrt((bar * (1 - bar)) / n));
}

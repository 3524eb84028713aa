// Exact binomial tails, tests and interval.

import { type Interval } from '../stats/proportion.js';
import { inverseBeta, regularisedBeta } from './beta-function.js';
import { deviance, stirlingError } from './gamma-function.js';

/** `hits` successes in `n` trials, 0 ≤ hits ≤ n. */
export interface Count {
  readonly hits: number;
  readonly n: number;
}

function check({ hits, n }: Count, p: number): void {
  if (!(hits >= 0 && hits <= n)) throw new RangeError(`${hits} hits of ${n}`);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`probability of ${p}`);
}

/** P(X = hits), X ~ Binomial(n, p); 0 < p < 1. C. Loader, "Fast and accurate computation of binomial probabilities" (2000). */
export function binomialPmf({ hits, n }: Count, p: number): number {
  check({ hits, n }, p);
  if (hits === 0) return Math.exp(n * Math.log1p(-p));
  if (hits === n) return Math.exp(n * Math.log(p));
  const misses = n - hits;
  const error = stirlingError(n) - stirlingError(hits) - stirlingError(misses);
  const exponent = error - deviance(hits, n * p) - deviance(misses, n * (1 - p));
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * hits * misses));
}

/** P(X ≥ hits), X ~ Binomial(n, p). The one-sided p-value of "the rate is above p". */
export function binomialAtLeast({ hits, n }: Count, p: number): number {
  check({ hits, n }, p);
  return hits === 0 ? 1 : regularisedBeta(p, hits, n - hits + 1);
}

/** P(X ≤ hits), X ~ Binomial(n, p). The one-sided p-value of "the rate is below p". */
export function binomialAtMost({ hits, n }: Count, p: number): number {
  check({ hits, n }, p);
  return hits === n ? 1 : regularisedBeta(1 - p, n - hits, hits + 1);
}

/**
 * Two-sided p-value: the probability of all counts that are at most as likely as the one seen (R's binom.test,
 * scipy's binomtest). Null when n is 0. 0 < p < 1.
 */
export function binomialTwoSided(count: Count, p = 0.5): number | null {
  const { hits, n } = count;
  check(count, p);
  if (n === 0) return null;
  const mean = n * p;
  if (hits === mean) return 1;
  // Counts of equal probability differ by rounding.
  const limit = binomialPmf(count, p) * (1 + 1e-7);
  const isLikely = (k: number): boolean => binomialPmf({ hits: k, n }, p) > limit;
  if (hits < mean) {
    const from = firstUnlikely(isLikely, Math.ceil(mean), n);
    return Math.min(1, binomialAtMost(count, p) + (from > n ? 0 : binomialAtLeast({ hits: from, n }, p)));
  }
  const reach = firstUnlikely((k) => isLikely(-k), -Math.floor(mean), 0);
  return Math.min(1, binomialAtLeast(count, p) + (reach > 0 ? 0 : binomialAtMost({ hits: -reach, n }, p)));
}

/** Smallest k in [from, to] that is not likely, to + 1 if none: likely counts come first. */
function firstUnlikely(isLikely: (k: number) => boolean, from: number, to: number): number {
  let low = from;
  let high = to + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isLikely(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Clopper–Pearson (1934) interval that covers at least `level`; null when n is 0. */
export function clopperPearson({ hits, n }: Count, level = 0.95): Interval | null {
  check({ hits, n }, level);
  if (n === 0) return null;
  const tail = (1 - level) / 2;
  return {
    low: hits === 0 ? 0 : inverseBeta(tail, hits, n - hits + 1),
    high: hits === n ? 1 : 1 - inverseBeta(tail, n - hits, hits + 1),
  };
}

// How many independent outcomes a claim about a hit rate needs, and what so many can show.

import { binomialAtLeast } from './binomial.js';
import { normalCdf, normalQuantile } from './normal-distribution.js';
import { wilsonLower } from './proportion-bound.js';

export interface Claim {
  /** True hit rate, and the bar to be shown exceeded (or differed from); both between 0 and 1. */
  readonly rate: number;
  readonly bar: number;
  /** Chance of a false claim, .05 … */
  readonly alpha: number;
  /** One-sided unless given: verdicts ask whether the bar is exceeded. */
  readonly sides?: 1 | 2;
}

const criticalZ = ({ alpha, sides = 1 }: Claim): number => normalQuantile(1 - alpha / sides);
const spread = (p: number): number => Math.sqrt(p * (1 - p));

/**
 * Independent outcomes for the claim to be shown with probability `power`:
 * ((z_α√(p₀(1 − p₀)) + z_β√(p₁(1 − p₁)))/(p₁ − p₀))², rounded up (Fleiss, "Statistical Methods for Rates and
 * Proportions", one sample). Null where rate and bar are equal, and one-sided where the rate is below the bar.
 */
export function neededOutcomes(claim: Claim, power = 0.8): number | null {
  const gap = claim.rate - claim.bar;
  if (gap === 0 || (claim.sides !== 2 && gap < 0)) return null;
  const root = (criticalZ(claim) * spread(claim.bar) + normalQuantile(power) * spread(claim.rate)) / Math.abs(gap);
  return Math.max(1, Math.ceil(root * root));
}

/** Probability that n outcomes show the claim, normal approximation; the inverse of `neededOutcomes`. Null when n is 0. */
export function powerAt(claim: Claim, n: number): number | null {
  if (n <= 0) return null;
  const gap = claim.sides === 2 ? Math.abs(claim.rate - claim.bar) : claim.rate - claim.bar;
  return normalCdf((gap * Math.sqrt(n) - criticalZ(claim) * spread(claim.bar)) / spread(claim.rate));
}

/**
 * Fewest hits of n whose one-sided Wilson lower bound at 1 − alpha exceeds the bar: what a PASS takes. Null where not
 * even n hits of n do.
 */
export function leastHits(n: number, bar: number, alpha: number): number | null {
  const passes = (hits: number): boolean => (wilsonLower({ hits, n }, alpha) ?? 0) > bar;
  if (!(n > 0) || !passes(n)) return null;
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Exact probability that n independent outcomes at the true rate pass: P(X ≥ leastHits). One-sided. Null when n is 0. */
export function exactPowerAt({ rate, bar, alpha }: Omit<Claim, 'sides'>, n: number): number | null {
  if (n <= 0) return null;
  const hits = leastHits(n, bar, alpha);
  return hits === null ? 0 : binomialAtLeast({ hits, n }, rate);
}

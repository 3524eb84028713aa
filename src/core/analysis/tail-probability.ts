// Tails and quantiles of Student's t, χ² and F.

import { inverseBeta, regularisedBeta } from './beta-function.js';
import { upperGamma } from './gamma-function.js';

/** P(T > t) with `df` > 0 degrees of freedom, any real. */
export function studentSf(t: number, df: number): number {
  const half = 0.5 * regularisedBeta(df / (df + t * t), df / 2, 0.5);
  return t > 0 ? half : 1 - half;
}

/** P(|T| > |t|). */
export const studentTwoSided = (t: number, df: number): number => regularisedBeta(df / (df + t * t), df / 2, 0.5);

/**
 * t with P(T ≤ t) = p.
 * @throws RangeError unless 0 < p < 1
 */
export function studentQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`quantile of ${p}: not between 0 and 1`);
  if (p === 0.5) return 0;
  const tail = 2 * Math.min(p, 1 - p);
  // The smaller of x and 1 − x is what is solved for, so that neither end of t loses digits.
  const small = tail < 0.5 ? inverseBeta(tail, df / 2, 0.5) : null;
  const rest = small === null ? inverseBeta(1 - tail, 0.5, df / 2) : 1 - small;
  const size = Math.sqrt((df * rest) / (small ?? 1 - rest));
  return p < 0.5 ? -size : size;
}

/** P(χ² > x) with `df` degrees of freedom; x ≥ 0. */
export const chiSquareSf = (x: number, df: number): number => upperGamma(df / 2, x / 2);

/** P(F > x) with `df1` and `df2` degrees of freedom; x ≥ 0. */
export const fisherSf = (x: number, [df1, df2]: readonly [number, number]): number =>
  regularisedBeta(df2 / (df2 + df1 * x), df2 / 2, df1 / 2);

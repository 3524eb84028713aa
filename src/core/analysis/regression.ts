// Simple regression y = α + βx with the classical standard errors.

import { emptyFit, fitLine } from '../stats/straight-line.js';
import { checkPaired, meanOf, squaredDeviations } from './moments.js';
import { studentTwoSided } from './tail-probability.js';

export interface Regression {
  readonly n: number;
  readonly alpha: number;
  readonly beta: number;
  /** Classical standard errors, residual variance with n − 2. */
  readonly seAlpha: number;
  readonly seBeta: number;
  /** β/se and its two-sided p; null where the line fits without error. */
  readonly tBeta: number | null;
  readonly pBeta: number | null;
  /** Null where y is constant. */
  readonly r2: number | null;
  /** y − α − βx. */
  readonly residuals: Float64Array;
  /** Σ(x − x̄)². */
  readonly sxx: number;
  readonly meanX: number;
}

/** Ordinary least squares on n pairs; null below three pairs and where x is constant. */
export function regress(x: ArrayLike<number>, y: ArrayLike<number>): Regression | null {
  checkPaired(x, y);
  const n = x.length;
  const fit = emptyFit();
  const xs = Float64Array.from(x);
  const ys = Float64Array.from(y);
  fitLine({ size: n, x: xs, y: ys, head: 0, count: n }, fit);
  const { intercept: alpha, slope: beta, r2 } = fit;
  if (n < 3 || alpha === null || beta === null) return null;
  const residuals = ys.map((value, i) => value - alpha - beta * (xs[i] as number));
  const sxx = squaredDeviations(xs);
  const meanX = meanOf(xs) ?? 0;
  const variance = residuals.reduce((sum, e) => sum + e * e, 0) / (n - 2);
  const seBeta = Math.sqrt(variance / sxx);
  const tBeta = seBeta === 0 ? null : beta / seBeta;
  return {
    n,
    alpha,
    beta,
    seAlpha: Math.sqrt(variance * (1 / n + (meanX * meanX) / sxx)),
    seBeta,
    tBeta,
    pBeta: tBeta === null ? null : studentTwoSided(tBeta, n - 2),
    r2,
    residuals,
    sxx,
    meanX,
  };
}

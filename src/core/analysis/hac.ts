// Standard error of a regression's slope under heteroskedasticity and autocorrelation, and n_eff of a correlation.

import { autocovariances, type Kernel, longRunVariance } from './long-run-variance.js';
import { checkPaired } from './moments.js';
import { normalTwoSided } from './normal-distribution.js';
import { type Regression } from './regression.js';

export interface HacOptions {
  /** Lags; 0 gives White's HC0. */
  readonly lags: number;
  readonly kernel?: Kernel;
  /** Whether the variance is scaled by n/(n − 2), as small samples ask for; false unless given. */
  readonly smallSample?: boolean;
}

export interface HacSlope {
  readonly se: number;
  /** β/se and its two-sided normal p. */
  readonly t: number;
  readonly p: number;
  readonly lags: number;
  readonly fellBack: boolean;
}

/**
 * Var β = n·LRV(u)/Σ(x − x̄)²², u_i = (x_i − x̄)e_i: Newey & West (1987) with Bartlett's kernel, Hansen & Hodrick (1980)
 * with the rectangular one, White (1980) with 0 lags. Null where the line fits without error.
 * @param x the regressor of `fit`, same order
 */
export function hacSlope(x: ArrayLike<number>, fit: Regression, options: HacOptions): HacSlope | null {
  checkPaired(x, fit.residuals);
  const scores = fit.residuals.map((e, i) => ((x[i] as number) - fit.meanX) * e);
  const longRun = longRunVariance(scores, options.lags, options.kernel);
  if (longRun === null || !(longRun.variance > 0)) return null;
  const scale = options.smallSample === true ? fit.n / (fit.n - 2) : 1;
  const se = Math.sqrt(scale * fit.n * longRun.variance) / fit.sxx;
  const t = fit.beta / se;
  return { se, t, p: normalTwoSided(t), lags: longRun.lags, fellBack: longRun.fellBack };
}

/**
 * Bartlett's (1935) effective number of pairs behind a correlation of two autocorrelated series:
 * n/(1 + 2Σ_{k≤K}(1 − k/n)ρ_x(k)ρ_y(k)), not above n. Null where a side is constant or the sum is not positive.
 */
export function correlationNEff(x: ArrayLike<number>, y: ArrayLike<number>, lags: number): number | null {
  checkPaired(x, y);
  const n = x.length;
  const gx = autocovariances(x, lags);
  const gy = autocovariances(y, lags);
  const scale = (gx[0] as number) * (gy[0] as number);
  if (!(scale > 0)) return null;
  let sum = 1;
  for (let k = 1; k < gx.length; k++) sum += (2 * (1 - k / n) * (gx[k] as number) * (gy[k] as number)) / scale;
  return sum > 0 ? Math.min(n, n / sum) : null;
}

/** t of a correlation r on n (effective) pairs: r√((n − 2)/(1 − r²)). Null where n ≤ 2 or |r| = 1. */
export const correlationT = (r: number, n: number): number | null =>
  n > 2 && Math.abs(r) < 1 ? r * Math.sqrt((n - 2) / (1 - r * r)) : null;

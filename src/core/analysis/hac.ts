// Standard error of a regression's slope under heteroskedasticity and autocorrelation, and n_eff of a correlation.

import { pearson } from './correlation.js';
import { autocovariances, type Kernel, longRunVariance } from './long-run-variance.js';
import { checkPaired, meanOf, squaredDeviations } from './moments.js';
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

/** Deviations from the mean over the standard deviation; null where the values are equal. */
function standardised(values: ArrayLike<number>): Float64Array | null {
  const squares = squaredDeviations(values);
  const mean = meanOf(values);
  if (mean === null || squares === 0) return null;
  const sd = Math.sqrt(squares / values.length);
  return Float64Array.from(values, (value) => (value - mean) / sd);
}

/**
 * Pairs of constant spread behind a correlation whose pairs have not: n(1 − r²)²/LRV(ψ), ψ = ab − r(a² + b²)/2 of the
 * standardised sides, not above n. Large signals that come in wild times, when outcomes are large as well, leave a few pairs
 * to decide the whole; Bartlett's number does not see that. ψ: S. Devlin, R. Gnanadesikan & J. Kettenring, Biometrika 62
 * (1975) 531; LRV as `longRunVariance`. Of ranks it is that of Spearman's ρ. Null where a side is constant or r² = 1.
 */
export function robustNEff(x: ArrayLike<number>, y: ArrayLike<number>, lags: number): number | null {
  const n = x.length;
  const [a, b, r] = [standardised(x), standardised(y), pearson(x, y)];
  if (a === null || b === null || r === null) return null;
  const influence = a.map((u, i) => u * (b[i] as number) - (r / 2) * (u * u + (b[i] as number) * (b[i] as number)));
  const variance = longRunVariance(influence, lags)?.variance ?? 0;
  const left = 1 - r * r;
  return variance > 1e-24 && left > 1e-12 ? Math.min(n, (n * left * left) / variance) : null;
}

/** t of a correlation r on n (effective) pairs: r√((n − 2)/(1 − r²)). Null where n ≤ 2 or |r| = 1. */
export const correlationT = (r: number, n: number): number | null =>
  n > 2 && Math.abs(r) < 1 ? r * Math.sqrt((n - 2) / (1 - r * r)) : null;

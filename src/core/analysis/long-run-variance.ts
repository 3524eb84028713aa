// Long-run variance of a series whose neighbours are related, such as outcomes over overlapping horizons.

import { meanOf, squaredDeviations } from './moments.js';

export type Kernel = 'bartlett' | 'rectangular';

export interface LongRunVariance {
  /** Σ w_j γ_j: n times the variance of the mean. */
  readonly variance: number;
  readonly lags: number;
  /** The kernel that was used in the end. */
  readonly kernel: Kernel;
  /** True where the rectangular kernel gave no positive number and Bartlett's was used instead. */
  readonly fellBack: boolean;
}

/** γ_0 … γ_lags with divisor n about the mean; lags beyond n − 1 are left out. All 0 where the values are equal. O(n·lags). */
export function autocovariances(series: ArrayLike<number>, lags: number): Float64Array {
  const n = series.length;
  const mean = meanOf(series) ?? 0;
  const centred = Float64Array.from(series, (value) => value - mean);
  const gamma = new Float64Array(Math.max(0, Math.min(lags, n - 1)) + 1);
  if (squaredDeviations(series) === 0) return gamma;
  for (let j = 0; j < gamma.length; j++) {
    let sum = 0;
    for (let i = j; i < n; i++) sum += (centred[i] as number) * (centred[i - j] as number);
    gamma[j] = sum / n;
  }
  return gamma;
}

/**
 * Lags to use: what the overlap asks for, horizonSamples − 1 (Hansen & Hodrick 1980), and never below
 * ⌊4(n/100)^(2/9)⌋ (Newey & West 1994), nor above n − 1.
 * @param horizonSamples length of the horizon in samples; 1 or less where outcomes do not overlap
 */
export function defaultLags(n: number, horizonSamples: number): number {
  if (n < 2) return 0;
  const least = Math.floor(4 * Math.exp((2 / 9) * Math.log(n / 100)));
  return Math.min(n - 1, Math.max(least, Math.ceil(horizonSamples) - 1));
}

/**
 * γ₀ + 2Σ w_j γ_j, j ≤ lags. Bartlett: w = 1 − j/(lags + 1), never negative (Newey & West, Econometrica 55 (1987) 703).
 * Rectangular: w = 1 (Hansen & Hodrick, JPE 88 (1980) 829), which can be negative: then Bartlett's is given and
 * `fellBack` says so. Null for an empty series.
 */
export function longRunVariance(
  series: ArrayLike<number>,
  lags: number,
  kernel: Kernel = 'bartlett',
): LongRunVariance | null {
  if (series.length === 0) return null;
  const gamma = autocovariances(series, lags);
  const used = gamma.length - 1;
  const flat = kernel === 'rectangular' ? weighted(gamma, () => 1) : null;
  if (flat !== null && flat > 0) return { variance: flat, lags: used, kernel, fellBack: false };
  const variance = weighted(gamma, (j) => 1 - j / (used + 1));
  return { variance: Math.max(0, variance), lags: used, kernel: 'bartlett', fellBack: kernel === 'rectangular' };
}

function weighted(gamma: Float64Array, weightOf: (lag: number) => number): number {
  let sum = gamma[0] as number;
  for (let j = 1; j < gamma.length; j++) sum += 2 * weightOf(j) * (gamma[j] as number);
  return sum;
}

export interface MeanError {
  readonly n: number;
  readonly mean: number;
  /** Standard error of the mean; 0 where all values are equal. */
  readonly se: number;
  /** Independent values of the same variance that would give this error: γ₀/se². Null where all values are equal. */
  readonly nEff: number | null;
  readonly fellBack: boolean;
}

/**
 * Mean and its error under dependence. Of zeros and ones it is the hit rate p, and nEff = p(1 − p)/se². With 0 lags:
 * independent. Null when empty.
 */
export function meanError(series: ArrayLike<number>, lags: number, kernel: Kernel = 'bartlett'): MeanError | null {
  const n = series.length;
  const longRun = longRunVariance(series, lags, kernel);
  const mean = meanOf(series);
  if (longRun === null || mean === null) return null;
  const variance = longRun.variance / n;
  const gamma0 = autocovariances(series, 0)[0] as number;
  return {
    n,
    mean,
    se: Math.sqrt(variance),
    nEff: variance > 0 && gamma0 > 0 ? gamma0 / variance : null,
    fellBack: longRun.fellBack,
  };
}

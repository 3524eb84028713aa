// Ljung and Box's test of autocorrelation.

import { autocovariances } from './long-run-variance.js';
import { chiSquareSf } from './tail-probability.js';

export interface PortmanteauTest {
  /** n(n + 2)Σ_{k≤lags} ρ_k²/(n − k): χ² with `lags` degrees of freedom where there is no autocorrelation. */
  readonly statistic: number;
  readonly p: number;
  readonly lags: number;
}

/** G. M. Ljung & G. E. P. Box, Biometrika 65 (1978) 297. Null where the series is constant or not longer than the lags. */
export function ljungBox(series: ArrayLike<number>, lags: number): PortmanteauTest | null {
  const n = series.length;
  if (n <= lags || lags < 1) return null;
  const gamma = autocovariances(series, lags);
  const variance = gamma[0] as number;
  if (variance === 0) return null;
  let sum = 0;
  for (let k = 1; k <= lags; k++) {
    const rho = (gamma[k] as number) / variance;
    sum += (rho * rho) / (n - k);
  }
  const statistic = n * (n + 2) * sum;
  return { statistic, p: chiSquareSf(statistic, lags), lags };
}

/** ρ_k at the lags asked for; null where the series is constant or not longer than the lag. */
export function autocorrelationAt(series: ArrayLike<number>, lags: readonly number[]): (number | null)[] {
  const n = series.length;
  const gamma = autocovariances(series, Math.max(0, ...lags));
  const variance = gamma[0] as number;
  return lags.map((k) => (k < n && variance > 0 ? (gamma[k] as number) / variance : null));
}

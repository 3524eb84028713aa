// Augmented Dickey–Fuller test of a unit root.

import { leastSquares } from './least-squares.js';
import { normalCdf } from './normal-distribution.js';

export interface UnitRootTest {
  /** t of the coefficient of the level; far below 0: no unit root. */
  readonly statistic: number;
  /** MacKinnon's approximate p of "there is a unit root". */
  readonly p: number;
  readonly lags: number;
  /** Rows of the regression. */
  readonly n: number;
}

/**
 * t of ρ in Δx_t = c + ρ x_{t−1} + Σ_{j≤lags} φ_j Δx_{t−j} + e (D. A. Dickey & W. A. Fuller, JASA 74 (1979) 427; S. E.
 * Said & Dickey 1984), with a constant and no trend. Null where the series is too short or constant.
 */
export function dickeyFuller(series: ArrayLike<number>, lags: number): UnitRootTest | null {
  const n = series.length - 1 - lags;
  if (n <= lags + 2) return null;
  const at = (i: number): number => series[i] as number;
  const column = (valueOf: (t: number) => number): Float64Array =>
    new Float64Array(n).map((_, i) => valueOf(i + lags + 1));
  const columns = [column((t) => at(t - 1)), column(() => 1)];
  for (let j = 1; j <= lags; j++) columns.push(column((t) => at(t - j) - at(t - j - 1)));
  const fit = leastSquares(
    columns,
    column((t) => at(t) - at(t - 1)),
  );
  const error = fit?.errors[0] ?? 0;
  if (fit === null || !(error > 0)) return null;
  const statistic = (fit.coefficients[0] as number) / error;
  return { statistic, p: mackinnonP(statistic), lags, n };
}

/** J. G. MacKinnon, JBES 12 (1994) 167, one series, constant: Φ of a polynomial, one below −1.61, one above. */
function mackinnonP(tau: number): number {
  if (tau > 2.74) return 1;
  if (tau < -18.83) return 0;
  return tau <= -1.61
    ? normalCdf(2.1659 + tau * (1.4412 + tau * 0.038269))
    : normalCdf(1.7339 + tau * (0.93202 + tau * (-0.12745 - tau * 0.010368)));
}

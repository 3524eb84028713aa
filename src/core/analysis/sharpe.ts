// How much a Sharpe ratio proves: probabilistic and deflated ratios, track record length, standard error, annualisation.

import { normalCdf, normalQuantile } from './normal-distribution.js';

/** Euler's constant γ. */
const EULER = 0.5772156649015329;

/** A ratio per period and what its error depends on. Skew 0 and kurtosis 3 are the normal distribution. */
export interface SharpeSample {
  /** Mean over standard deviation (ddof 1), per period, not annualised. */
  readonly sharpe: number;
  /** Periods. */
  readonly n: number;
  readonly skew: number;
  /** Not in excess: 3 for the normal. */
  readonly kurtosis: number;
}

/** 1 − γ₃·SR + (γ₄ − 1)/4·SR²: the variance of the estimate times n − 1. Null where it is not positive. */
function errorFactor({ sharpe, skew, kurtosis }: SharpeSample): number | null {
  const factor = 1 - skew * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;
  return factor > 0 ? factor : null;
}

/**
 * Probabilistic Sharpe ratio, P(true SR > benchmark): Φ((SR − SR₀)·√(n − 1)/√(1 − γ₃·SR + (γ₄ − 1)/4·SR²)).
 * Bailey & López de Prado, Journal of Risk 15(2), 2012. Null for fewer than two periods.
 * @param benchmark SR₀ per period
 */
export function probabilisticSharpe(sample: SharpeSample, benchmark = 0): number | null {
  const factor = errorFactor(sample);
  if (factor === null || sample.n < 2) return null;
  return normalCdf(((sample.sharpe - benchmark) * Math.sqrt(sample.n - 1)) / Math.sqrt(factor));
}

/**
 * Minimum track record length: periods after which PSR reaches `confidence`:
 * 1 + (1 − γ₃·SR + (γ₄ − 1)/4·SR²)·(z/(SR − SR₀))². Same source. Null where SR ≤ SR₀: no length suffices.
 */
export function minimumTrackRecord(
  sample: SharpeSample,
  { benchmark = 0, confidence = 0.95 }: { readonly benchmark?: number; readonly confidence?: number } = {},
): number | null {
  const factor = errorFactor(sample);
  if (factor === null || !(sample.sharpe > benchmark)) return null;
  const ratio = normalQuantile(confidence) / (sample.sharpe - benchmark);
  return 1 + factor * ratio * ratio;
}

/**
 * Expected maximum of `trials` independent normal estimates of nothing:
 * σ·[(1 − γ)·Φ⁻¹(1 − 1/N) + γ·Φ⁻¹(1 − 1/(N·e))]. Bailey & López de Prado, Journal of Portfolio Management 40(5), 2014.
 * Units those of `sd`; 0 for a single trial.
 * @param sd standard deviation of the estimates over the trials
 */
export function expectedMaximum(trials: number, sd: number): number {
  if (!(trials >= 1)) throw new RangeError(`${trials} trials`);
  if (trials === 1) return 0;
  const [most, further] = [normalQuantile(1 - 1 / trials), normalQuantile(1 - 1 / (trials * Math.E))];
  return sd * ((1 - EULER) * most + EULER * further);
}

export interface DeflatedSharpe {
  /** SR₀ per period: what the best of as many worthless trials shows on average. */
  readonly benchmark: number;
  /** P(true SR > SR₀). */
  readonly probability: number;
}

/**
 * Deflated Sharpe ratio: PSR against the expected maximum of all trials made. Same source.
 * @param trials independent ones; sd: standard deviation of their Sharpe ratios, per period
 */
export function deflatedSharpe(
  sample: SharpeSample,
  { trials, sd }: { readonly trials: number; readonly sd: number },
): DeflatedSharpe | null {
  const benchmark = expectedMaximum(trials, sd);
  const probability = probabilisticSharpe(sample, benchmark);
  return probability === null ? null : { benchmark, probability };
}

/** Standard error of a Sharpe ratio of independent normal returns: √((1 + SR²/2)/n). A. Lo, Financial Analysts Journal 58(4), 2002. */
export const sharpeError = (sharpe: number, n: number): number | null =>
  n > 0 ? Math.sqrt((1 + (sharpe * sharpe) / 2) / n) : null;

/**
 * Factor from a ratio per period to one per q periods: η(q) = q/√(q + 2·Σ_{k=1}^{q−1} (q − k)·ρ_k). Lo 2002, eq. 20. Without
 * autocorrelation √q. Null where the sum is not positive.
 * @param periods q, an integer ≥ 1
 * @param autocorrelation ρ_1, ρ_2 …; those not given are taken for 0
 */
export function annualisation(periods: number, autocorrelation: ArrayLike<number> = []): number | null {
  let variance = periods;
  const lags = Math.min(periods - 1, autocorrelation.length);
  for (let k = 1; k <= lags; k++) variance += 2 * (periods - k) * (autocorrelation[k - 1] as number);
  return variance > 0 ? periods / Math.sqrt(variance) : null;
}

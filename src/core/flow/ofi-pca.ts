// Integrated order flow imbalance: level flows weighted by the first principal component of a training span.
// Cont, Cucuringu & Zhang, "Cross-impact of order flow imbalance in equity markets", Quantitative Finance 23(10), 2023.

import { symmetricEigen } from '../stats/eigen.js';

/** Running means and co-moments of a vector: Welford's recurrence in several dimensions. */
export interface PcaFitState {
  readonly levels: number;
  n: number;
  readonly mean: Float64Array;
  /** Σ (x_i − m_i)(x_j − m_j), levels × levels, row by row. */
  readonly moments: Float64Array;
  readonly delta: Float64Array;
}

export interface PcaFit {
  /** One a level, best first, Σ|w| = 1 and Σw ≥ 0. */
  readonly weights: Float64Array;
  /** Share of the variance that the component explains, 0..1. */
  readonly explained: number;
  readonly n: number;
}

export function initPcaFit(levels: number): PcaFitState {
  if (!Number.isInteger(levels) || levels < 1) throw new RangeError(`${levels} levels`);
  return {
    levels,
    n: 0,
    mean: new Float64Array(levels),
    moments: new Float64Array(levels * levels),
    delta: new Float64Array(levels),
  };
}

/** Adds one vector of `levels` numbers. A vector with a number that is not finite is left out (false). */
export function stepPcaFit(state: PcaFitState, x: ArrayLike<number>): boolean {
  const { levels, mean, moments, delta } = state;
  for (let i = 0; i < levels; i++) if (!Number.isFinite(x[i])) return false;
  const n = ++state.n;
  for (let i = 0; i < levels; i++) {
    const d = (x[i] as number) - (mean[i] as number);
    delta[i] = d;
    mean[i] = (mean[i] as number) + d / n;
  }
  const share = (n - 1) / n;
  for (let i = 0; i < levels; i++) {
    const d = share * (delta[i] as number);
    for (let j = 0; j < levels; j++) {
      const at = i * levels + j;
      moments[at] = (moments[at] as number) + d * (delta[j] as number);
    }
  }
  return true;
}

/**
 * The first component of the covariance; null where nothing varies, and with no more vectors than levels: then some
 * direction has no variance at all, whatever the market is like.
 */
export function finishPcaFit({ levels, n, moments }: PcaFitState): PcaFit | null {
  if (n < 2 || n <= levels) return null;
  // The two triangles differ in their last bits: rounding is not commutative.
  const covariance = moments.map((value, at) => {
    const mirrored = moments[(at % levels) * levels + Math.floor(at / levels)] as number;
    return (value + mirrored) / 2 / (n - 1);
  });
  const { values, vectors } = symmetricEigen(covariance, levels);
  const total = values.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) return null;
  const first = vectors.subarray(0, levels);
  const sum = first.reduce((all, value) => all + value, 0);
  const size = first.reduce((all, value) => all + Math.abs(value), 0);
  const scale = sum < 0 ? -size : size;
  return { weights: first.map((value) => value / scale), explained: (values[0] as number) / total, n };
}

/** Σ w_m·x_m. */
export function weightedFlow(weights: Float64Array, flowOf: (level: number) => number): number {
  let flow = 0;
  for (let m = 0; m < weights.length; m++) flow += (weights[m] as number) * flowOf(m);
  return flow;
}

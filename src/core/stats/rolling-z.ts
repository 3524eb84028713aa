// Rolling z-score: how far a sample stands from the mean of the last W, in standard deviations.

import { type WelfordWindow, clearWindow, initWindow, pushWindow, windowDeviation } from './welford.js';

export interface RollingZConfig {
  /** Samples in the window, W. */
  readonly window: number;
  /** `exclude`: x against the W samples before it. `include`: x against the last W samples, x among them. */
  readonly baseline: 'exclude' | 'include';
  /** Delta degrees of freedom: 0 population, 1 sample. */
  readonly ddof: 0 | 1;
  /** Samples wanted in the baseline before the first z; at most `window`. */
  readonly warmup: number;
  /** A deviation ≤ epsilon · max(1, |mean|) counts as zero. */
  readonly epsilon: number;
}

export interface RollingZState {
  readonly config: RollingZConfig;
  /** Samples the baseline must hold: the warm-up, but never fewer than a variance needs. */
  readonly wanted: number;
  readonly window: WelfordWindow;
  /** Samples in the baseline of the last step: "warming 212/300" is `samples`/`wanted`. */
  samples: number;
  /** Why the last step gave null. */
  reason: 'warming' | 'std_zero' | 'no_input' | null;
}

/** Larger inputs would overflow when squared; the comparison also catches NaN and infinities. */
const LARGEST_INPUT = 1e150;

/** @throws RangeError when the configuration can never give a z */
export function initRollingZ(config: RollingZConfig): RollingZState {
  const { window, ddof, warmup, epsilon } = config;
  if (!(window > ddof)) throw new RangeError(`window of ${window} samples with ddof ${ddof}`);
  if (!(warmup >= 0 && warmup <= window)) throw new RangeError(`warm-up of ${warmup} samples in a window of ${window}`);
  if (!(epsilon >= 0)) throw new RangeError(`epsilon ${epsilon}`);
  return {
    config: { window, baseline: config.baseline, ddof, warmup, epsilon },
    wanted: Math.max(warmup, ddof + 1),
    window: initWindow(window),
    samples: 0,
    reason: 'warming',
  };
}

export function clearRollingZ(state: RollingZState): void {
  clearWindow(state.window);
  state.samples = 0;
  state.reason = 'warming';
}

/**
 * z = (x − μ)/σ over the baseline, or null with `state.reason`. The first z comes with sample `wanted` (include) or the
 * one after it (exclude). A non-finite x is not a sample: null, and the window stays as it is.
 * Bounds of `include`: |z| ≤ √(n − 1) for ddof 0, (n − 1)/√n for ddof 1.
 */
export function stepRollingZ(state: RollingZState, x: number): number | null {
  if (!(Math.abs(x) <= LARGEST_INPUT)) {
    state.reason = 'no_input';
    return null;
  }
  if (state.config.baseline === 'include') {
    pushWindow(state.window, x);
    return scoreRollingZ(state, x);
  }
  const z = scoreRollingZ(state, x);
  pushWindow(state.window, x);
  return z;
}

/** z of a finite x against the samples in the window, which stays as it is; null with `state.reason`. */
export function scoreRollingZ(state: RollingZState, x: number): number | null {
  const { window, config } = state;
  state.samples = window.count;
  if (window.count < state.wanted) {
    state.reason = 'warming';
    return null;
  }
  const sigma = Math.sqrt(window.m2 / (window.count - config.ddof));
  const mean = window.anchor + window.shift;
  if (sigma <= config.epsilon * Math.max(1, Math.abs(mean))) {
    state.reason = 'std_zero';
    return null;
  }
  state.reason = null;
  return windowDeviation(window, x) / sigma;
}

// Robust z-score: distance from the window's median in units of its median absolute deviation.

import { type SortedWindow, clearSortedWindow, initSortedWindow, pushSortedWindow } from './window-quantile.js';

export interface MadZConfig {
  readonly window: number;
  readonly baseline: 'exclude' | 'include';
  /** Samples wanted in the baseline before the first z; at most `window`. */
  readonly warmup: number;
  /** A scaled MAD ≤ epsilon · max(1, |median|) counts as zero. */
  readonly epsilon: number;
}

export interface MadZState {
  readonly config: MadZConfig;
  readonly wanted: number;
  readonly window: SortedWindow;
  /** Samples in the baseline of the last step. */
  samples: number;
  reason: 'warming' | 'std_zero' | 'no_input' | null;
}

/** Makes the MAD of a normal sample estimate its standard deviation (Hampel 1974): 1/Φ⁻¹(3/4), as commonly rounded. */
export const NORMAL_CONSISTENCY = 1.4826;

/** @throws RangeError when the configuration can never give a z */
export function initMadZ(config: MadZConfig): MadZState {
  const { window, warmup, epsilon } = config;
  if (!(warmup >= 0 && warmup <= window)) throw new RangeError(`warm-up of ${warmup} samples in a window of ${window}`);
  if (!(epsilon >= 0)) throw new RangeError(`epsilon ${epsilon}`);
  return {
    config: { window, baseline: config.baseline, warmup, epsilon },
    wanted: Math.max(warmup, 1),
    window: initSortedWindow(window),
    samples: 0,
    reason: 'warming',
  };
}

export function clearMadZ(state: MadZState): void {
  clearSortedWindow(state.window);
  state.samples = 0;
  state.reason = 'warming';
}

/** Median of the window's samples; it must not be empty. */
export function windowMedian(window: SortedWindow): number {
  const { sorted, count } = window;
  const middle = count >>> 1;
  const upper = sorted[middle] as number;
  return count & 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/**
 * 1.4826·median |x − centre|, centre being the window's median, without a second array: the deviations grow on both sides of the median, so walking outwards
 * from it and always taking the nearer side meets them in ascending order. O(W/2).
 */
export function windowMad(window: SortedWindow, centre: number): number {
  const { sorted, count } = window;
  let right = count >>> 1;
  let left = right - 1;
  let last = 0;
  let previous = 0;
  for (let taken = 0; taken <= count >>> 1; taken++) {
    previous = last;
    const below = left >= 0 ? centre - (sorted[left] as number) : Infinity;
    const above = right < count ? (sorted[right] as number) - centre : Infinity;
    if (below < above) {
      last = below;
      left--;
    } else {
      last = above;
      right++;
    }
  }
  return NORMAL_CONSISTENCY * (count & 1 ? last : (previous + last) / 2);
}

/** z = (x − median)/(1.4826 · MAD) over the baseline, or null with `state.reason`; as stepRollingZ otherwise. */
export function stepMadZ(state: MadZState, x: number): number | null {
  if (!Number.isFinite(x)) {
    state.reason = 'no_input';
    return null;
  }
  if (state.config.baseline === 'include') {
    pushSortedWindow(state.window, x);
    return zAgainst(state, x);
  }
  const z = zAgainst(state, x);
  pushSortedWindow(state.window, x);
  return z;
}

function zAgainst(state: MadZState, x: number): number | null {
  const { window, config } = state;
  state.samples = window.count;
  if (window.count < state.wanted) {
    state.reason = 'warming';
    return null;
  }
  const median = windowMedian(window);
  const scale = windowMad(window, median);
  if (scale <= config.epsilon * Math.max(1, Math.abs(median))) {
    state.reason = 'std_zero';
    return null;
  }
  state.reason = null;
  return (x - median) / scale;
}

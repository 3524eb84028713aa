// Winsorised z-score: outliers are pulled in to limits known before they came, then scored against what was pulled in too.
// C. Hastings, F. Mosteller, J. W. Tukey, C. P. Winsor, Annals of Mathematical Statistics 18(3), 1947; limits as in Hampel 1974.

import { windowMad, windowMedian } from './mad-z.js';
import { type RollingZConfig, type RollingZState, clearRollingZ, initRollingZ, stepRollingZ } from './rolling-z.js';
import { type SortedWindow, clearSortedWindow, initSortedWindow, pushSortedWindow } from './window-quantile.js';

export interface WinsorZConfig {
  /** Window, baseline and warm-up of the z; the limits look back over the same window. */
  readonly z: RollingZConfig;
  /** Half width of the limits in units of 1.4826 · MAD; above 0. */
  readonly limit: number;
}

export interface WinsorZState {
  readonly limit: number;
  /** The last samples as they came. */
  readonly raw: SortedWindow;
  /** The same samples, pulled in. */
  readonly z: RollingZState;
  /** Last sample after pulling in. */
  value: number;
}

/** @throws RangeError when the configuration can never give a z */
export function initWinsorZ({ z, limit }: WinsorZConfig): WinsorZState {
  if (!(limit > 0)) throw new RangeError(`limits of ${limit} deviations`);
  return { limit, raw: initSortedWindow(z.window), z: initRollingZ(z), value: 0 };
}

export function clearWinsorZ(state: WinsorZState): void {
  clearSortedWindow(state.raw);
  clearRollingZ(state.z);
}

/**
 * z of x' = min(max(x, median − k·s), median + k·s), s = 1.4826 · MAD, median and MAD of the samples before x; null with
 * `state.z.reason`. While there are fewer samples than the warm-up, and where MAD is 0, there are no limits: x' = x.
 */
export function stepWinsorZ(state: WinsorZState, x: number): number | null {
  const pulled = Number.isFinite(x) ? pullIn(state, x) : x;
  pushSortedWindow(state.raw, x);
  state.value = pulled;
  return stepRollingZ(state.z, pulled);
}

function pullIn({ raw, z, limit }: WinsorZState, x: number): number {
  if (raw.count < Math.max(z.wanted, 1)) return x;
  const median = windowMedian(raw);
  const width = limit * windowMad(raw, median);
  if (width === 0) return x;
  return Math.min(Math.max(x, median - width), median + width);
}

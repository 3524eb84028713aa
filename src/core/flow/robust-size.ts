// Sizes of trades cut at a limit that past trades set: heavy tails then do not rule a sum.

import { windowMad, windowMedian } from '../stats/mad-z.js';
import { type SortedWindow, clearSortedWindow, initSortedWindow, pushSortedWindow } from '../stats/window-quantile.js';

export interface RobustSize {
  /** Scaled median absolute deviations above the median at which sizes are cut. */
  readonly deviations: number;
  /** Sizes of the last trades, lots. */
  readonly window: SortedWindow;
}

/** @throws RangeError for a window of no trades or a negative number of deviations */
export function initRobustSize(config: { deviations: number; trades: number }): RobustSize {
  if (!(config.deviations >= 0)) throw new RangeError(`a limit of ${config.deviations} deviations`);
  return { deviations: config.deviations, window: initSortedWindow(config.trades) };
}

export function clearRobustSize(state: RobustSize): void {
  clearSortedWindow(state.window);
}

/**
 * The size cut at median + k·max(1.4826·MAD, 1 lot) of the trades before it, lots; null until the window is full. Sizes
 * are whole lots, so that a deviation below one lot (most trades of one size) is no measure of spread.
 */
export function stepRobustSize(state: RobustSize, lots: number): number | null {
  const { window, deviations } = state;
  let cut: number | null = null;
  if (window.count === window.size) {
    const median = windowMedian(window);
    cut = Math.min(lots, median + deviations * Math.max(windowMad(window, median), 1));
  }
  pushSortedWindow(window, lots);
  return cut;
}

// Sizes of trades cut at a limit that past trades set: heavy tails then do not rule a sum.

import { NORMAL_CONSISTENCY, windowMad, windowMedian } from '../stats/mad-z.js';
import {
  type SortedWindow,
  clearSortedWindow,
  countBelow,
  initSortedWindow,
  pushSortedWindow,
} from '../stats/window-quantile.js';

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

/** Beyond rounding: a deviation this much above the limit's is above it. */
const SURELY = 1 + 1e-9;

/**
 * Whether a size is surely not above median + k·1.4826·MAD: fewer than half of the window lie nearer to the median than
 * MAD would have to be for that. Two searches instead of a walk through the window; most trades end here.
 */
function isSurelyWithin({ window, deviations }: RobustSize, lots: number, median: number): boolean {
  if (lots <= median + deviations) return true;
  const reach = ((lots - median) / (deviations * NORMAL_CONSISTENCY)) * SURELY;
  return 2 * (countBelow(window, median + reach) - countBelow(window, median - reach)) < window.count;
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
    cut = isSurelyWithin(state, lots, median)
      ? lots
      : Math.min(lots, median + deviations * Math.max(windowMad(window, median), 1));
  }
  pushSortedWindow(window, lots);
  return cut;
}

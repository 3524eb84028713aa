// Exact quantiles of the last W samples: the window in order of value beside the window in order of time.

import { quantileNearestRank, quantileType7 } from './quantile.js';

export interface SortedWindow {
  readonly size: number;
  /** Samples in order of time. */
  readonly ring: Float64Array;
  /** The same samples, ascending, in the first `count` slots. */
  readonly sorted: Float64Array;
  head: number;
  count: number;
}

/** Fit for windows up to about 10^4: a step moves at most W numbers in one block. */
export function initSortedWindow(size: number): SortedWindow {
  if (!Number.isInteger(size) || size < 1) throw new RangeError(`window of ${size} samples`);
  return { size, ring: new Float64Array(size), sorted: new Float64Array(size), head: 0, count: 0 };
}

export function clearSortedWindow(state: SortedWindow): void {
  state.head = 0;
  state.count = 0;
}

/** Samples of the window below x: the first index of `sorted` whose value is not. */
export function countBelow(state: SortedWindow, x: number): number {
  const { sorted } = state;
  let low = 0;
  let high = state.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Adds a finite sample; the oldest one leaves a full window. A non-finite one is refused (false). */
export function pushSortedWindow(state: SortedWindow, x: number): boolean {
  if (!Number.isFinite(x)) return false;
  const { sorted, ring, head, size } = state;
  const to = countBelow(state, x);
  if (state.count < size) {
    sorted.copyWithin(to + 1, to, state.count);
    sorted[to] = x;
    state.count++;
  } else {
    const from = countBelow(state, ring[head] as number);
    if (from < to) {
      sorted.copyWithin(from, from + 1, to);
      sorted[to - 1] = x;
    } else {
      sorted.copyWithin(to + 1, to, from);
      sorted[to] = x;
    }
  }
  ring[head] = x;
  state.head = head + 1 === size ? 0 : head + 1;
  return true;
}

/** Type-7 quantile of the window; null while it is empty. */
export const windowQuantile = (state: SortedWindow, p: number): number | null =>
  quantileType7(state.sorted, p, state.count);

/** Nearest-rank quantile of the window; null while it is empty. */
export const windowNearestRank = (state: SortedWindow, p: number): number | null =>
  quantileNearestRank(state.sorted, p, state.count);

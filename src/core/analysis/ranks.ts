// Mid-ranks: what Spearman, AUC and quantile groups are computed from.

import { sortedCopy } from '../stats/quantile.js';

/** Indices of `values` in ascending order of value; equal values keep their order. O(n log n). */
export function ascendingOrder(values: ArrayLike<number>): Int32Array {
  const order = new Int32Array(values.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
}

/** Ranks 1…n; equal values share the mean of their ranks. Values are finite. O(n log n). */
export function midRanks(values: ArrayLike<number>): Float64Array {
  // Sorting plain numbers and looking each one up is several times faster than sorting indices by comparison.
  const sorted = sortedCopy(values);
  return Float64Array.from(values, (value) => {
    const below = firstNotBelow(sorted, value);
    let to = below + 1;
    if (sorted[to] === value) to = firstAbove(sorted, value);
    return (below + to + 1) / 2;
  });
}

function firstNotBelow(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstAbove(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** First position in `order` after `from` with another value. */
export function endOfTies(values: ArrayLike<number>, order: Int32Array, from: number): number {
  const value = values[order[from] as number];
  let to = from + 1;
  while (to < order.length && values[order[to] as number] === value) to++;
  return to;
}

// Mid-ranks: what Spearman, AUC and quantile groups are computed from.

/** Indices of `values` in ascending order of value; equal values keep their order. O(n log n). */
export function ascendingOrder(values: ArrayLike<number>): Int32Array {
  const order = new Int32Array(values.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
}

/** Ranks 1…n; equal values share the mean of their ranks. Values are finite. */
export function midRanks(values: ArrayLike<number>): Float64Array {
  const order = ascendingOrder(values);
  const ranks = new Float64Array(order.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    to = endOfTies(values, order, from);
    for (let k = from; k < to; k++) ranks[order[k] as number] = (from + to + 1) / 2;
  }
  return ranks;
}

/** First position in `order` after `from` with another value. */
export function endOfTies(values: ArrayLike<number>, order: Int32Array, from: number): number {
  const value = values[order[from] as number];
  let to = from + 1;
  while (to < order.length && values[order[to] as number] === value) to++;
  return to;
}

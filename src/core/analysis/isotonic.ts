// Isotonic regression: the best fit that never falls, by pooling neighbours that do.

import { checkPaired } from './moments.js';
import { ascendingOrder, endOfTies } from './ranks.js';

/**
 * Fit of `values` in their order with least weighted squares under fit_i ≤ fit_{i+1}: pool adjacent violators (Ayer et
 * al. 1955). O(n).
 * @param weights positive; 1 each unless given
 */
export function poolAdjacent(values: ArrayLike<number>, weights?: ArrayLike<number>): Float64Array {
  const n = values.length;
  const mean = new Float64Array(n);
  const weight = new Float64Array(n);
  const count = new Int32Array(n);
  let pools = 0;
  for (let i = 0; i < n; i++) {
    mean[pools] = values[i] as number;
    weight[pools] = weights === undefined ? 1 : (weights[i] as number);
    count[pools++] = 1;
    while (pools > 1 && (mean[pools - 2] as number) >= (mean[pools - 1] as number))
      pools = mergeLast({ mean, weight, count }, pools);
  }
  const fit = new Float64Array(n);
  for (let k = 0, at = 0; k < pools; k++) {
    fit.fill(mean[k] as number, at, at + (count[k] as number));
    at += count[k] as number;
  }
  return fit;
}

interface Pools {
  readonly mean: Float64Array;
  readonly weight: Float64Array;
  readonly count: Int32Array;
}

function mergeLast({ mean, weight, count }: Pools, pools: number): number {
  const [a, b] = [pools - 2, pools - 1];
  const total = (weight[a] as number) + (weight[b] as number);
  mean[a] = ((weight[a] as number) * (mean[a] as number) + (weight[b] as number) * (mean[b] as number)) / total;
  weight[a] = total;
  count[a] = (count[a] as number) + (count[b] as number);
  return b;
}

/** A rising curve through (score, probability), scores ascending and distinct; straight between them, level beyond. */
export interface IsotonicFit {
  readonly scores: Float64Array;
  readonly probabilities: Float64Array;
}

/** Calibration of a score by isotonic regression (Zadrozny & Elkan 2002); equal scores enter as one. Null when empty. */
export function fitIsotonic(scores: ArrayLike<number>, up: ArrayLike<number>): IsotonicFit | null {
  checkPaired(scores, up);
  const order = ascendingOrder(scores);
  const distinct: number[] = [];
  const shares: number[] = [];
  const weights: number[] = [];
  for (let from = 0, to = 0; from < order.length; from = to) {
    to = endOfTies(scores, order, from);
    let sum = 0;
    for (let k = from; k < to; k++) sum += up[order[k] as number] as number;
    distinct.push(scores[order[from] as number] as number);
    shares.push(sum / (to - from));
    weights.push(to - from);
  }
  if (distinct.length === 0) return null;
  return { scores: Float64Array.from(distinct), probabilities: poolAdjacent(shares, weights) };
}

export function predictIsotonic({ scores, probabilities }: IsotonicFit, score: number): number {
  let below = 0;
  let above = scores.length - 1;
  if (score <= (scores[below] as number)) return probabilities[below] as number;
  if (score >= (scores[above] as number)) return probabilities[above] as number;
  while (above - below > 1) {
    const middle = (below + above) >> 1;
    if ((scores[middle] as number) <= score) below = middle;
    else above = middle;
  }
  const [x0, x1] = [scores[below] as number, scores[above] as number];
  const [p0, p1] = [probabilities[below] as number, probabilities[above] as number];
  return p0 + ((p1 - p0) * (score - x0)) / (x1 - x0);
}

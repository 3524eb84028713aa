// Average precision of a score: how pure the cases are that it puts on top, with its error.

import { type Interval } from '../stats/proportion.js';
import { logistic } from './logistic-fit.js';
import { checkPaired } from './moments.js';
import { normalQuantile } from './normal-distribution.js';
import { ascendingOrder, endOfTies } from './ranks.js';

export interface AveragePrecision {
  readonly value: number;
  /** Standard error; null below 30 cases of either kind. */
  readonly error: number | null;
}

/** Cases of either kind below which the error of an average precision is not told. */
const LEAST_CASES = 30;

/** Precision down to each case in order of falling scores, and how many cases stand there or above; ties enter together. */
function precisions(scores: ArrayLike<number>, up: ArrayLike<number>) {
  const falling = Float64Array.from(scores, (score) => -score);
  const order = ascendingOrder(falling);
  const n = order.length;
  const [precision, rank, hit] = [new Float64Array(n), new Float64Array(n), new Uint8Array(n)];
  let positives = 0;
  for (let from = 0, to = 0; from < n; from = to) {
    to = endOfTies(falling, order, from);
    for (let k = from; k < to; k++) {
      hit[k] = up[order[k] as number] === 0 ? 0 : 1;
      positives += hit[k] as number;
    }
    precision.fill(positives / to, from, to);
    rank.fill(to, from, to);
  }
  return { precision, rank, hit, positives };
}

/**
 * Average precision Σ(R_k − R_{k−1})P_k over the distinct scores from the top down (as scikit-learn): cases of equal
 * score enter together. Null without a positive. What it has to beat is the share of positives.
 *
 * Its error by the influence of each case j: [u_j(P_j − AP) + Σ_{i up, below or at j} (u_j − P_i)/k_i]/π, u 1 for up, P_i and
 * k_i the precision and the number of cases down to i, π the share of ups.
 */
export function averagePrecision(scores: ArrayLike<number>, up: ArrayLike<number>): AveragePrecision | null {
  checkPaired(scores, up);
  const { precision, rank, hit, positives } = precisions(scores, up);
  if (positives === 0) return null;
  const n = hit.length;
  const value = precision.reduce((sum, p, k) => sum + (hit[k] as number) * p, 0) / positives;
  if (Math.min(positives, n - positives) < LEAST_CASES) return { value, error: null };
  let squares = 0;
  let [ofUps, ofPrecisions] = [0, 0];
  for (let to = n; to > 0;) {
    let from = to;
    while (from > 0 && rank[from - 1] === rank[to - 1]) from--;
    for (let k = from; k < to; k++) {
      if (hit[k] === 0) continue;
      ofUps += 1 / (rank[k] as number);
      ofPrecisions += (precision[k] as number) / (rank[k] as number);
    }
    for (let k = from; k < to; k++) {
      const u = hit[k] as number;
      const influence = u * ((precision[k] as number) - value) + u * ofUps - ofPrecisions;
      squares += influence * influence;
    }
    to = from;
  }
  return { value, error: Math.sqrt(squares) / positives };
}

/** Interval on the logit scale, which keeps it within 0 and 1. Null without an error, and for 0 and 1. */
export function averagePrecisionInterval({ value, error }: AveragePrecision, level = 0.95): Interval | null {
  if (error === null || value <= 0 || value >= 1) return null;
  const centre = Math.log(value / (1 - value));
  const half = (normalQuantile((1 + level) / 2) * error) / (value * (1 - value));
  return { low: logistic(centre - half), high: logistic(centre + half) };
}

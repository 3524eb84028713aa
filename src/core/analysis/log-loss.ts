// Mean logarithmic loss of forecast probabilities.

import { checkPaired } from './moments.js';

/** Probabilities are kept this far from 0 and 1, so that one certain mistake costs 34.5 and not infinity. */
const EDGE = 1e-15;

const kept = (p: number): number => Math.min(1 - EDGE, Math.max(EDGE, p));

/** −mean(u ln p + (1 − u) ln(1 − p)), nats. Null when empty. `up` is 0 or not. */
export function logLoss(probabilities: ArrayLike<number>, up: ArrayLike<number>): number | null {
  checkPaired(probabilities, up);
  let sum = 0;
  for (let i = 0; i < up.length; i++) {
    const p = kept(probabilities[i] as number);
    sum -= up[i] === 0 ? Math.log1p(-p) : Math.log(p);
  }
  return up.length === 0 ? null : sum / up.length;
}

/**
 * −mean ln p(true class), nats. Null when empty.
 * @param probabilities n × classes, row by row
 * @param truth class numbers
 */
export function classLogLoss(
  probabilities: ArrayLike<number>,
  truth: ArrayLike<number>,
  classes: number,
): number | null {
  if (probabilities.length !== truth.length * classes) throw new RangeError(`${probabilities.length} probabilities`);
  let sum = 0;
  for (let i = 0; i < truth.length; i++)
    sum -= Math.log(kept(probabilities[i * classes + (truth[i] as number)] as number));
  return truth.length === 0 ? null : sum / truth.length;
}

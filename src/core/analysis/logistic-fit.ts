// Logistic regression on one score by Newton's method, as it stands and as Platt's calibration of a score.

import { checkPaired } from './moments.js';

/** P(up) = 1/(1 + e^−(intercept + slope·score)). */
export interface LogisticFit {
  readonly intercept: number;
  readonly slope: number;
}

/** 1/(1 + e^−x) without overflow. */
export function logistic(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
}

export const predictLogistic = (fit: LogisticFit, score: number): number => logistic(fit.intercept + fit.slope * score);

/** −Σ(u ln p + (1 − u) ln(1 − p)) + penalty·slope²/2: what is made smallest. */
interface Problem {
  readonly scores: ArrayLike<number>;
  readonly targets: ArrayLike<number>;
  readonly penalty: number;
}

interface Slopes {
  gradient0: number;
  gradient1: number;
  h00: number;
  h01: number;
  h11: number;
}

const MAX_STEPS = 100;

/**
 * Maximum likelihood with an optional ridge on the slope (1/C of scikit-learn; the intercept is free). Null with one
 * class only, with a constant score, and without a ridge where the score separates the classes: no maximum exists then.
 * @param targets of each score: 0 or 1, or a probability
 */
export function fitLogistic(scores: ArrayLike<number>, targets: ArrayLike<number>, penalty = 0): LogisticFit | null {
  checkPaired(scores, targets);
  const problem = { scores, targets, penalty };
  let fit: LogisticFit = { intercept: 0, slope: 0 };
  let cost = costOf(problem, fit);
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = newtonStep(problem, fit, cost);
    if (next === null) return null;
    const moved = Math.abs(next.fit.slope - fit.slope) + Math.abs(next.fit.intercept - fit.intercept);
    const size = 1 + Math.abs(next.fit.slope) + Math.abs(next.fit.intercept);
    fit = next.fit;
    cost = next.cost;
    if (moved <= 1e-13 * size) return isSeparated(problem, fit) ? null : fit;
  }
  return isSeparated(problem, fit) ? null : fit;
}

/** One Newton step, halved until the cost does not rise. Null where the curvature has gone. */
function newtonStep(problem: Problem, fit: LogisticFit, cost: number): { fit: LogisticFit; cost: number } | null {
  const { gradient0, gradient1, h00, h01, h11 } = slopesOf(problem, fit);
  const determinant = h00 * h11 - h01 * h01;
  if (!(determinant > 1e-13 * h00 * h11)) return null;
  const step0 = (h11 * gradient0 - h01 * gradient1) / determinant;
  const step1 = (h00 * gradient1 - h01 * gradient0) / determinant;
  for (let share = 1; share > 1e-10; share /= 2) {
    const next = { intercept: fit.intercept - share * step0, slope: fit.slope - share * step1 };
    const nextCost = costOf(problem, next);
    if (nextCost <= cost) return { fit: next, cost: nextCost };
  }
  return { fit, cost };
}

function slopesOf({ scores, targets, penalty }: Problem, fit: LogisticFit): Slopes {
  const sums: Slopes = { gradient0: 0, gradient1: penalty * fit.slope, h00: 0, h01: 0, h11: penalty };
  for (let i = 0; i < targets.length; i++) {
    const score = scores[i] as number;
    const p = predictLogistic(fit, score);
    const excess = p - (targets[i] as number);
    const weight = p * (1 - p);
    sums.gradient0 += excess;
    sums.gradient1 += excess * score;
    sums.h00 += weight;
    sums.h01 += weight * score;
    sums.h11 += weight * score * score;
  }
  return sums;
}

function costOf({ scores, targets, penalty }: Problem, fit: LogisticFit): number {
  let sum = (penalty * fit.slope * fit.slope) / 2;
  for (let i = 0; i < targets.length; i++) {
    const x = fit.intercept + fit.slope * (scores[i] as number);
    // ln(1 + e^x) − ux, written so that e^x does not overflow.
    sum += Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))) - (targets[i] as number) * x;
  }
  return sum;
}

/** Without a maximum Newton's method runs until every case is certain. */
const isSeparated = (problem: Problem, fit: LogisticFit): boolean =>
  problem.penalty === 0 && costOf(problem, fit) < 1e-6 * problem.targets.length;

/**
 * Platt's (1999) calibration: logistic regression on targets drawn in from 0 and 1, (N₊ + 1)/(N₊ + 2) and
 * 1/(N₋ + 2), so that a maximum exists even where the classes are apart. Null with one class or a constant score.
 * @param up 0 or 1
 */
export function fitPlatt(scores: ArrayLike<number>, up: ArrayLike<number>): LogisticFit | null {
  let positives = 0;
  for (let i = 0; i < up.length; i++) positives += up[i] === 0 ? 0 : 1;
  const negatives = up.length - positives;
  if (positives === 0 || negatives === 0) return null;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (negatives + 2);
  return fitLogistic(
    scores,
    Float64Array.from(up, (value) => (value === 0 ? low : high)),
  );
}

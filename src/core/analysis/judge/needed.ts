// How many outcomes a verdict needs, and how many hours they take to come.

import { neededOutcomes } from '../power.js';

/** Chance that a verdict with this many outcomes says so if the hit rate is as assumed. */
export const POWER = 0.8;
/** With fewer outcomes the estimated rate is no guide; a difference from the bar is then assumed. */
export const LEAST_GUIDE = 30;
export const ASSUMED_DIFFERENCE = 0.05;

export interface Question {
  /** Hit rate assumed true, and the bar it is held against. */
  readonly rate: number;
  readonly bar: number;
  readonly alpha: number;
  readonly power?: number;
}

/** Independent outcomes that a one-sided test of Wilson's needs, above the bar or below it; null where the rate lies on the bar. */
export function outcomesFor({ rate, bar, alpha, power = POWER }: Question): number | null {
  // Below the bar misses are counted instead of hits.
  return rate < bar
    ? neededOutcomes({ rate: 1 - rate, bar: 1 - bar, alpha }, power)
    : neededOutcomes({ rate, bar, alpha }, power);
}

/**
 * The formula is for Wilson's bound of independent outcomes. A verdict takes the worst of three bounds and so needs more:
 * with this factor the power is reached, as `npm run soak -- verdict` measures.
 */
export const RULE_COST = 1.4;

/** Outcomes for a verdict by the rule as it is; null where the rate lies on the bar. */
export function verdictOutcomes(question: Question): number | null {
  const plain = outcomesFor(question);
  return plain === null ? null : Math.ceil(RULE_COST * plain);
}

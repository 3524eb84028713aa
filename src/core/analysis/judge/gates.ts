// What must hold before a verdict is given at all.

import type { GateName, GateResult } from '../result.js';
import { LEAST_BLOCKS } from '../calendar-blocks.js';
import type { JudgeContext } from './context.js';
import type { HitSample } from './hit-sample.js';

/** Share of the in-zone decisions whose outcome fell to a break, at most. The end of the data is no hole in them. */
export const MOST_LOST = 0.05;
/** Share of audits at the bar that may pass although 5 % should, chance included. */
export const MOST_FALSE_PASSES = 0.08;

const HOUR_US = 3_600_000_000;

/**
 * Gates that only a claim of skill has to pass: a signal that cannot beat its own shifts, or a fusion no better than its
 * parts, must still be able to FAIL.
 */
export const OF_PASS: readonly GateName[] = ['permutation', 'paired', 'foresight'];

/** Value and limit as they are shown; a value that cannot be measured passes nothing. */
export function atLeast(gate: GateName, value: number | null, wanted: number): GateResult {
  return { gate, passed: value !== null && value >= wanted, value, wanted };
}

export function atMost(gate: GateName, value: number | null, wanted: number): GateResult {
  return { gate, passed: value !== null && value <= wanted, value, wanted };
}

/** Strictly above: a lower bound of exactly nought shows nothing. */
export function above(gate: GateName, value: number | null, wanted: number): GateResult {
  return { gate, passed: value !== null && value > wanted, value, wanted };
}

export interface DataFacts {
  readonly context: JudgeContext;
  readonly leastCoverageUs: number;
  readonly leastOutcomes: number;
  /** In-zone decisions, and those of them whose outcome fell to a break. */
  readonly decided: number;
  readonly broken: number;
  readonly sample: HitSample;
}

/** Gates on the data: environment, coverage, gaps, number of outcomes, and enough blocks for an interval. */
export function dataGates({ context, sample, decided, broken, ...least }: DataFacts): GateResult[] {
  const isLive = context.env === 'mainnet' || context.allowSynthetic;
  const lost = decided > 0 ? broken / decided : null;
  const { reason, activeBlocks } = sample.rate;
  return [
    { gate: 'environment', passed: isLive, value: null, wanted: null },
    atLeast('coverage', context.coveredUs / HOUR_US, least.leastCoverageUs / HOUR_US),
    atMost('gaps', lost, MOST_LOST),
    atLeast('outcomes', sample.count.n, least.leastOutcomes),
    { gate: 'interval', passed: reason === null, value: activeBlocks, wanted: LEAST_BLOCKS },
  ];
}

/** Whether the gates allow a verdict of this kind. */
export const allows = (gates: readonly GateResult[], verdict: 'PASS' | 'FAIL'): boolean =>
  gates.every(({ gate, passed }) => passed || (verdict === 'FAIL' && OF_PASS.includes(gate)));

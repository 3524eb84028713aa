// An estimated number as it is handed on: never without its n, its interval and the method behind it.

import type { Interval } from '../stats/proportion.js';

/** How an interval was made. */
export type IntervalMethod =
  | 'wilson'
  | 'clopper-pearson'
  | 'calendar-blocks'
  | 'stationary-bootstrap'
  | 'circular-bootstrap'
  | 'hac'
  | 'fisher'
  | 'delong'
  | 'influence'
  | 'exact'
  | 'none';

export interface Estimate {
  /** Null where it cannot be computed; `reason` says why. */
  readonly value: number | null;
  /** Two-sided interval at `level`; null where there is none. */
  readonly low: number | null;
  readonly high: number | null;
  /** Confidence of the interval, 0.95 unless it says otherwise. */
  readonly level: number;
  /** Observations that entered. */
  readonly n: number;
  /** Independent observations that carry the same information; null where not estimated. */
  readonly nEff: number | null;
  readonly method: IntervalMethod;
  /** Why value or interval is missing or weak, as a stable word: `no_outcomes`, `few_blocks`, `constant` … */
  readonly reason: EstimateReason | null;
}

export type EstimateReason =
  | 'no_outcomes'
  | 'few_outcomes'
  | 'few_blocks'
  | 'one_class'
  | 'constant'
  | 'too_short'
  | 'not_asked'
  /** A half-life of an edge that does not stand clear of nought. */
  | 'no_edge'
  /** It lies beyond the last place that was looked at. */
  | 'not_reached';

export const noEstimate = (n: number, reason: EstimateReason): Estimate => ({
  value: null,
  low: null,
  high: null,
  level: 0.95,
  n,
  nEff: null,
  method: 'none',
  reason,
});

/** A value with the interval that it has; `lacking` says why where it has none. */
export function estimateOf(
  value: number,
  interval: Interval | null,
  of: { n: number; nEff?: number | null; method: IntervalMethod; lacking: EstimateReason },
): Estimate {
  return {
    value,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    level: 0.95,
    n: of.n,
    nEff: of.nEff ?? null,
    method: interval === null ? 'none' : of.method,
    reason: interval === null ? of.lacking : null,
  };
}

/** An estimate through a function that never turns back; falling ones exchange the ends. */
export function mapEstimate(of: Estimate, map: (value: number) => number | null): Estimate {
  const at = (value: number | null): number | null => (value === null ? null : map(value));
  const [low, high] = [at(of.low), at(of.high)];
  const isTurned = low !== null && high !== null && low > high;
  return { ...of, value: at(of.value), low: isTurned ? high : low, high: isTurned ? low : high };
}

/** What is known without error: 1 of 1, the fee that is paid. */
export const exactEstimate = (value: number, n: number): Estimate => ({
  value,
  low: value,
  high: value,
  level: 0.95,
  n,
  nEff: null,
  method: 'exact',
  reason: null,
});

/** The answer to a question that was asked before the data were looked at. */
export type Verdict = 'PASS' | 'FAIL' | 'INCONCLUSIVE';

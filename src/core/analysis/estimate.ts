// An estimated number as it is handed on: never without its n, its interval and the method behind it.

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
  'no_outcomes' | 'few_outcomes' | 'few_blocks' | 'one_class' | 'constant' | 'too_short' | 'not_asked';

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

/** The answer to a question that was asked before the data were looked at. */
export type Verdict = 'PASS' | 'FAIL' | 'INCONCLUSIVE';

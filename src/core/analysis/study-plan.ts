// What a study will judge, fixed before any outcome is seen: signals, horizons, latencies, labels, costs, rules.

/** The price that outcomes are measured on. `executable`: long buys the ask and sells the bid, short the reverse. */
export type LabelPrice = 'mid' | 'microprice' | 'executable';

/** Primary: one of the four endpoints of the original. Baseline: what any signal has to beat. */
export type SignalRole = 'primary' | 'exploratory' | 'baseline' | 'user';

export interface SignalSpec {
  /** Name in reports and files: `ofi`, `cvd`, `fusion`, `divergence`, `ofi:index`, `qi`, `momentum`, `user:COLUMN` … */
  readonly name: string;
  readonly role: SignalRole;
  /** The rule that turns its value into a side, in words: `|ofi_z| > 2`. */
  readonly rule: string;
  /** Whether the size of its value means something beyond its side (rank correlation, calibration, buckets). */
  readonly graded: boolean;
  /** It speaks at single moments, each an entry of its own, instead of being inside a zone for a while. */
  readonly single?: boolean;
  /** What it would have to reach: .55, .55, .60, .55 for the primaries of the original; null for all others. */
  readonly bar: number | null;
}

export interface Costs {
  /** A side, bp of the traded value. */
  readonly takerBp: number;
  readonly makerBp: number;
}

/** Of the triple barrier: how far the price must move for a gain and for a loss, deviations of a return over the horizon. */
export interface Barriers {
  readonly up: number;
  readonly down: number;
}

/** Everything that can change a figure of the study. Its hash stands in the report and in the ledger of trials. */
export interface StudyPlan {
  readonly signals: readonly SignalSpec[];
  /** Primaries that the user chose to leave out: the family of the endpoints is smaller by them. Absent: all are there. */
  readonly leftOut?: readonly string[];
  /** Horizons judged, µs, ascending. */
  readonly horizonsUs: readonly number[];
  /** The one horizon of the pre-registered endpoints, µs; among `horizonsUs`. */
  readonly primaryUs: number;
  /** From the decision to the entry, µs. */
  readonly latencyUs: number;
  /** Horizons and latencies of the decay tables, µs, ascending; they contain those above. */
  readonly decayHorizonsUs: readonly number[];
  readonly decayLatenciesUs: readonly number[];
  readonly label: LabelPrice;
  readonly barriers: Barriers;
  /** A connection silent for longer than this makes its last state stale, µs. */
  readonly staleUs: number;
  readonly costs: Costs;
  /** Family-wise error of the primaries. */
  readonly alpha: number;
  /** Verified time that a verdict needs, µs. */
  readonly leastCoverageUs: number;
  /** Non-overlapping outcomes that a verdict needs. */
  readonly leastOutcomes: number;
  /** Replications of each bootstrap, and the seed of all randomness. */
  readonly replications: number;
  readonly seed: number;
}

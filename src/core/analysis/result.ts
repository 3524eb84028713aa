// The result of an analysis as plain data: what reports, JSON, the cache and the scorecard are made of.

import type { Environment, Venue } from '../market/instrument.js';
import type { Estimate, Verdict } from './estimate.js';
import type { BarrierRow, DecayResult, ImpactResult, PowerCell, RegimeRow, ShapeResult } from './result-power.js';
import type { EconomicsResult, MarketResult, ProvenanceResult } from './result-market.js';
import type { SignalSpec, StudyPlan } from './study-plan.js';

export const ANALYSIS_SCHEMA = 'v13.analyze/2';

/** Why a verdict is INCONCLUSIVE, or what weakens it. `detail` is data for the sentence. */
export type GateName =
  'environment' | 'coverage' | 'gaps' | 'outcomes' | 'null_audit' | 'permutation' | 'interval' | 'paired' | 'foresight';

/** Patterns that signals made with knowledge of what came later leave behind; no proof of it. */
export type SuspicionKind = 'label' | 'too_good' | 'one_step' | 'turns' | 'ends' | 'mirror';

export interface Suspicion {
  readonly kind: SuspicionKind;
  readonly horizonUs: number;
  /** Outcomes or moments looked at. */
  readonly n: number;
  /** What was found and what it is held against: shares, or of `label` correlations. */
  readonly found: number;
  readonly against: number;
}

export interface SignalSuspicion extends Suspicion {
  readonly signal: string;
}

export interface GateResult {
  readonly gate: GateName;
  readonly passed: boolean;
  /** What was measured and what was wanted, in the gate's unit (hours, outcomes, probability). Null: not measurable. */
  readonly value: number | null;
  readonly wanted: number | null;
}

/** One thing that keeps a verdict from being given: a gate, or a `bound` that has not passed the bar. */
export interface Need {
  readonly what: GateName | 'bound';
  /** Decided outcomes more; 0 where only time is missing, null where no number would do. */
  readonly outcomes: number | null;
  /** Hours more; null where no time would do, or the signal never fired. */
  readonly hours: number | null;
}

/** One pre-registered question: does `signal` reach `bar` at the primary horizon? */
export interface Endpoint {
  readonly signal: string;
  readonly horizonUs: number;
  /** `target`: the original's bar. `base-rate`: better than the share of the commoner direction, at least one half. */
  readonly kind: 'target' | 'base-rate';
  readonly bar: number;
  /** Hit rate without ties on non-overlapping onsets; the interval is two-sided 95 %. */
  readonly hit: Estimate;
  /** One-sided bounds at `alpha`: the worse of Wilson and calendar blocks. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly nRaw: number;
  readonly nOnset: number;
  /** Outcomes: onsets that do not overlap, with a known end. */
  readonly nNonOverlap: number;
  /** Those of the outcomes whose price stood still. The others are decided; the hit rate is of them, and `hit.n` counts them. */
  readonly ties: number;
  /** Independent outcomes that the decided ones are worth. */
  readonly nEff: number | null;
  readonly tieShare: Estimate;
  /** Ties count as misses. */
  readonly strictHit: Estimate;
  /** Step-down level of this endpoint (Holm over the primaries). */
  readonly alpha: number;
  readonly pValue: number | null;
  readonly pHolm: number | null;
  readonly gates: readonly GateResult[];
  readonly verdict: Verdict;
  /** What an INCONCLUSIVE lacks, one entry a reason; empty where the verdict is given. */
  readonly needs: readonly Need[];
  /**
   * The greatest of the needs: decided outcomes, and hours at the firing rate so far, at the estimated rate and a power of
   * 80 %. Null where one of the needs cannot be met by more data, or nothing tells when. 0 where the verdict is given.
   */
  readonly neededOutcomes: number | null;
  readonly neededHours: number | null;
  /** The estimate lies within one standard error of the bar: the figures above are then little more than noise. */
  readonly isAtBar: boolean;
  /** Its outcomes lie in so few parts of the recording that good and bad times of hours could not widen its bounds. */
  readonly isClumped: boolean;
  /** Fusion only: paired difference to the better single component, chosen on earlier data. */
  readonly paired: { readonly against: string; readonly difference: Estimate; readonly lower: number | null } | null;
}

/** Whether it could be traded: a verdict of its own, never mixed with the statistical one. */
export interface EconomicVerdict {
  readonly signal: string;
  readonly horizonUs: number;
  readonly verdict: 'TRADABLE' | 'NOT_TRADABLE' | 'INCONCLUSIVE';
  /** The route with the best lower bound. */
  readonly route: 'taker-taker' | 'maker-taker' | 'maker-maker';
  /** Net edge a trade, bp. */
  readonly netEdgeBp: Estimate;
}

export interface MultiplicityResult {
  /** Trials on this data set in the ledger, this run's included. */
  readonly trials: number;
  readonly ledgerPath: string | null;
  /** Cells of the power matrix with Benjamini–Hochberg q ≤ .05 and ≤ .10, of how many. */
  readonly cells: number;
  readonly discoveries05: number;
  readonly discoveries10: number;
  readonly deflatedSharpe: {
    readonly signal: string;
    readonly sharpe: number;
    readonly n: number;
    readonly dsr: number;
  } | null;
  readonly pbo: { readonly value: number; readonly combinations: number; readonly strategies: number } | null;
  readonly spa: { readonly pConsistent: number; readonly models: number; readonly n: number } | null;
}

/** The same pipeline on what cannot predict: how often it would have passed. */
export interface NullAuditResult {
  readonly kind: 'circular-shift' | 'at-the-bar' | 'random-walk';
  readonly runs: number;
  readonly rejected: Estimate;
  readonly nominal: number;
}

export interface AnalysisResult {
  readonly schema: typeof ANALYSIS_SCHEMA;
  readonly software: string;
  /** As typed, for reproduction. */
  readonly command: string;
  readonly configHash: string;
  /** SHA-256 over the decoded data in time order: the same from raw files and from Parquet. */
  readonly dataHash: string;
  readonly env: Environment;
  readonly venue: Venue;
  readonly symbol: string;
  /** Symbol whose signals are judged on the returns of `symbol`; null: its own. */
  readonly lead: string | null;
  readonly plan: StudyPlan;
  readonly full: boolean;
  /** FAIL if any endpoint failed; else INCONCLUSIVE if any is; else PASS. */
  readonly verdict: Verdict;
  readonly endpoints: readonly Endpoint[];
  /** Of the user's signals: what looks as if it had been made with knowledge of what came later. */
  readonly suspicions: readonly SignalSuspicion[];
  readonly economic: readonly EconomicVerdict[];
  readonly provenance: ProvenanceResult;
  readonly market: MarketResult;
  readonly signals: readonly SignalUse[];
  readonly impact: ImpactResult | null;
  readonly power: readonly PowerCell[];
  readonly decay: DecayResult;
  readonly shape: readonly ShapeResult[] | null;
  readonly barriers: readonly BarrierRow[] | null;
  readonly baselines: readonly BaselineRow[] | null;
  readonly regimes: readonly RegimeRow[] | null;
  readonly economics: EconomicsResult;
  readonly multiplicity: MultiplicityResult;
  readonly audit: readonly NullAuditResult[] | null;
}

/** A signal as it was really used. */
export interface SignalUse {
  readonly spec: SignalSpec;
  readonly rows: number;
  /** Share of rows with a value; the rest was warming, gapped or without data. */
  readonly valid: number;
  readonly longShare: number;
  readonly shortShare: number;
  /** Onsets an hour of valid time. */
  readonly onsetsPerHour: number;
  /** Mean length of a run inside the zone, seconds. */
  readonly meanRunSeconds: number | null;
  /** Autocorrelation of the value at lags of 1, 10 and 100 rows. */
  readonly autocorrelation: readonly (number | null)[];
  /** Length of its window in seconds: p5, p50, p95; null for signals without one. */
  readonly windowSeconds: readonly number[] | null;
}

/** A primary signal beside what it has to beat, on the same moments. */
export interface BaselineRow {
  readonly signal: string;
  readonly baseline: string;
  readonly horizonUs: number;
  readonly hit: Estimate;
  /** signal − baseline on the same outcomes, paired by block. */
  readonly difference: Estimate;
  /** Correlation with the outcome after the past return is taken out. */
  readonly partialIc: Estimate;
}

// Parts of an analysis result that say what a signal foretells: the matrix, decay, shape, regimes, contemporaneous impact.

import type { Estimate } from './estimate.js';

/** How observations were chosen; semantics in docs/analyze.md. */
export type Scheme = 'onset' | 'non-overlap' | 'all';

/** One signal at one horizon. */
export interface PowerCell {
  readonly signal: string;
  readonly horizonUs: number;
  readonly latencyUs: number;
  readonly nRaw: number;
  readonly nOnset: number;
  /** Outcomes: onsets that do not overlap, with a known end; and those of them whose price stood still. */
  readonly nNonOverlap: number;
  readonly ties: number;
  readonly nEff: number | null;
  readonly tieShare: Estimate;
  /** Hit rates without ties: onsets (the interval of the verdict), all in-zone samples (calendar blocks alone: they overlap). */
  readonly hitOnset: Estimate;
  readonly hitAll: Estimate;
  /** Ties as misses, onsets. */
  readonly strictHit: Estimate;
  /** Mean of side · outcome, bp, onsets; interval by calendar blocks. */
  readonly edgeBp: Estimate;
  /** Null entries where the signal is not graded. */
  readonly ic: Estimate | null;
  readonly rankIc: Estimate | null;
  readonly icHacT: number | null;
  /** Mean over standard deviation of the block ICs, with the number of blocks as n. */
  readonly icir: Estimate | null;
  readonly auc: Estimate | null;
  /** Average precision and the share of ups it has to beat; both of moments a horizon apart. */
  readonly averagePrecision: Estimate | null;
  readonly upShare: Estimate | null;
  readonly pesaranTimmermann: { readonly statistic: number; readonly p: number } | null;
  /** Circular shifts: share of shifted signals at least as good, one-sided; with the number of shifts. */
  readonly permutation: { readonly p: number; readonly shifts: number } | null;
  /** Two-sided p that BH is applied to, and its q over all trials on the data. */
  readonly p: number | null;
  readonly q: number | null;
}

export interface DecayPoint {
  readonly signal: string;
  readonly horizonUs: number;
  readonly latencyUs: number;
  readonly scheme: Scheme;
  /** Of the outcomes, which `edgeBp.n` counts, those whose price stood still; `hit.n` counts the others. */
  readonly ties: number;
  readonly hit: Estimate;
  readonly edgeBp: Estimate;
}

export interface DecayResult {
  /** Over the horizons at the study's latency. */
  readonly horizons: readonly DecayPoint[];
  /** Over the latencies, at each judged horizon. */
  readonly latencies: readonly DecayPoint[];
  /**
   * Latency at which the edge of a signal at a horizon has halved, µs, by linear interpolation; interval by blocks drawn for
   * all latencies together. `no_edge`: the first edge does not stand clear of nought. `not_reached`: it has not halved at the
   * last latency; with a value it is the upper end that lies beyond.
   */
  readonly halfLife: readonly {
    readonly signal: string;
    readonly horizonUs: number;
    readonly latencyUs: Estimate;
  }[];
  /** How the table was made, word for word enough to make it again: clock, grid, onset rule, z settings. */
  readonly recipe: readonly (readonly [key: string, value: string])[];
}

export interface Bucket {
  /** Value in (from, to]; null is unbounded. */
  readonly from: number | null;
  readonly to: number | null;
  readonly meanBp: Estimate;
  readonly hit: Estimate;
}

export interface ShapeResult {
  readonly signal: string;
  readonly horizonUs: number;
  readonly buckets: readonly Bucket[];
  /** Spearman of the bucket means with their order; Patton–Timmermann MR test by bootstrap. */
  readonly monotone: { readonly spearman: number | null; readonly p: number | null };
  readonly long: Estimate;
  readonly short: Estimate;
  /** Of the probability fitted on the earlier half and judged on the later one. Null where there is too little. */
  readonly calibration: CalibrationResult | null;
}

/**
 * Intervals by blocks. Chance pushes reliability, resolution and ECE away from nought, in the data and again in every draw:
 * theirs are the wider of the draws' and of the same turned round the estimate (basic bootstrap), and end at nought.
 */
export interface CalibrationResult {
  readonly n: number;
  readonly brier: Estimate;
  readonly reliability: Estimate;
  readonly resolution: Estimate;
  readonly uncertainty: Estimate;
  readonly ece: Estimate;
  readonly bins: readonly { readonly forecast: number; readonly observed: Estimate; readonly n: number }[];
}

/**
 * Outcomes of the triple barrier (López de Prado, Advances in Financial Machine Learning, 2018, ch. 3 and 4): every entry
 * into the zone, closed at the first of a gain, a loss, or the end of the horizon, and weighed by its average uniqueness.
 */
export interface BarrierRow {
  readonly signal: string;
  readonly horizonUs: number;
  /** Outcomes kept: every `stride`-th. */
  readonly n: number;
  readonly stride: number;
  /** Entries while too little was known of volatility to set barriers. */
  readonly unset: number;
  /** Shares that touched the gain, and the loss; the rest touched neither. */
  readonly gainShare: Estimate;
  readonly lossShare: Estimate;
  /** Mean deviation of a return over the horizon, as it was known at the decision: barriers are multiples of it. */
  readonly meanWidthBp: Estimate;
  /** Mean time to the touch or the end. */
  readonly meanHeldUs: Estimate;
  /** Mean average uniqueness: 1 where no two outcomes overlap. */
  readonly uniqueness: Estimate;
  /** Share on the signal's side when closed, ties left out; and mean of side · return. Weighed, intervals by blocks. */
  readonly hit: Estimate;
  readonly edgeBp: Estimate;
}

export type RegimeKind = 'volatility' | 'spread' | 'hour' | 'session' | 'day' | 'rolling' | 'leave-one-out';

export interface RegimeRow {
  readonly signal: string;
  readonly horizonUs: number;
  readonly kind: RegimeKind;
  /** `low`, `1 tick`, `14`, `europe`, a date; of `rolling` the number of the window, of `leave-one-out` the block left out. */
  readonly name: string;
  /** First and last decision of the window, or of the block left out, µs; null for what is no stretch of time. */
  readonly fromUs: number | null;
  readonly toUs: number | null;
  /** Of the outcomes, which `edgeBp.n` counts, those whose price stood still; `hit.n` counts the others. */
  readonly ties: number;
  readonly hit: Estimate;
  readonly edgeBp: Estimate;
}

/** Price change against flow of the same time: a check of the data, no forecast. */
export interface ImpactRow {
  /**
   * `ofi`: best level. `ofi:cks5`: five levels with the weights of the chain. `ofi:index`: by level index, as the original
   * had it. `mlofi`: ten levels jointly. `ofi:integrated`: their first principal component. `ti`: trade imbalance.
   */
  readonly flow: string;
  readonly binUs: number;
  readonly n: number;
  readonly alpha: Estimate;
  /** Ticks a base unit of flow, of a joint fit that of the best level; of `ofi:integrated` ticks a share of the depth. */
  readonly beta: number;
  readonly r2: number;
  /** 1 − (1 − R²)(n − 1)/(n − k − 1), k regressors; below 0 where they explain less than chance would. */
  readonly r2Adjusted: number;
  /** Correlation of the flow with the price change of the next bin; null for joint fits. */
  readonly nextCorrelation: Estimate | null;
  /** `beta` and `r2` with intervals over blocks of time. */
  readonly betaEstimate: Estimate;
  readonly r2Estimate: Estimate;
  /** R² of bins foretold by fits on earlier bins alone, against their mean; below 0: worse than that mean. */
  readonly r2Unseen: Estimate;
  /** The same flow against the price change of the next bin: what it foretells. */
  readonly nextR2: Estimate;
  readonly nextR2Unseen: Estimate;
}

/** Flow by level, best first. */
export interface ImpactLevels {
  readonly binUs: number;
  readonly n: number;
  /** Share of the variance of the levels' flows that their first principal component explains. */
  readonly explained: number | null;
  readonly levels: readonly {
    readonly level: number;
    /** In the joint fit of all levels, ticks a base unit. */
    readonly beta: Estimate;
    /** In the first principal component of flows over depth, Σ|w| = 1. */
    readonly weight: number | null;
  }[];
}

/** Bins as points: flow of the best level and the price change of the same bin. */
export interface ImpactScatter {
  readonly flow: string;
  readonly binUs: number;
  /** Bins in all; every `stride`-th is a point, at most 512. */
  readonly n: number;
  readonly stride: number;
  /** Base units, ticks. */
  readonly points: readonly (readonly [flow: number, ticks: number])[];
  /** Of the fit on all bins. */
  readonly alpha: number;
  readonly beta: number;
}

export interface ImpactResult {
  /** Clock of the bins. */
  readonly clock: 'exchange' | 'receive';
  /** Of mids and of the flow of the best level; that of levels is always of depth. */
  readonly source: 'bookTicker' | 'depth';
  readonly rows: readonly ImpactRow[];
  /** Null without depth. */
  readonly levels: ImpactLevels | null;
  readonly scatter: ImpactScatter | null;
  /**
   * β · 2 · average depth of the best level, over quotes; about 1 by Cont, Kukanov, Stoikov, where every tick holds a queue.
   * Best prices that move by several ticks at once make it greater.
   */
  readonly betaDepth: Estimate | null;
  /** The same with the price change counted in steps: a change of one best price is half a step, whatever its length. */
  readonly stepDepth: Estimate | null;
  /** Mean length of a change of a best price, ticks; 1 where every tick holds a queue. Null where none changed. */
  readonly ticksPerStep: number | null;
}

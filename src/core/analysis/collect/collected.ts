// What the collector keeps of a recording, as plain data of bounded size: everything that verdicts are made of.

import type { StudyPlan } from '../study-plan.js';

/**
 * One horizon at one latency: entry at t + latency, exit at t + latency + horizon. `judged`: a horizon of the plan at the
 * plan's latency; `primary`: the one of the pre-registered endpoints. The others are points of the decay tables.
 */
export interface Lane {
  readonly horizonUs: number;
  readonly latencyUs: number;
  readonly judged: boolean;
  readonly primary: boolean;
}

/** Sums of one signal over the blocks of a lane are kept in four groups; the scheme `onset` is long and short together. */
export const BLOCK_GROUPS = ['long', 'short', 'non-overlap', 'all'] as const;
export type BlockGroup = (typeof BLOCK_GROUPS)[number];

/** In this order, for each group: outcomes, hits (side · y > 0), ties (y = 0), Σ side·y and Σ (side·y)², bp. */
export const BLOCK_FIELDS = ['n', 'hits', 'ties', 'sum', 'sumSquares'] as const;

/** Numbers kept for a signal in a block: 4 groups of 5. */
export const BLOCK_CELLS = BLOCK_GROUPS.length * BLOCK_FIELDS.length;

/**
 * Calendar blocks: block b holds the decisions with floor(t / lengthUs) = numbers[b]. Only blocks with decisions exist, in
 * order of time. Cell of (block, signal, group, field): cells[((b · signals + s) · 4 + group) · 5 + field].
 */
export interface BlockTable {
  /** Base length max(5 H, 10 s), times 2 for every merging of neighbours. */
  readonly lengthUs: number;
  readonly baseUs: number;
  readonly signals: number;
  readonly numbers: Float64Array;
  readonly cells: Float64Array;
}

/** Sums over calendar blocks as columns, an entry a block in order of time. */
export interface SumTable {
  readonly lengthUs: number;
  readonly numbers: Float64Array;
  readonly columns: readonly Float64Array[];
}

/** Codes of the regimes at a decision; cut-offs come from the time before it. */
export interface RegimeCodes {
  /** 0 low, 1 middle, 2 high: trailing realised volatility among all seconds before; 3 while too little is known. */
  readonly volatility: Uint8Array;
  /** 0: one tick; 1: more. */
  readonly spread: Uint8Array;
}

/**
 * Outcomes of the onsets that survive the refractory rule (they do not overlap), of one signal in one judged lane. Every
 * `stride`-th is kept, from the first on. Hour, session and day follow from the time.
 */
export interface EventList extends RegimeCodes {
  readonly stride: number;
  /** Onsets seen; `timeUs.length` of them are kept. */
  readonly seen: number;
  readonly timeUs: Float64Array;
  readonly side: Int8Array;
  /** Value of the signal; NaN where it has none. */
  readonly value: Float64Array;
  /** Outcome by the plan's label, by the mid, and between the prices that takers pay; bp of the price, not of the side. */
  readonly y: Float64Array;
  readonly yMid: Float64Array;
  readonly yExecutable: Float64Array;
  /** Notional at the best price of the side taken at entry, ticks · lots. */
  readonly takenTicksLots: Float64Array;
  /** Sides of all signals at that decision, event by event: sides[e · signals + s]. */
  readonly sides: Int8Array;
}

/**
 * The same onsets entered by a limit order at the best price of its side, behind all that stands there; risk-averse queue.
 * Of a primary at the primary lane. Orders that a break or silence fell into are not counted. Edges are side · return, bp.
 */
export interface MakerList {
  readonly stride: number;
  /** Orders with a known end, and those of them filled within the horizon: the fill rate. */
  readonly orders: number;
  readonly filled: number;
  /** Both by the block of the decision. */
  readonly fills: SumTable;
  /** Filled orders, every `stride`-th. Decision and fill. */
  readonly timeUs: Float64Array;
  readonly fillUs: Float64Array;
  readonly side: Int8Array;
  /** Left as taker at t + latency + horizon: between the mids of fill and exit, and between the prices paid. */
  readonly grossTaker: Float64Array;
  readonly paidTaker: Float64Array;
  /** Left by a limit order from then on, as taker after one more horizon. */
  readonly grossMaker: Float64Array;
  readonly paidMaker: Float64Array;
  /** 1: the limit order to leave was filled. 0: it was not, and a taker's price was paid. 2: unknown, a break or silence came: left when the horizon ended. */
  readonly passiveExit: Uint8Array;
}

/**
 * Triple-barrier outcomes of the entries of one signal into its zone, refractory or not: they overlap. Every `stride`-th of
 * `seen` is kept. Barriers stand at multiples of `widthBp`, the deviation of a return over the horizon known at the decision.
 */
export interface BarrierList {
  readonly stride: number;
  readonly seen: number;
  /** Entries without barriers: too little was known of volatility. */
  readonly unset: number;
  readonly entryUs: Float64Array;
  /** The touch, or the end of the horizon. */
  readonly touchUs: Float64Array;
  readonly side: Int8Array;
  /** +1 the gain came first, −1 the loss, 0 neither. */
  readonly touch: Int8Array;
  /** side · return of the mid up to the touch, bp. */
  readonly y: Float64Array;
  readonly widthBp: Float64Array;
}

export interface CollectedLane extends Lane {
  readonly blocks: BlockTable;
  /** Entries into the zone with an outcome, before the refractory rule; one a signal. */
  readonly entries: Float64Array;
  /** In-zone decisions without an outcome (break, stale state, end of data, unreadable book); one a signal. */
  readonly dropped: Float64Array;
  /** Those of them that a break took. */
  readonly broken: Float64Array;
  /** One a signal; null unless judged. */
  readonly events: readonly EventList[] | null;
  /** One a signal, null for all but primaries; null unless the primary lane. */
  readonly makers: readonly (MakerList | null)[] | null;
  /** One a signal, null for all but primaries and the user's; null unless the primary lane. */
  readonly barriers: readonly (BarrierList | null)[] | null;
}

/**
 * Decisions at every `stride`-th moment: moment m, signal s at m · signals + s; moment m, judged horizon h at
 * m · horizons + h. NaN is absent.
 */
export interface GridStore extends RegimeCodes {
  readonly stride: number;
  readonly moments: number;
  readonly timeUs: Float64Array;
  readonly values: Float64Array;
  readonly sides: Int8Array;
  /** Outcome by the plan's label at the plan's latency, bp (of `executable`: by the mid). */
  readonly y: Float64Array;
  /** Outcome of a long and of a short at the price of the label: the same as `y` unless `executable`; bp of the price. */
  readonly yLong: Float64Array;
  readonly yShort: Float64Array;
  /** Return of the mid over the horizon that ends with the decision, bp. */
  readonly past: Float64Array;
}

/** Moves of the price whatever the signals say: decisions at least the horizon apart, at the plan's latency. */
export interface CollectedMoves {
  readonly horizonUs: number;
  readonly n: number;
  readonly ups: number;
  readonly ties: number;
  /** Of y in bp, by the plan's label (of `executable`: by the mid). */
  readonly sum: number;
  readonly sumAbs: number;
  readonly sumSquares: number;
  /** The six by the block of the decision, in this order. */
  readonly blocks: SumTable;
}

/** Of one signal over all decisions. */
export interface CollectedSignal {
  readonly valid: number;
  readonly long: number;
  readonly short: number;
  /** Entries into the zone, side flips included. */
  readonly entries: number;
  /** Runs inside the zone that have ended, and their length in all: from the first sample to the first outside it. */
  readonly runs: number;
  readonly runUs: number;
  /** Of the value at lags of 1, 10 and 100 decisions, over all of them. */
  readonly autocorrelation: readonly (number | null)[];
}

export interface CollectedMarket {
  /** Time with readable quotes, not stale; by spread in ticks (the last slot: that and more); by hour UTC. */
  readonly coveredUs: number;
  readonly spreadUs: Float64Array;
  readonly hourUs: Float64Array;
  /** Integrals over the covered time: spread in ticks, in bp, mid in ticks, mean size at the best prices in lots; · µs. */
  readonly spreadTicksUs: number;
  readonly spreadBpUs: number;
  readonly midTicksUs: number;
  readonly topLotsUs: number;
  /** By hour UTC: Σ squared returns of whole seconds (bp²), seconds in them, traded lots. */
  readonly hourSquares: Float64Array;
  readonly hourSeconds: Float64Array;
  readonly hourLots: Float64Array;
}

export interface Collected {
  readonly plan: StudyPlan;
  /** First and last time seen, µs; both 0 without data. */
  readonly firstUs: number;
  readonly lastUs: number;
  readonly decisions: number;
  readonly staleDecisions: number;
  readonly breaks: number;
  /** Stale silences, and the time in them, µs. */
  readonly silences: number;
  readonly silentUs: number;
  readonly signals: readonly CollectedSignal[];
  readonly lanes: readonly CollectedLane[];
  readonly store: GridStore;
  /** One a distinct horizon, ascending. */
  readonly moves: readonly CollectedMoves[];
  readonly market: CollectedMarket;
}

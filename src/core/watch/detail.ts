// What a screen shows of the one symbol in view: ladder, charts, tape, signals, ids, heatmap, footprint.

import type { NullReason } from '../market/reason.js';
import type { Percentiles } from './figures.js';

/** A signal's beginning: the first row on which it stood. */
export interface WatchSignal {
  readonly timeUs: number;
  readonly symbol: string;
  readonly kind: 'ofi' | 'cvd' | 'fusion' | 'divergence';
  readonly side: 'buy' | 'sell' | 'none';
  /** The z, the fusion value, or the strength of the divergence. */
  readonly value: number;
  /** |value| / threshold. */
  readonly strength: number | null;
  /** How far OFI and CVD agree on that row, 0 to 1. */
  readonly consistency: number | null;
  /** Of a divergence: bullish, bearish, inconsistent. */
  readonly label: string | null;
  readonly mid: number | null;
}

export interface SymbolDetail {
  readonly symbol: string;
  readonly ladder: LadderView;
  readonly series: SeriesView;
  /** Newest first. */
  readonly tape: readonly TapeTrade[];
  /** Newest first: of this symbol, or of all of them, the wanted one among them. */
  readonly signals: readonly WatchSignal[];
  readonly ownSignals: boolean;
  readonly sequence: SequenceFigures;
  /** Prices of heat and footprint stand for groups of so many ticks, from the price named upwards; null before any price. */
  readonly groupTicks: number | null;
  readonly heat: HeatView | null;
  readonly footprint: readonly FootprintBar[];
}

/** Best first. Lots of 0 do not occur. `reason` says why there is nothing to show. */
export interface LadderView {
  readonly reason: NullReason | null;
  readonly lastUs: number | null;
  readonly bidTicks: readonly number[];
  readonly bidLots: readonly number[];
  readonly askTicks: readonly number[];
  readonly askLots: readonly number[];
}

/** Columns of equal length, oldest first. A point is the last row of its piece of time; null where that row had null. */
export interface SeriesView {
  readonly stepUs: number;
  readonly timeUs: readonly number[];
  readonly segment: readonly number[];
  readonly mid: readonly (number | null)[];
  readonly ofiZ: readonly (number | null)[];
  readonly cvdZ: readonly (number | null)[];
  readonly cvd: readonly (number | null)[];
  readonly fusion: readonly (number | null)[];
  /** Signals within the span, oldest first. */
  readonly marks: readonly WatchSignal[];
}

export interface TapeTrade {
  readonly timeUs: number;
  readonly id: number;
  /** Of the taker. */
  readonly side: 'buy' | 'sell';
  readonly priceTicks: number;
  readonly qtyLots: number;
  /** Fetched over REST afterwards. */
  readonly healed: boolean;
}

export interface SequenceFigures {
  readonly lastUpdateId: number | null;
  readonly lastTradeId: number | null;
  readonly puBreaks: number;
  readonly resyncs: number;
  readonly snapshots: number;
  readonly reconnects: number;
  readonly crossings: number;
  readonly batchSpan: { readonly avg: number | null; readonly p95: number | null; readonly max: number | null };
  readonly tradeGaps: number;
  readonly tradesMissing: number;
  readonly tradesHealed: number;
  /** Of the symbol's, still open. */
  readonly tradeHolesOpen: number;
  /** Times from a depth gap to its resync, ms. */
  readonly recoveryMs: Percentiles | null;
}

/** The book sampled at equal steps of time, oldest first. */
export interface HeatView {
  readonly stepUs: number;
  readonly columns: readonly HeatColumn[];
}

export interface HeatColumn {
  readonly timeUs: number;
  /** Null where the book was not known. */
  readonly bidTicks: number | null;
  readonly askTicks: number | null;
  /** Resting lots by price, any order; bids and asks in one list, told apart by the best prices. */
  readonly ticks: readonly number[];
  readonly lots: readonly number[];
  /** Taker volume in the column by price. */
  readonly tradeTicks: readonly number[];
  readonly buyLots: readonly number[];
  readonly sellLots: readonly number[];
}

/** Taker volume of one stretch of time by price, highest price first. */
export interface FootprintBar {
  readonly fromUs: number;
  readonly toUs: number;
  readonly openTicks: number | null;
  readonly closeTicks: number | null;
  readonly ticks: readonly number[];
  readonly buyLots: readonly number[];
  readonly sellLots: readonly number[];
}

// What a feature is: an operator beside the chain that sees books, trades and rows as they happen and adds columns to rows.

import type { TopLevels } from '../book/top-levels.js';
import type { NullReason } from '../market/reason.js';
import type { SignalRow } from './row.js';

export type FeatureUnit =
  | 'base'
  | 'quote'
  | 'price'
  | 'ticks'
  | 'bp'
  | 'ratio'
  | 'z'
  | 'count'
  | 'us'
  | 'code'
  | 'score'
  | 'log'
  | 'price/base';

export interface FeatureColumn {
  /** Name in files: lower case with underscores, unique among all columns of a run. */
  readonly name: string;
  readonly unit: FeatureUnit;
  /** One sentence: what it is, and over which span. */
  readonly about: string;
}

/** Scale of a symbol: one tick in units of price, one lot in units of the base asset. */
export interface FeatureScale {
  readonly tick: number;
  readonly step: number;
}

/** The book just changed by a depth update, and can be read. Moments are reused: an operator copies what it keeps. */
export interface BookMoment {
  /** Chain clock, integer µs. */
  readonly timeUs: number;
  /** When the exchange matched what changed the book, µs on its clock; null where it does not say. */
  readonly matchUs: number | null;
  /** Book before the update, as the last update or the snapshot left it; null where that could not be read. */
  readonly prev: TopLevels | null;
  readonly next: TopLevels;
}

/** The best quotes that rows are made of just changed: by a depth update, or by a book ticker where those are the source. */
export interface MidMoment {
  readonly timeUs: number;
  /** Best bid + best ask in ticks (twice the mid); null where they cannot be read. */
  readonly mid2: number | null;
  /** The quotes themselves, in ticks and lots; without meaning where `mid2` is null. */
  readonly bidTicks: number;
  readonly bidLots: number;
  readonly askTicks: number;
  readonly askLots: number;
}

/** A trade that counts in CVD: after de-duplication of both trade streams, without healed ones. */
export interface TradeMoment {
  readonly timeUs: number;
  /** Price in ticks; quantity in lots, positive. */
  readonly priceTicks: number;
  readonly lots: number;
  /** +1 the taker bought, −1 the taker sold. */
  readonly side: 1 | -1;
  /** Best bid + best ask in ticks (twice the mid) as known when the trade was received; null without a readable book. */
  readonly mid2: number | null;
}

/** A row is being closed. */
export interface RowMoment {
  readonly timeUs: number;
  /** The row as computed by the chain; not to be changed. */
  readonly row: SignalRow;
  /** The book as of the row; null where it cannot be read, for `bookReason`. */
  readonly top: TopLevels | null;
  readonly bookReason: NullReason | null;
}

/**
 * State is plain data (structuredClone is a checkpoint). Time comes from the moments only, and nothing that a moment does
 * not show may enter a value: what belongs to the future is emitted at the row where it has become known.
 */
export interface FeatureOperator<State> {
  readonly columns: readonly FeatureColumn[];
  /** Levels a side that `onBook` and `onRow` need; 0 when they look at none. */
  readonly levels: number;
  readonly init: (scale: FeatureScale) => State;
  readonly onBook?: (state: State, moment: BookMoment) => void;
  readonly onMid?: (state: State, moment: MidMoment) => void;
  readonly onTrade?: (state: State, moment: TradeMoment) => void;
  /** Appends exactly one value a column, in order; null is absent. */
  readonly onRow: (state: State, moment: RowMoment, out: (number | null)[]) => void;
  /** A new segment begins: no value may span it. `timeUs`: the chain's clock at the break. */
  readonly onBreak: (state: State, timeUs: number) => void;
}

/** What a user can set of a feature: `vpin:size=50,window=20`. */
export interface FeatureOption {
  readonly name: string;
  readonly about: string;
  /** A count is a whole number > 0. A span is a duration, given to `build` in µs. A file is given as its parsed JSON. */
  readonly kind: 'number' | 'count' | 'span' | 'file';
  /** Null: must be given. */
  readonly fallback: number | null;
}

export type FeatureSettings = Readonly<Record<string, unknown>>;

/** A feature as users name it: the registry holds these. */
export interface FeatureKind {
  readonly name: string;
  readonly about: string;
  /** Paper or definition it follows, for docs/formulas.md and `v13 explain`. */
  readonly source: string;
  readonly options: readonly FeatureOption[];
  /** The operator for these settings; throws RangeError with a sentence that names the option that is wrong. */
  readonly build: (settings: FeatureSettings) => BoundFeature;
}

/** An operator whose state type is hidden, so that operators of all kinds stand in one list. */
export interface BoundFeature {
  readonly columns: readonly FeatureColumn[];
  readonly levels: number;
  readonly init: (scale: FeatureScale) => unknown;
  readonly onBook: ((state: unknown, moment: BookMoment) => void) | null;
  readonly onMid: ((state: unknown, moment: MidMoment) => void) | null;
  readonly onTrade: ((state: unknown, moment: TradeMoment) => void) | null;
  readonly onRow: (state: unknown, moment: RowMoment, out: (number | null)[]) => void;
  readonly onBreak: (state: unknown, timeUs: number) => void;
}

/** Hides the type of an operator's state. Each operator is only ever given what its own `init` made. */
export function bindFeature<State>(operator: FeatureOperator<State>): BoundFeature {
  const { onBook, onMid, onTrade } = operator;
  return {
    columns: operator.columns,
    levels: operator.levels,
    init: (scale) => operator.init(scale),
    onBook: onBook === undefined ? null : (state, moment) => onBook(state as State, moment),
    onMid: onMid === undefined ? null : (state, moment) => onMid(state as State, moment),
    onTrade: onTrade === undefined ? null : (state, moment) => onTrade(state as State, moment),
    onRow: (state, moment, out) => operator.onRow(state as State, moment, out),
    onBreak: (state, timeUs) => operator.onBreak(state as State, timeUs),
  };
}

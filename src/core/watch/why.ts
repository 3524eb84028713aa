// How one signal row came about, as data: frames, books, contributions, windows, and each figure computed once more.

import type { NullReason } from '../market/reason.js';
import type { ChainConfig } from '../pipeline/config.js';
import type { SignalRow } from '../pipeline/row.js';

export const WHY_SCHEMA = 'v13.why/1';

/** A frame as it was received. */
export interface WhyFrame {
  /** Place in the recording, counted from 1 over all inputs. */
  readonly frame: number;
  readonly path: string;
  readonly line: number;
  readonly recvUs: number;
  /** The exchange's times, µs; null where the message carries none. */
  readonly eventUs: number | null;
  readonly matchUs: number | null;
  /** U, u, pu of a depth message; u of a book ticker; id (and first, last fill) of a trade; lastUpdateId. */
  readonly ids: Readonly<Record<string, number>>;
  /** The bytes, verbatim. */
  readonly text: string;
}

/** One side of a level before and after an update. Null ticks: the side held no such level. */
export interface WhySide {
  readonly beforeTicks: number | null;
  readonly beforeLots: number;
  readonly afterTicks: number | null;
  readonly afterLots: number;
  /** What this side adds to the flow of the level, lots; asks count against demand. */
  readonly flowLots: number;
}

/** One level's contribution. In mode pricekey each term is a price of one side, the other side null. */
export interface WhyTerm {
  /** 1 is the best; in mode pricekey the rank of the price in the union of both states. */
  readonly level: number;
  readonly bid: WhySide | null;
  readonly ask: WhySide | null;
  readonly flowLots: number;
  readonly weight: number;
  /** weight · flowLots. */
  readonly weightedLots: number;
}

/** A depth update (or book ticker) that fell into the row. */
export interface WhyUpdate {
  readonly frame: WhyFrame;
  /** Empty where there was nothing to compare with. */
  readonly terms: readonly WhyTerm[];
  /** Weighted lots; null where the book before or after cannot be read. */
  readonly flowLots: number | null;
}

export interface WhyTrade {
  readonly frame: WhyFrame;
  readonly priceTicks: number;
  /** Positive: the taker bought. */
  readonly signedLots: number;
}

/** What cleared windows, lost the book or rebuilt it since the row before. */
export interface WhyBreak {
  readonly kind: 'gap' | 'trade_gap' | 'resync' | 'snapshot' | 'disconnect' | 'silence' | 'clock_step' | 'session';
  readonly frame: WhyFrame;
}

/** The window that judged a value, before (`exclude`) or after (`include`) the value entered it. */
export interface WhyWindow {
  /** When the value was taken, µs. */
  readonly timeUs: number;
  /** The value judged, base units. */
  readonly x: number;
  readonly samples: number;
  readonly wanted: number;
  readonly size: number;
  readonly baseline: 'exclude' | 'include';
  readonly ddof: 0 | 1;
  readonly mean: number | null;
  readonly deviation: number | null;
  /** (x − mean)/deviation; null with `reason`. */
  readonly z: number | null;
  readonly reason: NullReason | null;
  /** The same from the window's samples in two plain passes. */
  readonly plain: { readonly mean: number; readonly deviation: number; readonly z: number } | null;
}

/** Best levels of a book, best first. */
export interface WhyBook {
  readonly bidTicks: readonly number[];
  readonly bidLots: readonly number[];
  readonly askTicks: readonly number[];
  readonly askLots: readonly number[];
}

export interface WhyTrend {
  /** Best bid + best ask, ticks, then and now; and when "then" was. Null where the trend has no history yet. */
  readonly startHalfTicks: number | null;
  readonly startUs: number | null;
  readonly endHalfTicks: number;
  readonly trendBp: number | null;
}

export interface WhyBar {
  readonly fromUs: number;
  readonly toUs: number;
  /** A break or the start of data lies in it. */
  readonly isPartial: boolean;
  readonly buyLots: number;
  readonly sellLots: number;
  readonly trades: readonly WhyTrade[];
}

/** A figure of the row, and what came out when it was computed once more. */
export interface WhyCheck {
  readonly name: string;
  readonly row: number | string | null;
  readonly again: number | string | null;
  readonly isEqual: boolean;
}

export interface Why {
  readonly schema: typeof WHY_SCHEMA;
  readonly row: SignalRow;
  /** Of the row before, µs; null for the first. */
  readonly previousUs: number | null;
  readonly config: ChainConfig;
  readonly units: {
    readonly tickMantissa: number;
    readonly tickDivisor: number;
    readonly stepMantissa: number;
    readonly stepDivisor: number;
  };
  /** At the row before (or where reading began), and at the row. Null where it could not be read. */
  readonly bookBefore: WhyBook | null;
  readonly bookAfter: WhyBook | null;
  readonly updates: readonly WhyUpdate[];
  /** Frames of the symbol in the row's time that moved only the clock. */
  readonly otherFrames: number;
  readonly breaks: readonly WhyBreak[];
  readonly ofiWindow: WhyWindow | null;
  /** Mode delta: the last closed bar. Mode level: null. */
  readonly bar: WhyBar | null;
  /** Mode level: trades since the row before; the last trade first found before it where there was none. */
  readonly trades: readonly WhyTrade[];
  /** Behind the CVD z that stood at the row. */
  readonly cvdWindow: WhyWindow | null;
  readonly trend: WhyTrend | null;
  readonly checks: readonly WhyCheck[];
}

export const hasMismatch = ({ checks }: Why): boolean => checks.some(({ isEqual }) => !isEqual);

// The chain's state for one symbol: plain data, so that it can be cloned, compared and resumed.

import { type Book, createBook, loseBook } from '../book/book.js';
import { type TopLevels, createTopLevels } from '../book/top-levels.js';
import { type BestFlowState, clearBestFlow, initBestFlow } from '../flow/best-flow.js';
import { type CvdState, clearCvd, initCvd } from '../flow/cvd.js';
import { type CvdBarState, breakCvdBar, initCvdBar, stopCvdBar } from '../flow/cvd-bar.js';
import { normaliseWeights } from '../flow/weights.js';
import { powerOfTen } from '../market/decimal.js';
import type { Instrument } from '../market/instrument.js';
import type { NullReason } from '../market/reason.js';
import { type TrendState, clearTrend, initTrend } from '../signal/trend.js';
import { type RollingZState, clearRollingZ, initRollingZ } from '../stats/rolling-z.js';
import type { ChainConfig } from './config.js';
import { type FeatureSet, type FeatureStates, initFeatureStates } from './feature-states.js';

export interface OfiState {
  readonly weights: Float64Array;
  /** Snapshot before and after the last update; they change places. */
  prev: TopLevels;
  next: TopLevels;
  /** `prev` holds a readable book: the next update has something to be compared with. */
  ready: boolean;
  readonly quotes: BestFlowState;
  /** Weighted lots since the last row. */
  sum: number;
  /** A break or the start of data lies since the last row. */
  partial: boolean;
  readonly z: RollingZState;
}

export interface CvdStage {
  readonly level: CvdState;
  readonly bar: CvdBarState;
  readonly z: RollingZState;
  /** Trades have been seen since the session began. */
  seen: boolean;
  /** An aggTrade has been seen since the session began: from then on `trade` messages are the same fills again. */
  aggregated: boolean;
  /** As-of values of the last sample taken. */
  value: number | null;
  reason: NullReason | null;
}

/** Best quotes by the book-ticker stream, for data or choices without a book. */
export interface Quotes {
  seen: boolean;
  bidTicks: number;
  bidLots: number;
  askTicks: number;
  askLots: number;
}

export interface SymbolChain {
  readonly symbol: string;
  /** value = ticks · tick.mantissa / tickDivisor, correctly rounded; the same for lots. */
  readonly tickMantissa: number;
  readonly tickDivisor: number;
  readonly stepMantissa: number;
  readonly stepDivisor: number;
  /** An event has been seen since the session began: the clock runs. */
  started: boolean;
  /** Chain clock: greatest receive time seen; meaningful once started. */
  nowUs: number;
  /** Grid time of the next row; meaningful once started, on a time grid. */
  nextRowUs: number;
  /** Nothing is due before this time: no row, no bar, no resumption. A shortcut for the many events that only move the clock. */
  quietUntilUs: number;
  segment: number;
  /** Chain clock at the break that began the segment; meaningful once there was one. */
  breakUs: number;
  /** The connection is down: rows go on, and know nothing. */
  stopped: boolean;
  /** A gap has taken the book, and no snapshot has come since. */
  bookLost: boolean;
  /** The connection was down and no depth message has come since: the book may have been left behind. */
  bookDoubtful: boolean;
  readonly book: Book;
  readonly quotes: Quotes;
  readonly ofi: OfiState;
  readonly cvd: CvdStage;
  readonly trend: TrendState;
  /** Of the features beside the chain; null without any. */
  readonly features: FeatureStates | null;
}

function initOfi({ ofi }: ChainConfig): OfiState {
  const levels = ofi.mode === 'cks1' ? 1 : ofi.weights.length;
  return {
    weights: ofi.mode === 'cks1' ? Float64Array.of(1) : normaliseWeights(ofi.weights),
    prev: createTopLevels(levels),
    next: createTopLevels(levels),
    ready: false,
    quotes: initBestFlow(),
    sum: 0,
    partial: true,
    z: initRollingZ(ofi.z),
  };
}

export function createSymbolChain(
  config: ChainConfig,
  instrument: Instrument,
  features: FeatureSet | null = null,
): SymbolChain {
  const { tick, step } = instrument;
  const tickDivisor = powerOfTen(tick.decimals);
  const stepDivisor = powerOfTen(step.decimals);
  const scale = { tick: tick.mantissa / tickDivisor, step: step.mantissa / stepDivisor };
  return {
    symbol: instrument.symbol,
    tickMantissa: tick.mantissa,
    tickDivisor,
    stepMantissa: step.mantissa,
    stepDivisor,
    started: false,
    nowUs: 0,
    nextRowUs: 0,
    quietUntilUs: -Infinity,
    segment: 0,
    breakUs: 0,
    stopped: false,
    bookLost: false,
    bookDoubtful: false,
    book: createBook(),
    quotes: { seen: false, bidTicks: 0, bidLots: 0, askTicks: 0, askLots: 0 },
    ofi: initOfi(config),
    cvd: {
      level: initCvd({ emaAlpha: config.cvd.emaAlpha, reset: config.cvd.reset }),
      bar: initCvdBar(config.cvd.barUs),
      z: initRollingZ(config.cvd.z),
      seen: false,
      aggregated: false,
      value: null,
      reason: 'no_trades',
    },
    trend: initTrend({
      windowUs: config.divergence.trendWindowUs,
      deadBandTicks: config.divergence.deadBandTicks,
    }),
    features: features === null ? null : initFeatureStates(features, scale),
  };
}

/** Whether nothing can be said of the book: the connection is down, or the next depth message has yet to show a gap. */
export const bookUnknown = (state: SymbolChain): boolean => state.stopped || state.bookDoubtful;

/** What a break takes away besides the windows. */
export type BreakKind =
  /** Depth messages are missing: the book is lost. */
  | 'depth_gap'
  /** Trades are missing. */
  | 'trade_gap'
  /** The book was begun again. */
  | 'resync'
  /** The connection is down until the next frame. */
  | 'stop'
  /** Another session: nothing of the old one holds. */
  | 'session';

/** Clears every window and begins a new segment: no value ever spans a break. */
export function breakSymbol(state: SymbolChain, kind: BreakKind): void {
  const { ofi, cvd } = state;
  // Of several breaks that operators hear of as one, the first counts: nothing spans any of them.
  if (state.features === null || state.features.segment === state.segment) state.breakUs = state.nowUs;
  state.segment++;
  state.quietUntilUs = -Infinity;
  clearRollingZ(ofi.z);
  ofi.sum = 0;
  ofi.partial = true;
  clearRollingZ(cvd.z);
  clearCvd(cvd.level);
  cvd.value = null;
  cvd.reason = cvd.seen ? 'partial' : 'no_trades';
  clearTrend(state.trend);
  if (kind === 'stop' || kind === 'session') {
    stopCvdBar(cvd.bar);
    clearBestFlow(ofi.quotes);
    state.quotes.seen = false;
  } else breakCvdBar(cvd.bar);
  if (kind === 'depth_gap' || kind === 'session') {
    loseBook(state.book);
    state.bookLost = kind === 'depth_gap';
    state.bookDoubtful = false;
    ofi.ready = false;
  }
  if (kind === 'stop') {
    state.stopped = true;
    state.bookDoubtful = true;
  }
  if (kind === 'session') {
    state.stopped = false;
    state.started = false;
    cvd.seen = false;
    cvd.aggregated = false;
    cvd.reason = 'no_trades';
  }
}

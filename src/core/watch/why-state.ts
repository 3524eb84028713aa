// What is remembered while one symbol is followed towards the row that is asked about.

import type { EventBatch } from '../market/event-batch.js';
import type { ChainConfig } from '../pipeline/config.js';
import type { SignalRow } from '../pipeline/row.js';
import type { SymbolChain } from '../pipeline/symbol-chain.js';
import type { Sight } from './why-sight.js';
import type { Why, WhyBar, WhyBook, WhyBreak, WhyFrame, WhyTrade, WhyUpdate, WhyWindow } from './why.js';

/** Where the bytes of a frame lie, and what they are; ids and times are added from the event. */
export type RawFrame = Omit<WhyFrame, 'ids' | 'eventUs' | 'matchUs'>;

export interface WhyTrail {
  readonly config: ChainConfig;
  /** Time of the row that is asked about, µs. */
  readonly rowUs: number;
  /** Before the frame at hand; null before the symbol's first. */
  sight: Sight | null;
  previousUs: number | null;
  bookBefore: WhyBook | null;
  updates: WhyUpdate[];
  breaks: WhyBreak[];
  otherFrames: number;
  barTrades: WhyTrade[];
  bar: WhyBar | null;
  /** Since the row before. */
  rowTrades: WhyTrade[];
  lastTrade: WhyTrade | null;
  cvdWindow: WhyWindow | null;
  found: Why | null;
}

export const initTrail = (config: ChainConfig, rowUs: number): WhyTrail => ({
  config,
  rowUs,
  sight: null,
  previousUs: null,
  bookBefore: null,
  updates: [],
  breaks: [],
  otherFrames: 0,
  barTrades: [],
  bar: null,
  rowTrades: [],
  lastTrade: null,
  cvdWindow: null,
  found: null,
});

/** What came of one frame for one symbol. */
export interface FrameOutcome {
  readonly state: SymbolChain;
  readonly code: number;
  readonly events: EventBatch;
  /** Of all symbols. */
  readonly rows: readonly SignalRow[];
  readonly raw: () => RawFrame;
}

export const toQty = (
  { stepMantissa, stepDivisor }: Pick<SymbolChain, 'stepMantissa' | 'stepDivisor'>,
  lots: number,
): number => (lots * stepMantissa) / stepDivisor;

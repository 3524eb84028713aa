// What one symbol's chain held before a frame: copies of what rows are made of, so that they can be made once more.

import type { Book } from '../book/book.js';
import { readTopLevels } from '../book/book.js';
import { type TopLevels, createTopLevels } from '../book/top-levels.js';
import type { ChainConfig } from '../pipeline/config.js';
import type { SymbolChain } from '../pipeline/symbol-chain.js';
import { rollCvdDay } from '../flow/cvd.js';
import { clearTrend } from '../signal/trend.js';
import { clearRollingZ } from '../stats/rolling-z.js';
import type { WhyBook } from './why.js';

/** Levels of a book shown beside those that the flow is made of. */
const SHOWN_LEVELS = 5;

export interface Sight {
  readonly started: boolean;
  readonly nowUs: number;
  readonly segment: number;
  readonly ofi: SymbolChain['ofi'];
  readonly cvd: SymbolChain['cvd'];
  readonly trend: SymbolChain['trend'];
  readonly book: WhyBook | null;
}

export function bookOf(book: Book, levels: number): WhyBook | null {
  const top: TopLevels = createTopLevels(Math.max(levels, SHOWN_LEVELS));
  if (!readTopLevels(book, top)) return null;
  return {
    bidTicks: [...top.bidTicks.subarray(0, top.bidCount)],
    bidLots: [...top.bidLots.subarray(0, top.bidCount)],
    askTicks: [...top.askTicks.subarray(0, top.askCount)],
    askLots: [...top.askLots.subarray(0, top.askCount)],
  };
}

/** A copy that shares nothing with the chain. */
export function sightOf({ started, nowUs, segment, ofi, cvd, trend, book }: SymbolChain): Sight {
  return {
    ...structuredClone({ started, nowUs, segment, ofi, cvd, trend }),
    book: bookOf(book, ofi.weights.length),
  };
}

/** A new day begins windows of mode level anew, and with them the segment: true where it did. */
export function rollSight({ cvd: { mode } }: ChainConfig, { ofi, cvd, trend }: Sight, timeUs: number): boolean {
  if (!rollCvdDay(cvd.level, timeUs) || mode !== 'level') return false;
  clearRollingZ(ofi.z);
  clearRollingZ(cvd.z);
  clearTrend(trend);
  return true;
}

// State of the synthetic market: plain data, so that a run can be saved in the middle and go on alike.

import { type RngState, initRng } from '../stats/rng.js';
import { type BestLevel, type FlowMemory, initFlowMemory } from './flow-memory.js';
import type { MarketConfig, SymbolConfig } from './market-config.js';
import { DEEPEST_TICKS, restingLots } from './size-law.js';
import { type Side, type SyntheticBook, bestLots, bestTicks, initBook, setBehind } from './synthetic-book.js';

export interface SymbolState {
  readonly config: SymbolConfig;
  readonly rng: RngState;
  readonly book: SyntheticBook;
  readonly memory: FlowMemory;
  /** Best level as last told by a book ticker. */
  told: BestLevel;
  /** Exchange time of the next order event and of the next depth message, µs. */
  nextUs: number;
  nextDepthUs: number;
  /** Log of the slowly varying liveliness, 0 on average. */
  mood: number;
  /** Extra taker intensity (per second) left behind by recent takers, and when it was computed. */
  excitement: number;
  excitedUs: number;
  /** Tilt of all flow, constant during an episode of pressure: +1 is all buying. */
  pressure: number;
  /** Side that the present large parent order trades on: +1 buys, −1 sells. */
  parent: number;
  /** Direction of the last move that opened the spread: +1 the ask went up. */
  opened: number;
  /** First and last update id of the unpublished changes, null before the first; and the last published id. */
  firstId: number | null;
  lastId: number;
  lastChangeUs: number;
  publishedId: number;
  /** Last send time of each stream, µs: a stream keeps its order. */
  readonly sentUs: { ticker: number; depth: number; trade: number };
  tradeId: number;
  fillId: number;
}

export interface MarketState {
  readonly config: MarketConfig;
  readonly symbols: SymbolState[];
  /** Last update id given out; shared by all symbols, as on the exchange. */
  updateId: number;
  nowUs: number;
}

/** Where the exchange's shared update ids begin, and how fast other symbols (not simulated) use them up. */
export const FIRST_UPDATE_ID = 5_123_107_000_000;
export const IDS_PER_US = 0.08;

/** The market runs unseen this long, so that the first message comes from a settled book. */
export const WARM_UP_US = 20_000_000;

/** A 32-bit seed of its own for each symbol name: a symbol's path does not depend on its company. */
function symbolSeed(seed: number, symbol: string): number {
  let hash = seed | 0;
  for (let i = 0; i < symbol.length; i++) hash = Math.imul(hash ^ symbol.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}

function fillSide(side: Side, state: { book: SyntheticBook; rng: RngState; config: SymbolConfig }): void {
  const { book, rng, config } = state;
  setBehind(book, side, { distance: 0, qtyLots: config.queueLots });
  for (let distance = 1; distance <= DEEPEST_TICKS; distance++) {
    const qtyLots = restingLots(rng, distance, config);
    if (qtyLots > 0) setBehind(book, side, { distance, qtyLots });
  }
}

export const bestLevel = (book: SyntheticBook): BestLevel => ({
  bidTicks: bestTicks(book, 'bid'),
  bidLots: bestLots(book, 'bid'),
  askTicks: bestTicks(book, 'ask'),
  askLots: bestLots(book, 'ask'),
});

/** Symbol at the beginning of the warm-up. Its phase of depth messages and its first ids come from its name. */
export function initSymbol(config: SymbolConfig, market: MarketConfig): SymbolState {
  const seed = symbolSeed(market.seed, config.instrument.symbol);
  const place = seed >>> 0;
  const rng = initRng(seed);
  const startUs = market.startUs - WARM_UP_US;
  const book = initBook(config.startTicks);
  fillSide('bid', { book, rng, config });
  fillSide('ask', { book, rng, config });
  return {
    config,
    rng,
    book,
    memory: initFlowMemory(startUs),
    told: bestLevel(book),
    nextUs: startUs,
    nextDepthUs: startUs + (place % 100) * 1_000,
    mood: 0,
    excitement: 0,
    excitedUs: startUs,
    pressure: 0,
    parent: 1,
    opened: 1,
    firstId: null,
    lastId: FIRST_UPDATE_ID,
    lastChangeUs: startUs,
    publishedId: FIRST_UPDATE_ID,
    sentUs: { ticker: startUs, depth: startUs, trade: startUs },
    tradeId: 1_000_000_000 + (place % 2_000_000_000),
    fillId: 3_000_000_000 + 2 * (place % 2_000_000_000),
  };
}

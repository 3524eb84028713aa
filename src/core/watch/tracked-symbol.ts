// What is kept of one symbol while it is watched: a light part that every symbol has, and a heavy one with its history.

import { US_PER_SECOND } from '../market/units.js';
import { type EventBatch, FLAG, KIND } from '../market/event-batch.js';
import type { SignalRow } from '../pipeline/row.js';
import { type SymbolChain, bookUnknown } from '../pipeline/symbol-chain.js';
import { forgetDepth, sampleDepth } from './depth-history.js';
import type { WatchSignal } from './detail.js';
import { type LastItems, initLastItems } from './last-items.js';
import { type MarketHistory, fitsPrice, initMarketHistory } from './market-history.js';
import { type MessageRate, initMessageRate } from './message-rate.js';
import { type SeriesHistory, initSeriesHistory } from './series-history.js';
import { type SignalEdges, initSignalEdges } from './signal-edges.js';
import { type TradeTape, initTradeTape, stepTradeTape } from './trade-tape.js';
import { stepVolume } from './volume-history.js';

/** Signals kept of a symbol, for the marks of its charts. */
const MARKS = 1_024;

/** Two and a half megabytes at most; memory that holds nothing yet is not touched. */
export interface SymbolHistory {
  readonly series: SeriesHistory;
  readonly tape: TradeTape;
  readonly marks: LastItems<WatchSignal>;
  /** Null before the first price. */
  market: MarketHistory | null;
  /** Receive time from which the next event has the book sampled, µs. */
  sampleDueUs: number;
}

export interface TrackedSymbol {
  readonly symbol: string;
  readonly rate: MessageRate;
  readonly edges: SignalEdges;
  /** Receive time of the last message, µs; null before the first. */
  lastMessageUs: number | null;
  lastTradeId: number | null;
  row: SignalRow | null;
  lastSignal: WatchSignal | null;
  /** Null where only the light part is kept. */
  history: SymbolHistory | null;
}

export const initSymbolHistory = (): SymbolHistory => ({
  series: initSeriesHistory(),
  tape: initTradeTape(),
  marks: initLastItems(MARKS),
  market: null,
  sampleDueUs: -Infinity,
});

export const initTrackedSymbol = (symbol: string, hasHistory: boolean): TrackedSymbol => ({
  symbol,
  rate: initMessageRate(),
  edges: initSignalEdges(),
  lastMessageUs: null,
  lastTradeId: null,
  row: null,
  lastSignal: null,
  history: hasHistory ? initSymbolHistory() : null,
});

/** The market's history with groups that suit the price. */
function marketAt(history: SymbolHistory, priceTicks: number): MarketHistory {
  if (history.market === null || !fitsPrice(history.market, priceTicks)) history.market = initMarketHistory(priceTicks);
  return history.market;
}

/** The symbol's book as it stands, for the second of `timeUs`; called when that is due. */
export function takeBook(history: SymbolHistory, state: SymbolChain, timeUs: number): void {
  if (bookUnknown(state)) return;
  const { book } = state;
  const second = Math.floor(timeUs / US_PER_SECOND);
  history.sampleDueUs = (second + 1) * US_PER_SECOND;
  const { bids } = book;
  const market = bids.best < 0 ? history.market : marketAt(history, bids.base + bids.best);
  if (market !== null) sampleDepth(market.depth, book, second);
}

/** The book is not known from here on: the next event of the symbol has it sampled again. */
export function loseSight(history: SymbolHistory, timeUs: number): void {
  const { market } = history;
  history.sampleDueUs = -Infinity;
  if (market !== null) forgetDepth(market.depth, Math.floor(timeUs / US_PER_SECOND));
}

/** Trade row i of a batch. Healed trades stand on the tape, and in no volume: they come late. */
export function takeTrade(history: SymbolHistory, batch: EventBatch, i: number): void {
  if (!stepTradeTape(history.tape, batch, i)) return;
  const flags = batch.flags[i] as number;
  if (flags & FLAG.healed) return;
  const priceTicks = batch.price[i] as number;
  stepVolume(marketAt(history, priceTicks).volume, {
    second: Math.floor((batch.recvUs[i] as number) / US_PER_SECOND),
    priceTicks,
    qtyLots: batch.qty[i] as number,
    isBuy: (flags & FLAG.buyerIsMaker) === 0,
  });
}

export const isTrade = (kind: number): boolean => kind === KIND.aggTrade || kind === KIND.trade;

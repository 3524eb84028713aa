// The seeded synthetic futures market: a venue's messages, one order event at a time. No real market is behind it.

import { lots, ticks, timeUs } from '../market/units.js';
import { nextNormal } from '../stats/rng.js';
import { bestLevelFlow, stepFlowMemory } from './flow-memory.js';
import { DEPTH_PERIOD_US, type MarketConfig } from './market-config.js';
import {
  FIRST_UPDATE_ID,
  IDS_PER_US,
  type MarketState,
  type SymbolState,
  WARM_UP_US,
  bestLevel,
  initSymbol,
} from './market-state.js';
import { type Fill, passTime, orderEvent, waitUs } from './order-flow.js';
import { withoutRpiLots } from './size-law.js';
import { publishChanges, topLevels } from './synthetic-book.js';
import type { SentDepth, SentSnapshot, SentTicker, SentTrade, VenueEvent } from './venue-event.js';

/** The mood (log liveliness) forgets itself within 20 s and deviates by 0.3. */
const MOOD_KEEPS = Math.exp(-DEPTH_PERIOD_US / 20_000_000);
const MOOD_NOISE = 0.3 * Math.sqrt(1 - MOOD_KEEPS * MOOD_KEEPS);

/**
 * A market that has settled: its next event lies at or after `config.startUs`.
 * The same configuration gives the same events, to the bit, on every machine.
 */
export function initMarket(config: MarketConfig): MarketState {
  const state: MarketState = {
    config,
    symbols: config.symbols.map((symbol) => initSymbol(symbol, config)),
    updateId: FIRST_UPDATE_ID,
    nowUs: config.startUs - WARM_UP_US,
  };
  while (nextEventUs(state) < config.startUs) stepMarket(state);
  return state;
}

const dueUs = (symbol: SymbolState): number => Math.min(symbol.nextUs, symbol.nextDepthUs);

function nextSymbol(state: MarketState): SymbolState {
  const [first, ...others] = state.symbols;
  if (first === undefined) throw new RangeError('a market needs at least one symbol');
  return others.reduce((best, symbol) => (dueUs(symbol) < dueUs(best) ? symbol : best), first);
}

/** Exchange time, µs, at which the next step happens: what is asked before it sees the market as it stands now. */
export const nextEventUs = (state: MarketState): number => dueUs(nextSymbol(state));

/**
 * The next thing that happens: one order event (fills, best of the book) or one depth message (every 100 ms and symbol).
 * Gives 0, 1 or more messages, in the order of sending; time moves to theirs.
 */
export function stepMarket(state: MarketState): VenueEvent[] {
  const symbol = nextSymbol(state);
  state.nowUs = dueUs(symbol);
  if (symbol.nextDepthUs <= symbol.nextUs) return depthMessage(state, symbol);
  const speed = state.config.activity * Math.exp(symbol.mood);
  passTime(symbol, state.nowUs, speed);
  const events: VenueEvent[] = orderEvent(symbol, state.config).map((fill) => trade(state, symbol, fill));
  if (symbol.book.changed.length > 0) nextUpdateId(state, symbol);
  const ticker = bestChange(state, symbol);
  if (ticker !== null) events.push(ticker);
  symbol.nextUs = state.nowUs + waitUs(symbol, speed);
  return events;
}

/** Ids run on with time, because hundreds of other symbols use them up too. */
function nextUpdateId(state: MarketState, symbol: SymbolState): void {
  const elapsedUs = state.nowUs - (state.config.startUs - WARM_UP_US);
  state.updateId = Math.max(state.updateId + 1, FIRST_UPDATE_ID + Math.floor(elapsedUs * IDS_PER_US));
  symbol.firstId ??= state.updateId;
  symbol.lastId = state.updateId;
  symbol.lastChangeUs = state.nowUs;
}

/** Sending takes a while after matching: most often well under a millisecond, at times ten. */
const sendDelayUs = (symbol: SymbolState, medianUs: number): number =>
  Math.min(60_000, Math.round(medianUs * Math.exp(1.1 * nextNormal(symbol.rng))));

function trade(state: MarketState, symbol: SymbolState, fill: Fill): SentTrade {
  symbol.tradeId += 1;
  const firstFillId = symbol.fillId + 1;
  symbol.sentUs.trade = Math.max(symbol.sentUs.trade, state.nowUs + 2_000 + sendDelayUs(symbol, 2_500));
  symbol.fillId += fill.fills;
  return {
    kind: 'agg_trade',
    symbol: symbol.config.instrument.symbol,
    matchUs: timeUs(state.nowUs),
    eventUs: timeUs(symbol.sentUs.trade),
    tradeId: symbol.tradeId,
    priceTicks: ticks(fill.priceTicks),
    qtyLots: lots(fill.qtyLots),
    qtyNoRpiLots: lots(withoutRpiLots(symbol.rng, fill.qtyLots)),
    taker: fill.taker,
    firstFillId,
    lastFillId: symbol.fillId,
    healed: false,
  };
}

function bestChange(state: MarketState, symbol: SymbolState): SentTicker | null {
  const before = symbol.told;
  const after = bestLevel(symbol.book);
  const flow = bestLevelFlow(before, after);
  const same = before.bidLots === after.bidLots && before.askLots === after.askLots;
  if (same && before.bidTicks === after.bidTicks && before.askTicks === after.askTicks) return null;
  symbol.told = after;
  const time = { nowUs: state.nowUs, horizonUs: state.config.alphaHorizonUs };
  stepFlowMemory(symbol.memory, flow / symbol.config.queueLots, time);
  symbol.sentUs.ticker = Math.max(symbol.sentUs.ticker, state.nowUs + sendDelayUs(symbol, 400));
  return {
    kind: 'book_ticker',
    symbol: symbol.config.instrument.symbol,
    matchUs: timeUs(state.nowUs),
    eventUs: timeUs(symbol.sentUs.ticker),
    updateId: symbol.lastId,
    bidTicks: ticks(after.bidTicks),
    bidLots: lots(after.bidLots),
    askTicks: ticks(after.askTicks),
    askLots: lots(after.askLots),
  };
}

type RawLevel = readonly [priceTicks: number, qtyLots: number];
const toLevels = (levels: readonly RawLevel[]) =>
  levels.map(([priceTicks, qtyLots]) => ({ priceTicks: ticks(priceTicks), qtyLots: lots(qtyLots) }));

function depthMessage(state: MarketState, symbol: SymbolState): VenueEvent[] {
  symbol.nextDepthUs += DEPTH_PERIOD_US;
  symbol.mood = symbol.mood * MOOD_KEEPS + MOOD_NOISE * nextNormal(symbol.rng);
  if (symbol.firstId === null) return [];
  const published = publishChanges(symbol.book);
  // Never before the tickers whose changes it sums up.
  const { ticker, depth } = symbol.sentUs;
  symbol.sentUs.depth = Math.max(ticker, depth, state.nowUs + 1_000 + sendDelayUs(symbol, 1_500));
  const event: SentDepth = {
    kind: 'depth_delta',
    symbol: symbol.config.instrument.symbol,
    matchUs: timeUs(symbol.lastChangeUs),
    eventUs: timeUs(symbol.sentUs.depth),
    firstId: symbol.firstId,
    finalId: symbol.lastId,
    prevId: symbol.publishedId,
    bids: toLevels(published.bids),
    asks: toLevels(published.asks),
    buffered: false,
  };
  symbol.firstId = null;
  symbol.publishedId = symbol.lastId;
  return [event];
}

/** The REST answer `GET depth?limit=` of this moment; `symbol` must be one of the market's. Changes nothing. */
export function snapshotMarket(state: MarketState, name: string, limit = 1_000): SentSnapshot {
  const symbol = state.symbols.find((candidate) => candidate.config.instrument.symbol === name);
  if (symbol === undefined) throw new RangeError(`${name} is not simulated`);
  return {
    kind: 'depth_snapshot',
    symbol: name,
    matchUs: timeUs(symbol.lastChangeUs),
    eventUs: timeUs(Math.max(state.nowUs, symbol.lastChangeUs) + 3_000),
    lastId: symbol.lastId,
    bids: toLevels(topLevels(symbol.book, 'bid', limit)),
    asks: toLevels(topLevels(symbol.book, 'ask', limit)),
  };
}

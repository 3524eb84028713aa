// What a market looks like in numbers: rates, spread, depth, trade sizes, impact of order flow. Measured, never assumed.

import { bestLevelFlow } from './flow-memory.js';
import type { SentDepth, SentSnapshot, SentTicker, SentTrade, VenueEvent } from './venue-event.js';

/** Distances behind the best price, in ticks, at which the depth profile is taken. */
export const PROFILE_TICKS: readonly number[] = [0, 1, 2, 5, 10, 20, 50, 100];

/** Collects one symbol. Memory grows by one number a trade and a few a second. */
export interface FactsState {
  readonly horizonUs: number;
  firstUs: number | null;
  lastUs: number;
  tickers: number;
  trades: number;
  depths: number;
  takers: number;
  lastTaker: { us: number; taker: 'buy' | 'sell' } | null;
  readonly takerSigns: number[];
  readonly tradeLots: number[];
  readonly levelsPerDepth: number[];
  last: SentTicker | null;
  oneTickUs: number;
  oneTickTickers: number;
  midMoves: number;
  /** Sums over the profile's distances, and how many sides were added up. */
  readonly profile: number[];
  readonly occupied: number[];
  sides: number;
  /** Closed bins of 1 s, and of the horizon: flow in lots and change of the mid in ticks. */
  readonly second: Bins;
  readonly horizon: Bins;
}

interface Bins {
  readonly widthUs: number;
  endUs: number | null;
  flow: number;
  mid: number | null;
  readonly flows: number[];
  readonly moves: number[];
}

const initBins = (widthUs: number): Bins => ({ widthUs, endUs: null, flow: 0, mid: null, flows: [], moves: [] });

export function initFacts(horizonUs: number): FactsState {
  return {
    horizonUs,
    firstUs: null,
    lastUs: 0,
    tickers: 0,
    trades: 0,
    depths: 0,
    takers: 0,
    lastTaker: null,
    takerSigns: [],
    tradeLots: [],
    levelsPerDepth: [],
    last: null,
    oneTickUs: 0,
    oneTickTickers: 0,
    midMoves: 0,
    profile: PROFILE_TICKS.map(() => 0),
    occupied: PROFILE_TICKS.map(() => 0),
    sides: 0,
    second: initBins(1_000_000),
    horizon: initBins(horizonUs),
  };
}

/** Takes one message of the symbol; messages come in order of sending. */
export function stepFacts(state: FactsState, event: VenueEvent): void {
  state.firstUs ??= event.matchUs;
  state.lastUs = Math.max(state.lastUs, event.matchUs);
  if (event.kind === 'book_ticker') stepTicker(state, event);
  else if (event.kind === 'depth_delta') stepDepth(state, event);
  else if (event.kind === 'depth_snapshot') stepProfile(state, event);
  else stepTrade(state, event);
}

const midOf = (ticker: SentTicker): number => (ticker.bidTicks + ticker.askTicks) / 2;

function stepTicker(state: FactsState, event: SentTicker): void {
  const { last } = state;
  const flow = last === null ? 0 : bestLevelFlow(last, event);
  if (last !== null) {
    const oneTick = last.askTicks - last.bidTicks === 1;
    if (oneTick) state.oneTickUs += event.matchUs - last.matchUs;
    if (midOf(last) !== midOf(event)) state.midMoves += 1;
    stepBins(state.second, { last, event, flow });
    stepBins(state.horizon, { last, event, flow });
  }
  if (event.askTicks - event.bidTicks === 1) state.oneTickTickers += 1;
  state.tickers += 1;
  state.last = event;
}

/** Bins (g − width, g] on match time; the mid at g is that of the last ticker at or before it. */
function stepBins(bins: Bins, step: { last: SentTicker; event: SentTicker; flow: number }): void {
  bins.endUs ??= Math.ceil(step.last.matchUs / bins.widthUs) * bins.widthUs;
  while (step.event.matchUs > bins.endUs) {
    const mid = midOf(step.last);
    if (bins.mid !== null) {
      bins.flows.push(bins.flow);
      bins.moves.push(mid - bins.mid);
    }
    bins.mid = mid;
    bins.flow = 0;
    bins.endUs += bins.widthUs;
  }
  bins.flow += step.flow;
}

function stepDepth(state: FactsState, event: SentDepth): void {
  state.depths += 1;
  state.levelsPerDepth.push(event.bids.length + event.asks.length);
}

function stepTrade(state: FactsState, event: SentTrade): void {
  state.trades += 1;
  state.tradeLots.push(event.qtyLots);
  const { lastTaker } = state;
  if (lastTaker !== null && lastTaker.us === event.matchUs && lastTaker.taker === event.taker) return;
  state.takers += 1;
  state.takerSigns.push(event.taker === 'buy' ? 1 : -1);
  state.lastTaker = { us: event.matchUs, taker: event.taker };
}

function stepProfile(state: FactsState, event: SentSnapshot): void {
  for (const side of [event.bids, event.asks]) {
    const best = side[0]?.priceTicks;
    if (best === undefined) continue;
    state.sides += 1;
    for (const level of side) {
      const place = PROFILE_TICKS.indexOf(Math.abs(level.priceTicks - best));
      if (place < 0) continue;
      state.profile[place] = (state.profile[place] ?? 0) + level.qtyLots;
      state.occupied[place] = (state.occupied[place] ?? 0) + 1;
    }
  }
}

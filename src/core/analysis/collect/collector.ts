// The collector: one pass over quotes, trades and decisions, everything judged with a lag, memory that does not grow.

import type { SignalSpec, StudyPlan } from '../study-plan.js';
import type { Collected } from './collected.js';
import { type DecisionRing, initDecisionRing, pushDecisionRing } from './decision-ring.js';
import { closeStore, initStore, storeDecision } from './grid-store.js';
import { KEEP_LIMITS, type KeepLimits, type LaneState, closeLane, initLane, movesOf } from './lane-state.js';
import { type LagState, breakLags, closeLags, initLags, pushLags } from './lag-sums.js';
import { horizonsOf, lanesOf } from './lanes.js';
import {
  type MakerState,
  addMakerOrder,
  dropMaker,
  initMaker,
  makerQuote,
  makerTrade,
  settleMaker,
} from './maker-queue.js';
import {
  type MarketSums,
  accrue,
  addVolume,
  breakMarket,
  initMarketSums,
  marketOf,
  secondVariance,
} from './market-sums.js';
import {
  ASK,
  BID,
  type Quote,
  asOf,
  initQuoteRing,
  isQuoteRingTight,
  pushQuoteRing,
  quoteOffset,
} from './quote-ring.js';
import { type Settling, breakRest, dropRest, noOutcome, settleLane } from './settle.js';
import { addSilence, initSilences, isStale } from './silences.js';
import { type EntryRule, type SignalOrigin, type ZoneState, breakZones, initZones, markZones } from './zones.js';

export interface CollectorOptions {
  /** `edge` where signals come with every decision; `each` where each decision with a side is an event of its own. */
  readonly entry?: EntryRule;
  readonly limits?: KeepLimits;
}

export interface Collector extends Settling {
  readonly plan: StudyPlan;
  readonly horizonsUs: readonly number[];
  readonly lanes: readonly LaneState[];
  readonly decisions: DecisionRing;
  readonly zones: ZoneState;
  readonly lags: LagState;
  readonly market: MarketSums;
  readonly maker: MakerState;
  /** Of each signal: its place among the makers, −1 for none. Index of the primary horizon. */
  readonly makerSlots: readonly number[];
  readonly primary: number;
  /** Where the quotes of a horizon ago are looked for, one a horizon. */
  readonly pastCursors: Float64Array;
  /** The quotes that stand; null: unknown or unreadable. */
  quote: Quote | null;
  /** First time seen, null before; and the last one. */
  firstUs: number | null;
  lastUs: number;
  staleDecisions: number;
  breaks: number;
  sinceSettled: number;
}

const originOf = ({ name, single }: SignalSpec): SignalOrigin => {
  if (name === 'momentum' || name === 'reversal') return name;
  return single === true ? 'single' : 'given';
};

/**
 * Signals of the plan named `momentum` and `reversal` are made here, of the past return over each lane's horizon; all
 * others come with the decisions.
 * @throws RangeError when the plan names no horizon, too many, or a primary one that is not judged
 */
export function initCollector(
  plan: StudyPlan,
  { entry = 'edge', limits = KEEP_LIMITS }: CollectorOptions = {},
): Collector {
  const horizonsUs = horizonsOf(plan);
  const lanes = lanesOf(plan);
  const keepUs = Math.max(...lanes.map(({ horizonUs, latencyUs }) => horizonUs + latencyUs));
  const judgedUs = lanes.filter(({ judged }) => judged).map(({ horizonUs }) => horizonUs);
  const signals = plan.signals.length;
  let makers = 0;
  const makerSlots = plan.signals.map(({ role }) => (role === 'primary' || role === 'user' ? makers++ : -1));
  const primary = horizonsUs.indexOf(plan.primaryUs);
  const lanePlan = { specs: plan.signals, horizonsUs, judgedUs, latencyUs: plan.latencyUs, limits };
  const judged = judgedUs.map((horizonUs) => horizonsUs.indexOf(horizonUs));
  return {
    plan,
    label: plan.label,
    barriers: plan.barriers,
    horizonsUs,
    lanes: lanes.map((lane) => initLane(lane, lanePlan)),
    decisions: initDecisionRing(signals, horizonsUs.length),
    quotes: initQuoteRing(keepUs),
    silences: initSilences(plan.staleUs, keepUs),
    zones: initZones({ rule: entry, origins: plan.signals.map(originOf), horizonsUs, primary }),
    lags: initLags(signals),
    store: initStore({ signals, judged, isExecutable: plan.label === 'executable', most: limits.moments }),
    outcome: noOutcome(),
    market: initMarketSums(),
    maker: initMaker({ latencyUs: plan.latencyUs, horizonUs: plan.primaryUs }, makers, limits.events),
    makerSlots,
    primary,
    pastCursors: new Float64Array(horizonsUs.length),
    quote: null,
    firstUs: null,
    lastUs: 0,
    staleDecisions: 0,
    breaks: 0,
    sinceSettled: 0,
  };
}

/** The clock never steps back: what comes with an earlier time counts at the last one. */
function moveClock(c: Collector, timeUs: number): number {
  c.firstUs ??= timeUs;
  if (timeUs > c.lastUs) c.lastUs = timeUs;
  return c.lastUs;
}

/** Decisions between two rounds of settling: one lane at a time over many of them keeps its sums in the cache. */
const SETTLE_EVERY = 32;

function settle(c: Collector, timeUs: number, inclusive = false): void {
  c.sinceSettled = 0;
  let oldest = c.decisions.end;
  const until = { timeUs, inclusive };
  for (const lane of c.lanes) {
    settleLane(lane, c, until);
    if (lane.next < oldest) oldest = lane.next;
  }
  c.decisions.first = oldest;
}

const isSame = (a: Quote | null, b: Quote | null): boolean =>
  a !== null &&
  b !== null &&
  a.bidTicks === b.bidTicks &&
  a.askTicks === b.askTicks &&
  a.bidLots === b.bidLots &&
  a.askLots === b.askLots;

/** The best quotes as of now; null: they cannot be read. Quotes that have not changed only move the clock. */
export function pushQuote(c: Collector, timeUs: number, quote: Quote | null): void {
  const now = moveClock(c, timeUs);
  if (isSame(quote, c.quote)) return;
  settleMaker(c.maker, { timeUs: now - 1, quote: c.quote, silences: c.silences });
  accrue(c.market, now, c);
  if (isQuoteRingTight(c.quotes)) settle(c, now);
  pushQuoteRing(c.quotes, now, quote);
  c.quote = quote;
  makerQuote(c.maker, { timeUs: now, quote });
}

export interface CollectedTrade {
  readonly timeUs: number;
  readonly priceTicks: number;
  readonly lots: number;
  /** +1 the taker bought, −1 the taker sold. */
  readonly side: number;
}

export function pushTrade(c: Collector, trade: CollectedTrade): void {
  const now = moveClock(c, trade.timeUs);
  addVolume(c.market, now, trade.lots);
  settleMaker(c.maker, { timeUs: now - 1, quote: c.quote, silences: c.silences });
  makerTrade(c.maker, trade, { timeUs: now, quote: c.quote });
}

/** Returns of the mid over each horizon that ends now, of the decision in the slot. */
function fillPast(c: Collector, slot: number, timeUs: number): void {
  const { decisions, quotes, horizonsUs, pastCursors, quote, silences } = c;
  const { cells } = quotes.ring;
  for (let h = 0; h < horizonsUs.length; h++) {
    const from = timeUs - (horizonsUs[h] as number);
    const index = asOf(quotes, pastCursors[h] as number, from);
    if (index >= 0) pastCursors[h] = index;
    let past = NaN;
    const wasStale = silences.fromUs.length > 0 && (isStale(silences, from, from) || isStale(silences, timeUs, timeUs));
    if (index >= 0 && quote !== null && !wasStale) {
      const at = quoteOffset(quotes, index);
      const before = (cells[at + BID] as number) + (cells[at + ASK] as number);
      const after = quote.bidTicks + quote.askTicks;
      past = after === before ? 0 : Math.log(after / before) * 1e4;
    }
    decisions.past[slot * horizonsUs.length + h] = past;
  }
}

/**
 * A moment at which every signal of the plan says something: values (NaN: nothing) and sides (+1, −1; 0 outside the zone),
 * both copied. Quotes and trades up to that time have been pushed before.
 */
export function pushDecision(c: Collector, timeUs: number, said: { values: Float64Array; sides: Int8Array }): void {
  const now = moveClock(c, timeUs);
  accrue(c.market, now, c);
  settleMaker(c.maker, { timeUs: now - 1, quote: c.quote, silences: c.silences });
  if (++c.sinceSettled >= SETTLE_EVERY) settle(c, now);
  const { decisions, silences, quote } = c;
  if (isStale(silences, now, now)) c.staleDecisions++;
  const slot = pushDecisionRing(decisions, now);
  const first = slot * decisions.signals;
  for (let s = 0; s < decisions.signals; s++) {
    decisions.values[first + s] = said.values[s] as number;
    decisions.sides[first + s] = said.sides[s] as number;
  }
  decisions.volatility[slot] = c.market.volatility.code;
  decisions.variance[slot] = secondVariance(c.market);
  decisions.spread[slot] = quote !== null && quote.askTicks - quote.bidTicks > 1 ? 1 : 0;
  fillPast(c, slot, now);
  markZones(c.zones, decisions, slot);
  pushLags(c.lags, said.values);
  storeDecision(c.store, decisions, slot);
  orderAsMaker(c, slot, now);
}

function orderAsMaker(c: Collector, slot: number, timeUs: number): void {
  const { decisions, makerSlots, silences } = c;
  if (isStale(silences, timeUs, timeUs)) return;
  for (let s = 0; s < makerSlots.length; s++) {
    if ((makerSlots[s] as number) < 0) continue;
    const at = slot * decisions.signals + s;
    if (((decisions.onset[at] as number) & (1 << c.primary)) === 0) continue;
    addMakerOrder(c.maker, makerSlots[s] as number, { timeUs, side: decisions.sides[at] as number });
  }
}

/** A gap, resync, disconnect or new segment: nothing spans it. The quotes are unknown until the next ones. */
export function breakCollector(c: Collector, timeUs: number): void {
  const now = moveClock(c, timeUs);
  c.breaks++;
  accrue(c.market, now, c);
  breakMarket(c.market);
  settleMaker(c.maker, { timeUs: now - 1, quote: c.quote, silences: c.silences });
  dropMaker(c.maker);
  settle(c, now);
  for (const lane of c.lanes) breakRest(lane, c);
  c.decisions.first = c.decisions.end;
  c.quotes.ring.first = c.quotes.ring.end;
  c.quote = null;
  breakZones(c.zones);
  breakLags(c.lags);
}

/**
 * No frame of any symbol came between two times. To be called before anything at or after `toUs` is pushed; silences
 * shorter than the plan's staleUs mean nothing. What is only known in the stale part of one is dropped.
 */
export function noteSilence(c: Collector, fromUs: number, toUs: number): void {
  // What lags behind may ask for older silences, which the newest one can push out.
  settle(c, c.lastUs);
  addSilence(c.silences, fromUs, toUs);
}

/** Settles what the data reach, gives up the rest, and copies out what is kept. The collector is not to be used after. */
export function finishCollector(c: Collector): Collected {
  const { plan, lanes, zones, maker } = c;
  accrue(c.market, c.lastUs, c);
  settle(c, c.lastUs, true);
  for (const lane of lanes) dropRest(lane, c);
  settleMaker(maker, { timeUs: c.lastUs, quote: c.quote, silences: c.silences });
  dropMaker(maker);
  return {
    plan,
    firstUs: c.firstUs ?? 0,
    lastUs: c.lastUs,
    decisions: c.decisions.end,
    staleDecisions: c.staleDecisions,
    breaks: c.breaks,
    silences: c.silences.count,
    silentUs: c.silences.totalUs,
    signals: plan.signals.map((_, s) => ({
      valid: zones.valid[s] as number,
      long: zones.long[s] as number,
      short: zones.short[s] as number,
      entries: zones.entries[s] as number,
      runs: zones.runs[s] as number,
      runUs: zones.runUs[s] as number,
      autocorrelation: closeLags(c.lags, s),
    })),
    lanes: lanes.map((lane) => closeLane(lane, maker, c.makerSlots)),
    store: closeStore(c.store),
    moves: movesOf(lanes, c.horizonsUs, plan.latencyUs),
    market: marketOf(c.market),
  };
}

// The operator chain: ONE for live, replay, back-test and training. Events in, signal rows out; time comes only from the data.

import { applyDelta, applySnapshot } from '../book/book.js';
import { bestTick } from '../book/ladder.js';
import { openCvdBar } from '../flow/cvd-bar.js';
import type { CrossingEvent } from '../market/crossing.js';
import { ALL_SYMBOLS, type EventBatch, FLAG, KIND } from '../market/event-batch.js';
import type { Instrument } from '../market/instrument.js';
import type { ChainConfig } from './config.js';
import { addTrade, closeBars, tradeLots } from './cvd-stage.js';
import { featureValues, showBook, showBuffered, showMid, showSnapshot, showTrade } from './feature-stage.js';
import { type FeatureSet, createFeatureSet } from './feature-states.js';
import type { BoundFeature } from './feature.js';
import { makeRow, quotesOf } from './make-row.js';
import { addDepthFlow, addQuoteFlow, takeReference } from './ofi-stage.js';
import { type StageClock, markStage } from './probe.js';
import type { SignalRow } from './row.js';
import { type BreakKind, type SymbolChain, breakSymbol, createSymbolChain } from './symbol-chain.js';

export interface Chain {
  readonly config: ChainConfig;
  /** Null without features: then they cost nothing. */
  readonly features: FeatureSet | null;
  /** Index = symbol code of the events. */
  readonly symbols: (SymbolChain | undefined)[];
}

/** @throws RangeError when two of the features have a column of the same name */
export const createChain = (config: ChainConfig, features: readonly BoundFeature[] = []): Chain => ({
  config,
  features: createFeatureSet(features),
  symbols: [],
});

/** Enters a symbol under the code that its events carry. */
export function addSymbol(chain: Chain, code: number, instrument: Instrument): void {
  chain.symbols[code] ??= createSymbolChain(chain.config, instrument, chain.features);
}

export interface Outlet {
  /** Rows are appended here; the caller takes them out. */
  readonly rows: SignalRow[];
  /** Crossings of books likewise: appended here in order of events, taken out by the caller after each batch. */
  readonly crossings: CrossingEvent[];
  /** Stage timing, or null to measure nothing. */
  readonly clock: StageClock | null;
}

/** Longest time without any frame that is still filled with rows; beyond it the clock is taken to have stepped. */
export const MAX_QUIET_US = 3_600_000_000;

/** Runs every event of the batch. Symbols must have been entered before. */
export function stepChain(chain: Chain, batch: EventBatch, outlet: Outlet): void {
  const { clock, rows, crossings } = outlet;
  const { kind, symbol, recvUs, count } = batch;
  const { symbols } = chain;
  const idleKind = chain.config.ofi.source === 'depth' ? KIND.bookTicker : KIND.tick;
  const step: Step = { batch, i: 0, clock: null, rows, crossings, features: chain.features };
  for (let i = 0; i < count; i++) {
    step.i = i;
    if (clock !== null && --clock.countdown <= 0) {
      stepTimed(chain, step, clock);
      continue;
    }
    if (kind[i] === idleKind) {
      // Most frames of a recording: they move the clock, and nothing is due.
      const state = symbols[symbol[i] as number];
      if (state !== undefined && (recvUs[i] as number) < state.quietUntilUs) {
        if ((recvUs[i] as number) > state.nowUs) state.nowUs = recvUs[i] as number;
        continue;
      }
    }
    stepEvent(chain, step);
  }
}

function stepTimed(chain: Chain, step: Step, clock: StageClock): void {
  clock.countdown = clock.every;
  const start = clock.nowNs();
  clock.lastNs = start;
  stepEvent(chain, { ...step, clock });
  clock.record('whole', clock.nowNs() - start);
}

interface Step {
  readonly batch: EventBatch;
  i: number;
  readonly clock: StageClock | null;
  readonly rows: SignalRow[];
  readonly crossings: CrossingEvent[];
  readonly features: FeatureSet | null;
}

function stepEvent(chain: Chain, step: Step): void {
  const code = step.batch.symbol[step.i] as number;
  if (code !== ALL_SYMBOLS) {
    const state = chain.symbols[code];
    if (state !== undefined) stepSymbol(chain.config, state, step);
    return;
  }
  // A symbol begins with its own first event. Else what came for all before it would count or not with the batches.
  for (const state of chain.symbols) if (state?.started === true) stepSymbol(chain.config, state, step);
}

const BREAKS: Readonly<Partial<Record<number, BreakKind>>> = {
  [KIND.resync]: 'resync',
  [KIND.disconnect]: 'stop',
  [KIND.silence]: 'stop',
  [KIND.clockStep]: 'trade_gap',
  [KIND.session]: 'session',
};

function stepSymbol(config: ChainConfig, state: SymbolChain, step: Step): void {
  const { batch, i } = step;
  const kind = batch.kind[i] as number;
  advance(config, state, step);
  switch (kind) {
    case KIND.bookTicker:
      resume(state);
      if (config.ofi.source === 'bookTicker') stepQuotes(config, state, step);
      return;
    case KIND.depthDelta:
      resume(state);
      stepDepth(config, state, step);
      return;
    case KIND.trade:
    case KIND.aggTrade:
      // Fetched later over REST: no sign that data flow again, and no part of any signal (semantics 11).
      if ((batch.flags[i] as number) & FLAG.healed) return;
      resume(state);
      stepTrade(config, state, step);
      return;
    case KIND.depthSnapshot:
      resume(state);
      applySnapshot(state.book, batch, i);
      state.bookLost = false;
      state.bookDoubtful = false;
      noteCrossing(state, step, false);
      takeReference(state);
      if (step.features !== null) showSnapshot(step.features, state);
      if (config.ofi.source === 'depth') state.ofi.partial = true;
      return;
    case KIND.gap:
      breakSymbol(state, (batch.flags[i] as number) & FLAG.tradeStream ? 'trade_gap' : 'depth_gap');
      return;
    case KIND.restFailure:
      return;
    default: {
      const breakKind = BREAKS[kind];
      if (breakKind !== undefined) return breakSymbol(state, breakKind);
      resume(state);
      if (kind === KIND.tick) stepTick(config, state, step);
    }
  }
}

/**
 * Where both trade streams are recorded, CVD uses aggTrade (semantics 7). Which ones there are is only known as they
 * come: the first aggTrade after trades is a break, and from then on `trade` messages count no more.
 */
function stepTrade(config: ChainConfig, state: SymbolChain, step: Step): void {
  const { batch, i, clock, features } = step;
  const { cvd } = state;
  if (batch.kind[i] === KIND.trade) {
    if (cvd.aggregated) return;
  } else if (!cvd.aggregated) {
    if (cvd.seen) breakSymbol(state, 'trade_gap');
    cvd.aggregated = true;
  }
  const signed = tradeLots(config, batch, i);
  if (addTrade(state, config, signed)) state.quietUntilUs = quietUntil(config, state);
  if (features !== null) {
    showTrade(features, state, { priceTicks: batch.price[i] as number, signed, quotes: quotesOf(state, config) });
  }
  if (clock !== null) markStage(clock, 'cvd');
}

/** Data flows again after a stop: the open row and bar are spoilt, and windows begin with the next ones. */
function resume(state: SymbolChain): void {
  if (!state.stopped) return;
  state.stopped = false;
  state.ofi.partial = true;
  if (!state.cvd.seen) return;
  openCvdBar(state.cvd.bar, state.nowUs);
  state.cvd.bar.partial = true;
}

/**
 * On the event grid a depth message that comes while the book is lost makes a row too: one that knows nothing of it. At
 * the start of a session, before the first snapshot, there are no rows yet.
 */
function stepTick(config: ChainConfig, state: SymbolChain, step: Step): void {
  const isDepth = step.batch.price[step.i] === KIND.depthDelta;
  if (!isDepth || !state.bookLost || config.grid.kind !== 'event' || config.ofi.source !== 'depth') return;
  pushRow(config, state, { step, timeUs: state.nowUs });
}

/** A book that becomes crossed is an event, never passed over: its rows are null until it is uncrossed. */
function noteCrossing(state: SymbolChain, step: Step, wasCrossed: boolean): void {
  const { bids, asks, crossed } = state.book;
  if (crossed === wasCrossed) return;
  step.crossings.push({
    index: step.i,
    timeUs: state.nowUs,
    symbol: step.batch.symbol[step.i] as number,
    kind: crossed ? 'crossed' : 'uncrossed',
    bidTicks: bestTick(bids),
    askTicks: bestTick(asks),
  });
}

function stepDepth(config: ChainConfig, state: SymbolChain, step: Step): void {
  const { batch, i, clock, features } = step;
  const wasCrossed = state.book.crossed;
  applyDelta(state.book, batch, i);
  state.bookDoubtful = false;
  noteCrossing(state, step, wasCrossed);
  const flags = batch.flags[i] as number;
  const isBuffered = (flags & FLAG.buffered) !== 0;
  if (isBuffered) takeReference(state);
  else if (config.ofi.source === 'depth') addDepthFlow(state, config);
  if (features !== null) {
    if (isBuffered) showBuffered(features, state);
    else showBook(features, state, flags & FLAG.hasMatchTime ? (batch.matchUs[i] as number) : null);
    if (features.mid !== null && config.ofi.source === 'depth') showMid(features, state, quotesOf(state, config));
  }
  if (clock !== null && config.grid.kind === 'time') markStage(clock, 'ofi');
  if (config.grid.kind !== 'event' || isBuffered || config.ofi.source !== 'depth') return;
  pushRow(config, state, { step, timeUs: state.nowUs });
}

function stepQuotes(config: ChainConfig, state: SymbolChain, step: Step): void {
  const { batch, i } = step;
  const { quotes } = state;
  quotes.seen = true;
  quotes.bidTicks = batch.price[i] as number;
  quotes.bidLots = batch.qty[i] as number;
  quotes.askTicks = batch.price2[i] as number;
  quotes.askLots = batch.qty2[i] as number;
  addQuoteFlow(state, batch, i);
  if (step.features !== null && step.features.mid !== null) showMid(step.features, state, quotesOf(state, config));
  if (config.grid.kind === 'event') pushRow(config, state, { step, timeUs: state.nowUs });
}

/** Closes the row that ends at `timeUs`. */
function pushRow(config: ChainConfig, state: SymbolChain, { step, timeUs }: { step: Step; timeUs: number }): void {
  const row = makeRow(state, config, { timeUs, clock: step.clock });
  if (step.features !== null) row.features = featureValues(step.features, state, row);
  step.rows.push(row);
}

/** Moves the symbol's clock to the event and closes every bar and row that ends at or before it, in order of time. */
function advance(config: ChainConfig, state: SymbolChain, step: Step): void {
  const timeUs = step.batch.recvUs[step.i] as number;
  if (timeUs < state.quietUntilUs) {
    if (timeUs > state.nowUs) state.nowUs = timeUs;
    return;
  }
  if (!state.started || timeUs - state.nowUs > MAX_QUIET_US) startClock(config, state, timeUs);
  if (timeUs > state.nowUs) state.nowUs = timeUs;
  if (config.grid.kind === 'time') {
    while (timeUs >= state.nextRowUs) {
      closeBars(state, config, state.nextRowUs);
      pushRow(config, state, { step, timeUs: state.nextRowUs });
      state.nextRowUs += config.grid.stepUs;
    }
  }
  closeBars(state, config, timeUs);
  state.quietUntilUs = quietUntil(config, state);
}

/** Time of whatever is due next; in the past while the connection is down, so that the next frame resumes. */
function quietUntil(config: ChainConfig, state: SymbolChain): number {
  if (state.stopped) return -Infinity;
  const barEndUs = state.cvd.bar.endUs ?? Infinity;
  return config.grid.kind === 'time' ? Math.min(barEndUs, state.nextRowUs) : barEndUs;
}

/** The first event, or the first after more than an hour of nothing: the grid begins (again) at the next whole step. */
function startClock(config: ChainConfig, state: SymbolChain, timeUs: number): void {
  if (state.started) {
    breakSymbol(state, 'stop');
    state.nowUs = timeUs;
    resume(state);
  }
  state.started = true;
  state.nowUs = timeUs;
  if (config.grid.kind === 'time') state.nextRowUs = timeUs - (timeUs % config.grid.stepUs) + config.grid.stepUs;
}

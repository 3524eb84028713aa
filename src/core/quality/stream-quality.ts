// What makes a recording trustworthy, counted over every event: rates, order, continuity, latency, coverage.

import type { CrossingEvent } from '../market/crossing.js';
import { ALL_SYMBOLS, type EventBatch, FLAG, KIND } from '../market/event-batch.js';
import { type SignificantDigits, insertLogSketch } from '../stats/log-sketch.js';
import { type Incident, KEPT_INCIDENTS, countIncident, crossingIncident, incidentAt } from './incident.js';
import { type OffsetFloor, clearOffsetFloor, initOffsetFloor, stepOffsetFloor } from './offset-floor.js';
import { DEPTH_STREAM, placeOf } from './stream-name.js';
import {
  type StreamState,
  type SymbolState,
  closeCoverage,
  endSession,
  initSymbol,
  openCoverage,
} from './symbol-quality.js';

export interface QualityState {
  /** Index = symbol code of the events. */
  readonly symbols: (SymbolState | undefined)[];
  /** Digits of the latencies' quantiles. */
  readonly digits: SignificantDigits;
  /** One floor for the session: all its messages were stamped by one clock. */
  readonly floor: OffsetFloor;
  readonly incidents: Incident[];
  incidentCount: number;
  events: number;
  started: boolean;
  /** Receive times over everything; meaningful once started. */
  firstUs: number;
  lastUs: number;
  /** Begin of the running session, and the length of those before it. */
  sessionFromUs: number;
  endedSessionsUs: number;
  sessions: number;
}

/**
 * @param digits of latencies: with three, a clock offset of a second still leaves steps of 1 ms; with two, 8 ms, and an
 * eighth of the memory, which counts where there are hundreds of symbols
 */
export const initQuality = (digits: SignificantDigits = 3): QualityState => ({
  symbols: [],
  digits,
  floor: initOffsetFloor(),
  incidents: [],
  incidentCount: 0,
  events: 0,
  started: false,
  firstUs: 0,
  lastUs: 0,
  sessionFromUs: 0,
  endedSessionsUs: 0,
  sessions: 0,
});

/** Longest time without any message that is still taken as quiet, as in the chain: beyond it nothing is known. */
export const MAX_QUIET_US = 3_600_000_000;

/** Latencies beyond this (a thousand days, µs) come from a broken clock or a damaged E, and would mean nothing. */
export const MAX_LATENCY_US = 86_400_000_000_000;

const NO_CROSSINGS: readonly CrossingEvent[] = [];

/**
 * Takes every event of a batch, and the crossings that the chain found in it, in their order; the first event has an
 * effect. Nothing is allocated for a single event but a new symbol or an incident.
 */
export function stepQuality(state: QualityState, batch: EventBatch, crossings = NO_CROSSINGS): void {
  const { recvUs, count } = batch;
  if (count === 0) return;
  if (!state.started) start(state, recvUs[0] as number);
  state.events += count;
  let from = 0;
  for (const crossing of crossings) {
    stepEvents(state, batch, { from, to: crossing.index + 1, excessUs: null });
    noteCrossing(state, crossing);
    from = crossing.index + 1;
  }
  stepEvents(state, batch, { from, to: count, excessUs: null });
}

/**
 * The excess of every event of an ordinary batch (see event-log.ts) into `excessUs`, in order of arrival; 0 where an event
 * has none. The events themselves are to be counted later, by stepSorted.
 */
export function stepExcess({ floor }: QualityState, batch: EventBatch, excessUs: Float64Array): void {
  const { flags, recvUs, eventUs, count } = batch;
  for (let i = 0; i < count; i++) {
    excessUs[i] = 0;
    const bits = flags[i] as number;
    if (bits & (FLAG.buffered | FLAG.healed) || !(bits & FLAG.hasEventTime)) continue;
    const us = recvUs[i] as number;
    const latencyUs = us - (eventUs[i] as number);
    if (latencyUs > MAX_LATENCY_US || latencyUs < -MAX_LATENCY_US) continue;
    excessUs[i] = latencyUs - stepOffsetFloor(floor, us, latencyUs);
  }
}

/** As stepQuality, for ordinary events sorted by symbol whose excess is known. */
export function stepSorted(state: QualityState, batch: EventBatch, excessUs: Float64Array): void {
  state.events += batch.count;
  stepEvents(state, batch, { from: 0, to: batch.count, excessUs });
}

/** A crossed book covers nothing until it is in order again, begun again, or lost. */
export function noteCrossing(state: QualityState, event: CrossingEvent): void {
  const target = state.symbols[event.symbol] ?? addSymbol(state, event.symbol);
  if (event.kind === 'uncrossed') {
    target.crossing = null;
    openCoverage(target, event.timeUs);
    return;
  }
  target.crossing = event;
  const incident = crossingIncident(event);
  keepIncident(state, incident);
  countIncident(target, incident);
}

interface EventSpan {
  readonly from: number;
  readonly to: number;
  /** Excess of each event; null: worked out here. */
  readonly excessUs: Float64Array | null;
}

function stepEvents(state: QualityState, batch: EventBatch, { from, to, excessUs }: EventSpan): void {
  const { kind, flags, symbol, recvUs, eventUs, price } = batch;
  const { symbols, floor } = state;
  // A field that holds a time is dear to write: it waits until the batch, or trouble, ends the run.
  let lastUs = state.lastUs;
  for (let i = from; i < to; i++) {
    const code = kind[i] as number;
    if (code >= KIND.gap && code <= KIND.session) {
      state.lastUs = lastUs;
      stepControl(state, batch, i);
      lastUs = state.lastUs;
      continue;
    }
    const us = recvUs[i] as number;
    if (us > lastUs) lastUs = us;
    const target = symbols[symbol[i] as number] ?? addSymbol(state, symbol[i] as number);
    const bits = flags[i] as number;
    if (target.stopped && !(bits & FLAG.healed)) resume(target, us);
    if (code === KIND.depthSnapshot) takeSnapshot(target, us);
    // Deltas that waited were counted on arrival; healed trades were never received.
    if (bits & (FLAG.buffered | FLAG.healed)) {
      if (bits & FLAG.healed) target.healedTrades++;
      continue;
    }
    const place = placeOf(code, price[i] as number);
    const stream = target.streams[place] as StreamState;
    if (code === KIND.tick) stream.idle++;
    if (us - stream.lastUs > MAX_QUIET_US) skipQuiet(target, us);
    stepArrival(stream, us);
    if (place === DEPTH_STREAM) takeSpan(target, batch, i);
    if (!(bits & FLAG.hasEventTime)) continue;
    const latencyUs = us - (eventUs[i] as number);
    if (latencyUs <= MAX_LATENCY_US && latencyUs >= -MAX_LATENCY_US) {
      insertLogSketch(stream.latency, latencyUs);
      const known = excessUs === null ? latencyUs - stepOffsetFloor(floor, us, latencyUs) : (excessUs[i] as number);
      insertLogSketch(stream.excess, known);
    } else stream.absurdTimes++;
  }
  state.lastUs = lastUs;
}

function start(state: QualityState, timeUs: number): void {
  state.started = true;
  state.firstUs = timeUs;
  state.lastUs = timeUs;
  state.sessionFromUs = timeUs;
  state.sessions = 1;
  for (const symbol of state.symbols) {
    if (symbol === undefined) continue;
    openCoverage(symbol, timeUs);
    // Crossed before the range and still so in it: that is trouble of the range too.
    if (symbol.crossing !== null) noteCrossing(state, { ...symbol.crossing, timeUs });
  }
}

function addSymbol(state: QualityState, code: number): SymbolState {
  const created = initSymbol(state.digits);
  state.symbols[code] = created;
  return created;
}

/** Messages flow again after a stop. */
function resume(target: SymbolState, timeUs: number): void {
  target.stopped = false;
  openCoverage(target, timeUs);
}

/** One stream was quiet for more than a day: where all were, the time between is not covered. */
function skipQuiet(target: SymbolState, timeUs: number): void {
  let lastUs = -Infinity;
  for (const stream of target.streams) if (stream.running && stream.lastUs > lastUs) lastUs = stream.lastUs;
  if (timeUs - lastUs <= MAX_QUIET_US || lastUs === -Infinity) return;
  closeCoverage(target, lastUs);
  openCoverage(target, timeUs);
}

function takeSnapshot(target: SymbolState, timeUs: number): void {
  target.snapshots++;
  target.synced = true;
  target.crossing = null;
  openCoverage(target, timeUs);
}

function takeSpan(target: SymbolState, batch: EventBatch, i: number): void {
  const span = (batch.id2[i] as number) - (batch.id1[i] as number) + 1;
  if (Number.isSafeInteger(span)) insertLogSketch(target.batchSpan, span);
}

function stepArrival(stream: StreamState, us: number): void {
  if (stream.count === 0) stream.firstUs = us;
  stream.count++;
  if (stream.running) {
    const silenceUs = us - stream.lastUs;
    if (silenceUs < 0) stream.backSteps++;
    else if (silenceUs > stream.silenceUs) {
      stream.silenceUs = silenceUs;
      stream.silenceEndUs = us;
    }
  } else stream.running = true;
  stream.lastUs = us;
}

function stepControl(state: QualityState, batch: EventBatch, i: number): void {
  const timeUs = batch.recvUs[i] as number;
  if (batch.kind[i] === KIND.session) {
    turnSession(state, timeUs);
    return;
  }
  if (timeUs > state.lastUs) state.lastUs = timeUs;
  const code = batch.symbol[i] as number;
  const target = code === ALL_SYMBOLS ? null : (state.symbols[code] ?? addSymbol(state, code));
  const incident = incidentAt(batch, i, target);
  if (incident === null) return;
  keepIncident(state, incident);
  for (const symbol of target === null ? state.symbols : [target]) if (symbol) countIncident(symbol, incident);
}

function keepIncident(state: QualityState, incident: Incident): void {
  state.incidentCount++;
  if (state.incidents.length < KEPT_INCIDENTS) state.incidents.push(incident);
}

/** The header of the first session comes before anything else; a later one ends what was. */
function turnSession(state: QualityState, timeUs: number): void {
  if (state.symbols.length > 0) {
    for (const symbol of state.symbols) if (symbol !== undefined) endSession(symbol, state.lastUs);
    state.endedSessionsUs += state.lastUs - state.sessionFromUs;
    state.sessionFromUs = timeUs;
    state.sessions++;
    clearOffsetFloor(state.floor);
  }
  if (timeUs > state.lastUs) state.lastUs = timeUs;
}

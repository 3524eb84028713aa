// From the chain to the collector: moments of one or two symbols in order of time, silences in between.

import type { EventBatch } from '../../market/event-batch.js';
import type { Chain } from '../../pipeline/chain.js';
import type { SignalRow } from '../../pipeline/row.js';
import type { SymbolChain } from '../../pipeline/symbol-chain.js';
import { type Collector, breakCollector, noteSilence, pushDecision, pushQuote, pushTrade } from './collector.js';
import type { ObserverState } from './observe.js';
import {
  type ForesightState,
  breakForesight,
  foresightControl,
  foresightQuote,
  foresightSaid,
  initForesight,
} from './foresight.js';
import { type SaidMoments, type SaidState, initSaid, saidAt, saidBefore } from './said-moments.js';
import { type SignalReader, readSignals } from './signal-reader.js';
import { MOMENT, type Tape, initTape, shiftTape } from './tape.js';

export interface DrainPlan {
  /** Symbol whose rows decide, and symbol whose quotes they are judged on; mostly the same. */
  readonly decides: string;
  readonly judgedOn: string;
  /** Place of the observer among the features of the chain. */
  readonly observer: number;
  readonly reader: SignalReader;
  /** Moments of the reader's last signal, which has them from elsewhere, and how far ahead they are judged. */
  readonly said?: { readonly moments: SaidMoments; readonly horizonUs: number };
  /** What comes before this time only warms the windows; without it everything counts. */
  readonly fromUs?: number;
}

/** Plain data, beside the collector. */
export interface DrainState {
  /** Receipt of the last frame of any symbol; null before the first. */
  receivedUs: number | null;
  /** Silences that have been seen and not yet come to. */
  silences: { readonly fromUs: number; readonly toUs: number }[];
  /** Rows whose turn has not come, in order. */
  rows: SignalRow[];
  readonly values: Float64Array;
  readonly sides: Int8Array;
  /** How far the moments from elsewhere have been told; null without any. */
  readonly said: SaidState | null;
  /** Whether they know what comes. */
  readonly foresight: ForesightState | null;
}

export const initDrain = ({ reader, said }: DrainPlan): DrainState => ({
  receivedUs: null,
  silences: [],
  rows: [],
  values: new Float64Array(reader.specs.length),
  sides: new Int8Array(reader.specs.length),
  said: said === undefined ? null : initSaid(said.moments),
  foresight: said === undefined ? null : initForesight(said.horizonUs),
});

/** Looks for silences of the connection: times without a frame of any symbol that make what is known stale. */
export function seeReceipts(state: DrainState, batch: EventBatch, staleUs: number): void {
  for (let i = 0; i < batch.count; i++) {
    const timeUs = batch.recvUs[i] as number;
    const before = state.receivedUs;
    if (before !== null && timeUs - before > staleUs) state.silences.push({ fromUs: before, toUs: timeUs });
    if (before === null || timeUs > before) state.receivedUs = timeUs;
  }
}

const symbolOf = (chain: Chain, name: string): SymbolChain | null =>
  chain.symbols.find((state) => state?.symbol === name) ?? null;

const tapeOf = (symbol: SymbolChain | null, observer: number): Tape | null => {
  const state = symbol?.features?.states[observer] as ObserverState | undefined;
  return state?.tape ?? null;
};

interface Target {
  readonly collector: Collector;
  readonly plan: DrainPlan;
  readonly state: DrainState;
}

function noteUpTo({ collector, state }: Target, timeUs: number): void {
  let n = 0;
  for (; n < state.silences.length; n++) {
    const silence = state.silences[n];
    if (silence === undefined || silence.fromUs >= timeUs) break;
    noteSilence(collector, silence.fromUs, silence.toUs);
  }
  if (n > 0) state.silences.splice(0, n);
}

function decide({ collector, plan, state }: Target, timeUs: number): void {
  const row = state.rows.shift();
  if (row === undefined || timeUs < (plan.fromUs ?? -Infinity)) return;
  readSignals(plan.reader, row, state);
  if (state.said !== null && state.foresight !== null) {
    foresightControl(state.foresight, timeUs);
    if (saidAt(state.said, state, timeUs)) foresightSaid(state.foresight, timeUs, lastSide(state));
  }
  pushDecision(collector, timeUs, state);
}

/** Of the signal from elsewhere. */
const lastSide = ({ sides }: DrainState): number => sides[sides.length - 1] as number;

/** Moments from elsewhere that lie before this time, each a decision of its own; all else stands as at the last row. */
function sayBefore({ collector, plan, state }: Target, timeUs: number): void {
  if (state.said === null) return;
  const fromUs = collector.firstUs === null ? Infinity : (plan.fromUs ?? -Infinity);
  for (;;) {
    const us = saidBefore(state.said, state, { timeUs, fromUs });
    if (us === null) return;
    if (state.foresight !== null) foresightSaid(state.foresight, us, lastSide(state));
    pushDecision(collector, us, state);
  }
}

/** Which of a symbol's moments count: of the one that decides rows and breaks, of the one judged on all but rows. */
interface Source {
  readonly tape: Tape;
  readonly decides: boolean;
  readonly judgedOn: boolean;
}

function play(target: Target, { tape, decides, judgedOn }: Source, i: number): void {
  const { collector, state } = target;
  const kind = tape.kinds[i];
  const timeUs = tape.timesUs[i] as number;
  if (state.silences.length > 0) noteUpTo(target, timeUs);
  sayBefore(target, timeUs);
  const isBefore = timeUs < (target.plan.fromUs ?? -Infinity);
  if (isBefore && kind !== MOMENT.row) return;
  if (kind === MOMENT.broken) {
    if (state.foresight !== null) breakForesight(state.foresight);
    return breakCollector(collector, timeUs);
  }
  if (kind === MOMENT.row) return decides ? decide(target, timeUs) : undefined;
  if (!judgedOn) return;
  const { cells } = tape;
  const at = i * 4;
  if (state.foresight !== null && kind !== MOMENT.trade) {
    foresightQuote(
      state.foresight,
      timeUs,
      kind === MOMENT.quote ? (cells[at] as number) + (cells[at + 1] as number) : null,
    );
  }
  if (kind === MOMENT.unreadable) return pushQuote(collector, timeUs, null);
  if (kind === MOMENT.quote) {
    return pushQuote(collector, timeUs, {
      bidTicks: cells[at] as number,
      askTicks: cells[at + 1] as number,
      bidLots: cells[at + 2] as number,
      askLots: cells[at + 3] as number,
    });
  }
  const side = cells[at + 2] as number;
  pushTrade(collector, { timeUs, priceTicks: cells[at] as number, lots: cells[at + 1] as number, side });
}

/**
 * Moves what the chain's observer has kept to the collector, with the rows that came of the same batch. Of two symbols
 * the one judged on waits until the other's clock has passed it: a row may come later than its time. `final`: no more comes.
 */
export function drain(target: Target, from: { chain: Chain; rows: readonly SignalRow[]; final: boolean }): void {
  const { plan, state } = target;
  const deciding = symbolOf(from.chain, plan.decides);
  for (const row of from.rows) if (row.symbol === plan.decides) state.rows.push(row);
  const tape = tapeOf(deciding, plan.observer) ?? initTape();
  if (plan.decides === plan.judgedOn) {
    for (let i = 0; i < tape.count; i++) play(target, { tape, decides: true, judgedOn: true }, i);
    tape.count = 0;
  } else {
    const judged = tapeOf(symbolOf(from.chain, plan.judgedOn), plan.observer) ?? initTape();
    const untilUs = from.final ? Infinity : deciding === null ? -Infinity : deciding.nowUs;
    mergeTapes(target, { tape, judged, untilUs });
  }
  if (from.final) sayBefore(target, target.collector.lastUs + 1);
  dropOthers(from.chain, plan);
}

/** Moments of the symbol judged on come first where times are equal: what stood at a time is known at that time. */
function mergeTapes(target: Target, from: { tape: Tape; judged: Tape; untilUs: number }): void {
  const deciding = { tape: from.tape, decides: true, judgedOn: false };
  const judged = { tape: from.judged, decides: false, judgedOn: true };
  let played = 0;
  const playUntil = (timeUs: number): void => {
    for (; played < judged.tape.count && (judged.tape.timesUs[played] as number) <= timeUs; played++) {
      play(target, judged, played);
    }
  };
  for (let i = 0; i < deciding.tape.count; i++) {
    playUntil(deciding.tape.timesUs[i] as number);
    play(target, deciding, i);
  }
  playUntil(from.untilUs);
  deciding.tape.count = 0;
  shiftTape(judged.tape, played);
}

/** Forgets the moments of symbols that nobody asked for. */
function dropOthers(chain: Chain, { decides, judgedOn, observer }: DrainPlan): void {
  for (const symbol of chain.symbols) {
    if (symbol === undefined || symbol.symbol === decides || symbol.symbol === judgedOn) continue;
    const tape = tapeOf(symbol, observer);
    if (tape !== null) tape.count = 0;
  }
}

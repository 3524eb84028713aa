// Settles decisions in a lane once their exit lies in the past: the one place where outcomes are made.

import type { Barriers, LabelPrice } from '../study-plan.js';
import { settleBarrier } from './barriers.js';
import { blockAt } from './block-sums.js';
import { BLOCK_CELLS, BLOCK_FIELDS, type Lane } from './collected.js';
import { offerRow, rowOf } from './columns.js';
import { type DecisionRing, decisionSlot, sideOf } from './decision-ring.js';
import type { StoreState } from './grid-store.js';
import type { LaneState } from './lane-state.js';
import { ASK, ASK_LOTS, BID, BID_LOTS, type QuoteRing, asOf, quoteOffset } from './quote-ring.js';
import { type Silences, isStale } from './silences.js';

export interface Settling {
  readonly label: LabelPrice;
  readonly barriers: Barriers;
  readonly quotes: QuoteRing;
  readonly decisions: DecisionRing;
  readonly silences: Silences;
  readonly store: StoreState;
  /** Scratch: of the decision being settled, returns in bp. */
  readonly outcome: Outcome;
}

/** y: by the label without a side. yLong, yShort: by the label for that side. buy, sell: between takers' prices. */
export interface Outcome {
  y: number;
  yMid: number;
  yLong: number;
  yShort: number;
  buy: number;
  sell: number;
  /** Notional at the ask and at the bid at entry, ticks · lots. */
  askTaken: number;
  bidTaken: number;
}

export const noOutcome = (): Outcome => ({
  y: 0,
  yMid: 0,
  yLong: 0,
  yShort: 0,
  buy: 0,
  sell: 0,
  askTaken: 0,
  bidTaken: 0,
});

const GROUP = BLOCK_FIELDS.length;
const LONG = 0;
const SHORT = GROUP;
const SPACED = 2 * GROUP;
const ALL = 3 * GROUP;

/** Basis points from one price to another. Equal prices give 0 exactly: a tie. */
const move = (exit: number, entry: number): number => (exit === entry ? 0 : Math.log(exit / entry) * 1e4);

const micro = (cells: Float64Array, at: number): number => {
  const bidLots = cells[at + BID_LOTS] as number;
  const askLots = cells[at + ASK_LOTS] as number;
  const both = bidLots + askLots;
  const bid = cells[at + BID] as number;
  const ask = cells[at + ASK] as number;
  return both > 0 ? (bidLots * ask + askLots * bid) / both : (bid + ask) / 2;
};

/** Fills the outcome between two samples of the quotes. */
function measure({ label, outcome, quotes }: Settling, entry: number, exit: number): void {
  const { cells } = quotes.ring;
  const bid = cells[entry + BID] as number;
  const ask = cells[entry + ASK] as number;
  const exitBid = cells[exit + BID] as number;
  const exitAsk = cells[exit + ASK] as number;
  outcome.yMid = move(exitBid + exitAsk, bid + ask);
  outcome.y = label === 'microprice' ? move(micro(cells, exit), micro(cells, entry)) : outcome.yMid;
  outcome.yLong = outcome.y;
  outcome.yShort = outcome.y;
  if (label !== 'executable') return;
  outcome.yLong = move(exitBid, ask);
  outcome.yShort = move(exitAsk, bid);
}

/** The prices that takers pay, wanted for events only. */
function measureTaken({ outcome, quotes }: Settling, entry: number, exit: number): void {
  const { cells } = quotes.ring;
  const bid = cells[entry + BID] as number;
  const ask = cells[entry + ASK] as number;
  outcome.buy = move(cells[exit + BID] as number, ask);
  outcome.sell = move(cells[exit + ASK] as number, bid);
  outcome.askTaken = ask * (cells[entry + ASK_LOTS] as number);
  outcome.bidTaken = bid * (cells[entry + BID_LOTS] as number);
}

/**
 * Whether the state that was decided, entered or left by was stale. A silence in between is the market's business: what
 * the connection said before and after it is known.
 */
const wasStale = (silences: Silences, timeUs: number, { latencyUs, horizonUs }: Lane): boolean =>
  isStale(silences, timeUs, timeUs) ||
  isStale(silences, timeUs + latencyUs, timeUs + latencyUs) ||
  isStale(silences, timeUs + latencyUs + horizonUs, timeUs + latencyUs + horizonUs);

/** Settles every decision whose exit is before `timeUs` (`inclusive`: or at it). */
export function settleLane(state: LaneState, on: Settling, until: { timeUs: number; inclusive: boolean }): void {
  const { decisions, quotes, silences } = on;
  const { latencyUs, horizonUs } = state.lane;
  const lag = latencyUs + horizonUs;
  const lastUs = until.inclusive ? until.timeUs : until.timeUs - 1;
  for (; state.next < decisions.end; state.next++) {
    const slot = decisionSlot(decisions, state.next);
    const timeUs = decisions.timesUs[slot] as number;
    if (timeUs + lag > lastUs) return;
    const entry = asOf(quotes, state.entryCursor, timeUs + latencyUs);
    const exit = asOf(quotes, state.exitCursor, timeUs + lag);
    if (entry >= 0) state.entryCursor = entry;
    if (exit >= 0) state.exitCursor = exit;
    if (entry < 0 || (silences.fromUs.length > 0 && wasStale(silences, timeUs, state.lane))) {
      dropDecision(state, on, slot);
      continue;
    }
    const entryAt = quoteOffset(quotes, entry);
    const exitAt = quoteOffset(quotes, exit);
    measure(on, entryAt, exitAt);
    // Unreadable quotes are NaN, and so is any return made of them.
    if (Number.isNaN(on.outcome.yMid)) {
      dropDecision(state, on, slot);
      continue;
    }
    if (state.judged >= 0) {
      measureTaken(on, entryAt, exitAt);
      storeOutcome(state, on);
    }
    addMove(state, on, slot);
    addOutcomes(state, on, slot);
  }
}

/** A decision without an outcome: its in-zone signals are counted as dropped. */
function dropDecision(state: LaneState, { decisions }: Settling, slot: number): void {
  const bit = 1 << state.h;
  for (let s = 0; s < decisions.signals; s++) {
    if (sideOf(decisions, slot * decisions.signals + s, bit) !== 0) state.dropped[s] = (state.dropped[s] as number) + 1;
  }
}

/** Gives up all decisions that are not settled, since the data end. */
export function dropRest(state: LaneState, on: Settling): void {
  for (; state.next < on.decisions.end; state.next++) dropDecision(state, on, decisionSlot(on.decisions, state.next));
}

/** The same since a break came: these are counted by themselves as well. */
export function breakRest(state: LaneState, on: Settling): void {
  const before = state.dropped.slice();
  dropRest(state, on);
  for (let s = 0; s < before.length; s++) {
    state.broken[s] = (state.broken[s] as number) + (state.dropped[s] as number) - (before[s] as number);
  }
}

function storeOutcome({ next, judged }: LaneState, { store, outcome }: Settling): void {
  const row = rowOf(store.rows, next);
  if (row < 0) return;
  const k = row * store.judged.length + judged;
  store.rows.at.y[k] = outcome.y;
  if (store.executable === null) return;
  store.executable.at.yLong[k] = outcome.yLong;
  store.executable.at.yShort[k] = outcome.yShort;
}

function addMove({ moves, h }: LaneState, { decisions, outcome }: Settling, slot: number): void {
  if (moves === null || ((decisions.grid[slot] as number) & (1 << h)) === 0) return;
  const { y } = outcome;
  const at = blockAt(moves, decisions.timesUs[slot] as number);
  const { cells } = moves;
  cells[at] = (cells[at] as number) + 1;
  if (y > 0) cells[at + 1] = (cells[at + 1] as number) + 1;
  if (y === 0) cells[at + 2] = (cells[at + 2] as number) + 1;
  cells[at + 3] = (cells[at + 3] as number) + y;
  cells[at + 4] = (cells[at + 4] as number) + Math.abs(y);
  cells[at + 5] = (cells[at + 5] as number) + y * y;
}

function addOutcomes(state: LaneState, on: Settling, slot: number): void {
  const { decisions, outcome } = on;
  const { blocks } = state;
  const { signals, active, spaced, entered, onset } = decisions;
  const bit = 1 << state.h;
  const block = blockAt(blocks, decisions.timesUs[slot] as number);
  const { cells } = blocks;
  const first = slot * signals;
  const last = first + (decisions.actives[slot] as number);
  for (let k = first; k < last; k++) {
    const s = active[k] as number;
    const mark = first + s;
    const side = sideOf(decisions, mark, bit);
    if (side === 0) continue;
    const gain = side > 0 ? outcome.yLong : -outcome.yShort;
    const cell = block + s * BLOCK_CELLS;
    addGain(cells, cell + ALL, gain);
    if (((spaced[mark] as number) & bit) !== 0) addGain(cells, cell + SPACED, gain);
    if (((entered[mark] as number) & bit) === 0) continue;
    state.entries[s] = (state.entries[s] as number) + 1;
    if (state.barriers !== null) addBarrier(state, on, { slot, s, side });
    if (((onset[mark] as number) & bit) === 0) continue;
    addGain(cells, cell + (side > 0 ? LONG : SHORT), gain);
    if (state.events !== null) addEvent(state, on, { slot, s, side });
  }
}

/** The cursors stand at the entry and the exit of the decision being settled. */
function addBarrier(
  state: LaneState,
  on: Settling,
  { slot, s, side }: { slot: number; s: number; side: number },
): void {
  const barriers = state.barriers?.[s];
  if (barriers === undefined || barriers === null) return;
  const { decisions } = on;
  const { latencyUs, horizonUs } = state.lane;
  settleBarrier(barriers, on, {
    entryUs: (decisions.timesUs[slot] as number) + latencyUs,
    horizonUs,
    side,
    secondVariance: decisions.variance[slot] as number,
    entry: state.entryCursor,
    exit: state.exitCursor,
  });
}

function addGain(cells: Float64Array, at: number, gain: number): void {
  cells[at] = (cells[at] as number) + 1;
  if (gain > 0) cells[at + 1] = (cells[at + 1] as number) + 1;
  else if (gain === 0) cells[at + 2] = (cells[at + 2] as number) + 1;
  cells[at + 3] = (cells[at + 3] as number) + gain;
  cells[at + 4] = (cells[at + 4] as number) + gain * gain;
}

function addEvent(state: LaneState, on: Settling, { slot, s, side }: { slot: number; s: number; side: number }): void {
  const events = state.events?.[s];
  if (events === undefined) return;
  const row = offerRow(events);
  if (row < 0) return;
  const { decisions, outcome } = on;
  const { signals } = decisions;
  const { at } = events;
  at.timeUs[row] = decisions.timesUs[slot] as number;
  at.side[row] = side;
  at.value[row] = decisions.values[slot * signals + s] as number;
  at.y[row] = side > 0 ? outcome.yLong : outcome.yShort;
  at.yMid[row] = outcome.yMid;
  at.yExecutable[row] = side > 0 ? outcome.buy : outcome.sell;
  at.takenTicksLots[row] = side > 0 ? outcome.askTaken : outcome.bidTaken;
  at.volatility[row] = decisions.volatility[slot] as number;
  at.spread[row] = decisions.spread[slot] as number;
  const bit = 1 << state.h;
  for (let k = 0; k < signals; k++) at.sides[row * signals + k] = sideOf(decisions, slot * signals + k, bit);
}

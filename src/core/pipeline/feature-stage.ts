// The feature stage: shows the operators beside the chain the books, trades and rows of a symbol as they happen.

import { bookProblem, readTopLevels } from '../book/book.js';
import type { TopLevels } from '../book/top-levels.js';
import type { FeatureSet, FeatureStates } from './feature-states.js';
import type { BestQuotes } from './make-row.js';
import type { SignalRow } from './row.js';
import { type SymbolChain, bookUnknown } from './symbol-chain.js';

/**
 * Every break counts the chain's segment up, in one of many places. Operators hear of it before whatever they see next,
 * which is the same to them: between the two they are shown nothing.
 */
function passBreak(set: FeatureSet, features: FeatureStates, { segment, breakUs }: SymbolChain): void {
  if (features.segment === segment) return;
  features.segment = segment;
  breakAll(set, features, breakUs);
}

function breakAll({ bound }: FeatureSet, { states }: FeatureStates, timeUs: number): void {
  for (let k = 0; k < bound.length; k++) bound[k]?.onBreak(states[k], timeUs);
}

/** A snapshot was applied: what was known of the book before it belongs to another one. */
export function showSnapshot(set: FeatureSet, state: SymbolChain): void {
  const { features } = state;
  if (features === null || set.levels === 0) return;
  passBreak(set, features, state);
  if (features.ready) breakAll(set, features, state.nowUs);
  features.ready = readTopLevels(state.book, features.prev);
}

/** A delta that had waited for the snapshot was applied: the next one is compared with what it left. */
export function showBuffered(set: FeatureSet, state: SymbolChain): void {
  const { features } = state;
  if (features !== null && set.levels > 0) features.ready = readTopLevels(state.book, features.prev);
}

/** A depth update was applied. An unreadable book is not shown, and leaves nothing to compare the next one with. */
export function showBook(set: FeatureSet, state: SymbolChain, matchUs: number | null): void {
  const { features } = state;
  const { bound, book } = set;
  if (features === null || book === null) return;
  passBreak(set, features, state);
  if (!readTopLevels(state.book, features.next)) {
    features.ready = false;
    return;
  }
  const swap: TopLevels = features.prev;
  book.timeUs = state.nowUs;
  book.matchUs = matchUs;
  book.prev = features.ready ? swap : null;
  book.next = features.next;
  for (let k = 0; k < bound.length; k++) bound[k]?.onBook?.(features.states[k], book);
  features.prev = features.next;
  features.next = swap;
  features.ready = true;
}

/** Best bid + best ask in ticks. */
const mid2Of = (quotes: BestQuotes | null): number | null =>
  quotes === null ? null : quotes.bidTicks + quotes.askTicks;

/** The best quotes that rows are made of have changed; null where they cannot be read. */
export function showMid(set: FeatureSet, state: SymbolChain, quotes: BestQuotes | null): void {
  const { features } = state;
  const { bound, mid } = set;
  if (features === null || mid === null) return;
  passBreak(set, features, state);
  mid.timeUs = state.nowUs;
  mid.mid2 = mid2Of(quotes);
  if (quotes !== null) {
    mid.bidTicks = quotes.bidTicks;
    mid.bidLots = quotes.bidLots;
    mid.askTicks = quotes.askTicks;
    mid.askLots = quotes.askLots;
  }
  for (let k = 0; k < bound.length; k++) bound[k]?.onMid?.(features.states[k], mid);
}

export interface ShownTrade {
  readonly priceTicks: number;
  /** Positive: the taker bought. */
  readonly signed: number;
  readonly quotes: BestQuotes | null;
}

/** A trade was counted. One without any quantity left (all of it price improvement) is none. */
export function showTrade(set: FeatureSet, state: SymbolChain, { priceTicks, signed, quotes }: ShownTrade): void {
  const { features } = state;
  const { bound, trade } = set;
  if (features === null || signed === 0) return;
  passBreak(set, features, state);
  trade.timeUs = state.nowUs;
  trade.priceTicks = priceTicks;
  trade.lots = Math.abs(signed);
  trade.side = signed > 0 ? 1 : -1;
  trade.mid2 = mid2Of(quotes);
  for (let k = 0; k < bound.length; k++) bound[k]?.onTrade?.(features.states[k], trade);
}

/**
 * The features' columns of a row just made.
 * @throws RangeError when an operator gives another number of values than it has columns
 */
export function featureValues(set: FeatureSet, state: SymbolChain, row: SignalRow): (number | null)[] {
  const { features } = state;
  const out: (number | null)[] = [];
  if (features === null) return out;
  passBreak(set, features, state);
  const bookReason = bookUnknown(state) ? 'no_data' : bookProblem(state.book);
  const top = bookReason === null && features.ready ? features.prev : null;
  const moment = { timeUs: row.timeUs, row, top, bookReason };
  let wanted = 0;
  for (let k = 0; k < set.bound.length; k++) {
    const feature = set.bound[k];
    if (feature === undefined) continue;
    feature.onRow(features.states[k], moment, out);
    wanted += feature.columns.length;
    if (out.length !== wanted)
      throw new RangeError(`${feature.columns[0]?.name} gives ${out.length} of ${wanted} values`);
  }
  // −0 and 0 are the same value to every reader.
  for (let k = 0; k < out.length; k++) if (out[k] === 0) out[k] = 0;
  return out;
}

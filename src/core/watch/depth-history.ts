// Resting quantity by price over time: the book of one symbol sampled once a second, for the heatmap.

import { type Book, bookProblem } from '../book/book.js';
import { type Ladder, bestTick, occupiedAtOrAbove, occupiedAtOrBelow } from '../book/ladder.js';
import { fromShortFloat, toShortFloat } from './short-float.js';

/** Samples kept: 32 minutes. */
export const DEPTH_COLUMNS = 1_920;
/** Price groups a side and sample, counted from the best price away. */
export const DEPTH_GROUPS = 96;

/**
 * The sample of second s stands at slot s modulo `columns`. Price groups lie on whole multiples of `groupTicks`; the
 * quantities of a slot are `groups` of bids, best first, and as many of asks.
 */
export interface DepthHistory {
  readonly columns: number;
  readonly groups: number;
  /** Ticks a price group. */
  readonly groupTicks: number;
  /** Second of the sample in each slot; 0: none. */
  readonly seconds: Float64Array;
  /** 1 where the book was known. */
  readonly known: Uint8Array;
  readonly bidTicks: Float64Array;
  readonly askTicks: Float64Array;
  readonly lots: Uint16Array;
  /** Of one sample, while it is taken. */
  readonly sums: Float64Array;
}

export function initDepthHistory(groupTicks: number, columns = DEPTH_COLUMNS, groups = DEPTH_GROUPS): DepthHistory {
  return {
    columns,
    groups,
    groupTicks,
    seconds: new Float64Array(columns),
    known: new Uint8Array(columns),
    bidTicks: new Float64Array(columns),
    askTicks: new Float64Array(columns),
    lots: new Uint16Array(columns * groups * 2),
    sums: new Float64Array(groups * 2),
  };
}

/** The book of a second; an unreadable one is noted as such. */
export function sampleDepth(history: DepthHistory, book: Book, second: number): void {
  const bid = bestTick(book.bids);
  const ask = bestTick(book.asks);
  if (bookProblem(book) !== null || bid === null || ask === null) {
    forgetDepth(history, second);
    return;
  }
  const { columns, groups, sums, lots } = history;
  sums.fill(0);
  addSide(history, book.bids, bid);
  addSide(history, book.asks, ask);
  const slot = second % columns;
  const from = slot * groups * 2;
  for (let k = 0; k < sums.length; k++) lots[from + k] = toShortFloat(sums[k] as number);
  history.seconds[slot] = second;
  history.known[slot] = 1;
  history.bidTicks[slot] = bid;
  history.askTicks[slot] = ask;
}

/** From this second on nothing is known, until the next sample. */
export function forgetDepth(history: DepthHistory, second: number): void {
  const slot = second % history.columns;
  history.seconds[slot] = second;
  history.known[slot] = 0;
}

function addSide({ groups, groupTicks, sums }: DepthHistory, ladder: Ladder, best: number): void {
  const isBid = ladder.side === 'bid';
  const from = isBid ? 0 : groups;
  const first = Math.floor(best / groupTicks);
  const add = (tick: number, lots: number): boolean => {
    const group = Math.abs(Math.floor(tick / groupTicks) - first);
    if (group >= groups) return false;
    sums[from + group] = (sums[from + group] as number) + lots;
    return true;
  };
  let index = ladder.best;
  while (index >= 0 && add(ladder.base + index, ladder.lots[index] as number)) {
    index = isBid ? occupiedAtOrBelow(ladder, index - 1) : occupiedAtOrAbove(ladder, index + 1);
  }
  // The window ended before the groups did: levels beyond it wait in a map.
  const { far } = ladder;
  if (index >= 0 || far.size === 0) return;
  for (let at = 0; at < far.keys.length; at++) {
    const lots = far.lots[at] as number;
    if (lots !== 0) add(far.keys[at] as number, lots);
  }
}

export interface DepthSample {
  readonly bidTicks: number;
  readonly askTicks: number;
  readonly ticks: readonly number[];
  readonly lots: readonly number[];
}

/**
 * The book of a slot. A group stands under its lowest price, but no bid above the best bid and no ask below the best ask.
 */
export function readDepth(history: DepthHistory, slot: number): DepthSample {
  const { groups, groupTicks } = history;
  const bidTicks = history.bidTicks[slot] as number;
  const askTicks = history.askTicks[slot] as number;
  const [bidGroup, askGroup] = [Math.floor(bidTicks / groupTicks), Math.floor(askTicks / groupTicks)];
  const ticks: number[] = [];
  const lots: number[] = [];
  for (let k = 0; k < groups * 2; k++) {
    const short = history.lots[slot * groups * 2 + k] as number;
    if (short === 0) continue;
    const low = (k < groups ? bidGroup - k : askGroup + k - groups) * groupTicks;
    ticks.push(k < groups ? low : Math.max(low, askTicks));
    lots.push(fromShortFloat(short));
  }
  return { bidTicks, askTicks, ticks, lots };
}

/** Slot of the sample of a second, or null. */
export function depthSlot({ seconds, columns }: DepthHistory, second: number): number | null {
  const slot = second % columns;
  return seconds[slot] === second ? slot : null;
}

// Bars between rows: the change of the mid in each, and the taker volume that came with it.

import type { TakerTrade } from './taker-trade.js';

/**
 * Bars end at the first row at or after each whole multiple of `barUs` since the epoch. `closed…` is the last one,
 * meaningful after stepMidBar said that one has closed.
 */
export interface MidBarState {
  readonly barUs: number;
  /** Where the open bar ends; null before the first row. */
  endUs: number | null;
  /** Twice the mid (ticks) that the open bar began with; null where it is not known or data began within the bar. */
  startMid2: number | null;
  /** A trade has been seen since a break: the volume of bars to come is known. */
  tradesKnown: boolean;
  signedLots: number;
  tickLots: number;
  closedStartMid2: number;
  closedMid2: number;
  closedSignedLots: number;
  closedTickLots: number;
}

export function initMidBar(barUs: number): MidBarState {
  if (!(barUs >= 1)) throw new RangeError(`bars of ${barUs} µs`);
  return {
    barUs,
    endUs: null,
    startMid2: null,
    tradesKnown: false,
    signedLots: 0,
    tickLots: 0,
    closedStartMid2: 0,
    closedMid2: 0,
    closedSignedLots: 0,
    closedTickLots: 0,
  };
}

export function clearMidBar(state: MidBarState): void {
  state.endUs = null;
  state.startMid2 = null;
  state.tradesKnown = false;
  state.signedLots = 0;
  state.tickLots = 0;
}

export function addToMidBar(state: MidBarState, trade: TakerTrade): void {
  state.tradesKnown = true;
  state.signedLots += trade.side * trade.lots;
  state.tickLots += trade.priceTicks * trade.lots;
}

/** Shows a row with its mid. True when a bar has ended with it whose mids and trades are known. */
export function stepMidBar(state: MidBarState, timeUs: number, mid2: number | null): boolean {
  const { endUs, startMid2 } = state;
  if (endUs !== null && timeUs < endUs) return false;
  state.endUs = timeUs - (timeUs % state.barUs) + state.barUs;
  const isWhole = startMid2 !== null && mid2 !== null;
  if (isWhole) {
    state.closedStartMid2 = startMid2;
    state.closedMid2 = mid2;
    state.closedSignedLots = state.signedLots;
    state.closedTickLots = state.tickLots;
  }
  // The first row seen lies within a bar, unless it lies on its edge.
  const isEdge = endUs !== null || timeUs % state.barUs === 0;
  state.startMid2 = isEdge && state.tradesKnown ? mid2 : null;
  state.signedLots = 0;
  state.tickLots = 0;
  return isWhole;
}

// Price impact: the change of the mid regressed on the signed volume that came with it.
// A. S. Kyle, "Continuous auctions and insider trading", Econometrica 53(6), 1985; the root variant as in J. Hasbrouck,
// "Trading costs and returns for U.S. equities", Journal of Finance 64(3), 2009.

import {
  type LineFit,
  type PairWindow,
  clearPairWindow,
  emptyFit,
  fitLine,
  initPairWindow,
  pushPair,
} from '../stats/straight-line.js';

export interface KyleState {
  readonly pairs: PairWindow;
  readonly rootPairs: PairWindow;
  /** ΔP = intercept + slope·v. */
  readonly fit: LineFit;
  /** ΔP = slope·sign(v)√|v|, of which only the slope through the origin is used. */
  readonly rootFit: LineFit;
}

/** @param window pairs that a fit is made of */
export function initKyle(window: number): KyleState {
  return {
    pairs: initPairWindow(window),
    rootPairs: initPairWindow(window),
    fit: emptyFit(),
    rootFit: emptyFit(),
  };
}

export function clearKyle(state: KyleState): void {
  clearPairWindow(state.pairs);
  clearPairWindow(state.rootPairs);
  Object.assign(state.fit, emptyFit());
  Object.assign(state.rootFit, emptyFit());
}

/** sign(v)·√|v|: impact grows slower than volume. */
export const signedRoot = (signed: number): number => (signed < 0 ? -Math.sqrt(-signed) : Math.sqrt(signed));

/**
 * Adds the mid change and the signed taker volume of a bar, in any units; `fit` and `rootFit` are as of it, and null
 * until the window is full.
 */
export function stepKyle(state: KyleState, midChange: number, signed: number): void {
  pushPair(state.pairs, signed, midChange);
  pushPair(state.rootPairs, signedRoot(signed), midChange);
  if (state.pairs.count < state.pairs.size) return;
  fitLine(state.pairs, state.fit);
  fitLine(state.rootPairs, state.rootFit);
}

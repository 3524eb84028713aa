// Illiquidity: how far the price went for the money that was traded.
// Y. Amihud, "Illiquidity and stock returns: cross-section and time-series effects", Journal of Financial Markets 5(1), 2002.

import { type WelfordWindow, clearWindow, initWindow, pushWindow, windowMean } from '../stats/welford.js';

/** |r|/notional of the last bars in which anything was traded. */
export type AmihudState = WelfordWindow;

/** @param window bars that a value is made of */
export const initAmihud = (window: number): AmihudState => initWindow(window);

export const clearAmihud = (state: AmihudState): void => clearWindow(state);

/** Adds the return and the notional of a bar; one in which nothing was traded is no sample. */
export function stepAmihud(state: AmihudState, ret: number, notional: number): void {
  if (notional > 0) pushWindow(state, Math.abs(ret) / notional);
}

/** Mean of |r|/notional; null until the window is full. */
export const amihudOf = (state: AmihudState): number | null => (state.count < state.size ? null : windowMean(state));

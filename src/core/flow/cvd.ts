// Cumulative volume delta: the running sum of signed taker volume, and its moving average.

import { US_PER_DAY } from '../market/units.js';
import { type EmaState, clearEma, initEma, stepEma } from '../stats/ewma.js';

export interface CvdConfig {
  /** Weight of the newest sum in the average, one step a trade. */
  readonly emaAlpha: number;
  /** Restart at 00:00 UTC of receive time, or never. */
  readonly reset: 'none' | 'utc-day';
}

export interface CvdState {
  readonly reset: CvdConfig['reset'];
  /** Signed lots since the start or the last reset: an exact integer. */
  sumLots: number;
  /** Signed lots of the last trade; meaningful once `trades` > 0. */
  lastLots: number;
  /** Average of the sum; meaningful once `ema.count` > 0, that is from the first trade after a reset. */
  readonly ema: EmaState;
  /** Trades since the start or clearCvd; a new day does not change it. */
  trades: number;
  /** Midnight UTC at which the day of the last time seen began. */
  dayStartUs: number | null;
}

export function initCvd(config: CvdConfig): CvdState {
  return { reset: config.reset, sumLots: 0, lastLots: 0, ema: initEma(config.emaAlpha), trades: 0, dayStartUs: null };
}

/** After a break: the sum has lost trades, so it starts over. */
export function clearCvd(state: CvdState): void {
  state.sumLots = 0;
  state.lastLots = 0;
  state.trades = 0;
  state.dayStartUs = null;
  clearEma(state.ema);
}

/** The exchange's `m` (the buyer is the maker) means that the taker sold: −q, else +q. */
export const signedLots = (qtyLots: number, buyerIsMaker: boolean): number => (buyerIsMaker ? -qtyLots : qtyLots);

/**
 * Moves the clock. True when a new UTC day has begun and the sum was restarted: a window of sums must then be cleared,
 * since a z across the restart would measure the restart.
 */
export function rollCvdDay(state: CvdState, timeUs: number): boolean {
  if (state.reset === 'none') return false;
  const { dayStartUs } = state;
  if (dayStartUs !== null && timeUs >= dayStartUs && timeUs < dayStartUs + US_PER_DAY) return false;
  state.dayStartUs = timeUs - (timeUs % US_PER_DAY);
  if (dayStartUs === null) return false;
  state.sumLots = 0;
  clearEma(state.ema);
  return true;
}

/**
 * Adds one trade (positive: the taker bought) received at `timeUs`; a new UTC day begins first, as rollCvdDay says.
 * @returns the running sum, lots; first output with the first trade
 */
export function stepCvd(state: CvdState, signed: number, timeUs: number): number {
  rollCvdDay(state, timeUs);
  state.sumLots += signed;
  state.lastLots = signed;
  state.trades++;
  stepEma(state.ema, state.sumLots);
  return state.sumLots;
}

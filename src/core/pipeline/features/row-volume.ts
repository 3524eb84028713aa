// Signed taker volume of a row, summed from the trades that count in CVD.

import type { TradeMoment } from '../feature.js';
import type { SignalRow } from '../row.js';
import { type RowGate, breakRowGate, closeRowGate, initRowGate } from './row-gate.js';

export interface RowVolume {
  readonly gate: RowGate;
  /** Of the open row: buys minus sells, lots. */
  signed: number;
}

export const initRowVolume = (): RowVolume => ({ gate: initRowGate(), signed: 0 });

export function addRowVolume(state: RowVolume, { lots, side }: TradeMoment): void {
  state.signed += side * lots;
}

export function breakRowVolume(state: RowVolume): void {
  breakRowGate(state.gate);
  state.signed = 0;
}

/** Lots; null before the first trade of the session, while nothing is received, and in a row that either lies in. */
export function closeRowVolume(state: RowVolume, { cvdReason }: SignalRow): number | null {
  const missing = cvdReason === 'no_trades' || cvdReason === 'no_data' ? cvdReason : null;
  const { signed } = state;
  state.signed = 0;
  return closeRowGate(state.gate, missing) ? signed : null;
}

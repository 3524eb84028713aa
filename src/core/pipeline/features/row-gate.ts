// Whether the row being closed saw the whole of its input: the rule of the chain's own OFI (a partial row has no flow).

import type { NullReason } from '../../market/reason.js';
import type { BookMoment } from '../feature.js';

/** Part of the state of every feature that sums something from row to row. */
export interface RowGate {
  /** The start of data, a break or a time without input lies since the last row. */
  partial: boolean;
}

export const initRowGate = (): RowGate => ({ partial: true });

export function breakRowGate(gate: RowGate): void {
  gate.partial = true;
}

/** To be called first in onBook. True when the update can be compared with the book before it. */
export function seesChange(gate: RowGate, moment: BookMoment): boolean {
  if (moment.prev !== null) return true;
  gate.partial = true;
  return false;
}

/** To be called once in onRow, with why the input is missing as of now. True when the row is whole; the next one begins. */
export function closeRowGate(gate: RowGate, missing: NullReason | null): boolean {
  const whole = missing === null && !gate.partial;
  gate.partial = missing !== null;
  return whole;
}

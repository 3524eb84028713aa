// Whether the row being closed saw the whole of its book: the rule of the chain's own OFI (partial rows have no flow).

import type { BookMoment, RowMoment } from '../feature.js';

/** Part of the state of every feature that sums something of the book from row to row. */
export interface RowGate {
  /** The start of data, a break or an unreadable book lies since the last row. */
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

/** To be called once in onRow. True when the row is whole; the next one begins. */
export function closeRowGate(gate: RowGate, { bookReason }: RowMoment): boolean {
  const whole = bookReason === null && !gate.partial;
  gate.partial = bookReason !== null;
  return whole;
}

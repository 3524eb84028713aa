// A condition over time, a symbol at a time: `for 2s`, and its beginnings and ends.

import type { SignalRow } from '../pipeline/row.js';
import { evaluate } from './evaluate.js';
import type { Expression } from './expression.js';

/** Plain data; a symbol's state begins with its first row. */
export interface HeldState {
  readonly expression: Expression;
  readonly symbols: Map<string, SymbolHeld>;
}

interface SymbolHeld {
  /** Its last row: `crosses` compares with it. */
  before: SignalRow | null;
  /** Row time since which the condition has held on every row; null where it did not hold on the last. */
  sinceUs: number | null;
  isHeld: boolean;
}

/** What a row changed. */
export interface HeldEdge {
  readonly kind: 'begin' | 'end';
  /** Of the row, receive time of the data. */
  readonly timeUs: number;
  readonly symbol: string;
  /** When the condition began to hold; of an end: the row time on which it was first met no more. */
  readonly sinceUs: number;
}

export const initHeld = (expression: Expression): HeldState => ({ expression, symbols: new Map() });

/**
 * The edge on this row, or null. The expression is met once its condition has been true on every row for the span of
 * `for`, measured between row times: on the first row without one. A row on which it is not true (null counts as that)
 * ends it, and so does a break: the first row of a new segment begins the span anew. Rows of a symbol come in the order
 * of time; symbols are independent, so how they interleave does not matter.
 */
export function stepHeld(state: HeldState, row: SignalRow): HeldEdge | null {
  const { expression, symbols } = state;
  const held = symbols.get(row.symbol) ?? { before: null, sinceUs: null, isHeld: false };
  if (held.before === null) symbols.set(row.symbol, held);
  const isTrue = evaluate(expression, row, held.before);
  const isNewSegment = held.before !== null && held.before.segment !== row.segment;
  held.before = row;
  if (!isTrue) held.sinceUs = null;
  else if (held.sinceUs === null || isNewSegment || row.timeUs < held.sinceUs) held.sinceUs = row.timeUs;
  const isHeld = held.sinceUs !== null && row.timeUs - held.sinceUs >= (expression.held?.us ?? 0);
  if (isHeld === held.isHeld) return null;
  held.isHeld = isHeld;
  const { timeUs, symbol } = row;
  return { kind: isHeld ? 'begin' : 'end', timeUs, symbol, sinceUs: held.sinceUs ?? timeUs };
}

/** Since when the condition of an expression that is met now has held on the symbol; null where it is not met. */
export function heldSince({ symbols }: HeldState, symbol: string): number | null {
  const held = symbols.get(symbol);
  return held?.isHeld === true ? held.sinceUs : null;
}

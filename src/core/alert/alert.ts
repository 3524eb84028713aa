// An alert: an expression with a memory of when it was raised, so that a flickering condition does not flood anyone.

import type { SignalRow } from '../pipeline/row.js';
import type { Expression } from './expression.js';
import { type HeldEdge, type HeldState, initHeld, stepHeld } from './held.js';

export interface AlertConfig {
  /** Least time between two alerts of one symbol, by the clock of the data, µs; 0: every beginning is one. */
  readonly minGapUs: number;
}

/** Plain data: structuredClone is a checkpoint. */
export interface AlertState {
  readonly config: AlertConfig;
  readonly held: HeldState;
  readonly symbols: Map<string, SymbolAlert>;
}

interface SymbolAlert {
  isRaised: boolean;
  lastUs: number;
  /** Beginnings too soon after the last alert, since then. */
  suppressed: number;
}

export interface AlertEdge extends Omit<HeldEdge, 'kind'> {
  readonly kind: 'raise' | 'clear';
  /** Of a raise: how often the condition began since the alert before without raising one. */
  readonly suppressed: number;
}

export const EVERY_TIME: AlertConfig = { minGapUs: 0 };

export const initAlert = (expression: Expression, config: AlertConfig = EVERY_TIME): AlertState => ({
  config,
  held: initHeld(expression),
  symbols: new Map(),
});

/**
 * Raised when the expression begins to be met, cleared when it ends; a beginning within `minGapUs` of the symbol's last
 * alert raises nothing and is counted, and its end clears nothing. Depends on the rows only: live and replayed rows give
 * the same edges.
 */
export function stepAlert(state: AlertState, row: SignalRow): AlertEdge | null {
  const edge = stepHeld(state.held, row);
  if (edge === null) return null;
  const before = state.symbols.get(row.symbol);
  if (edge.kind === 'end') {
    if (before?.isRaised !== true) return null;
    before.isRaised = false;
    return { ...edge, kind: 'clear', suppressed: 0 };
  }
  if (before !== undefined && edge.timeUs - before.lastUs < state.config.minGapUs) {
    before.suppressed++;
    return null;
  }
  state.symbols.set(row.symbol, { isRaised: true, lastUs: edge.timeUs, suppressed: 0 });
  return { ...edge, kind: 'raise', suppressed: before?.suppressed ?? 0 };
}

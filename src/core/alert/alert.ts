// An alert: an expression with a memory of when it was raised, so that a flickering condition does not flood anyone.

import type { SignalRow } from '../pipeline/row.js';
import type { Expression } from './expression.js';
import { type HeldEdge, type HeldState, heldSince, initHeld, stepHeld } from './held.js';
import { type Raisings, stepRaising } from './raising.js';

export interface AlertConfig {
  /** Least time between two alerts of one symbol, by the clock of the data, µs; 0: every beginning is one. */
  readonly minGapUs: number;
}

/** Plain data: structuredClone is a checkpoint. */
export interface AlertState {
  readonly config: AlertConfig;
  readonly held: HeldState;
  /** By symbol. */
  readonly raisings: Raisings;
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
  raisings: new Map(),
});

/**
 * Raised when the expression begins to be met, cleared when it ends. A beginning within `minGapUs` of the symbol's last
 * alert is raised at the end of that time if the expression is met then still, and counted as left out else. Depends on
 * the rows only: live and replayed rows give the same edges.
 */
export function stepAlert({ config, held, raisings }: AlertState, row: SignalRow): AlertEdge | null {
  stepHeld(held, row);
  const { symbol, timeUs } = row;
  const sinceUs = heldSince(held, symbol);
  const raised = stepRaising(raisings, symbol, { isOn: sinceUs !== null, timeUs, minGapUs: config.minGapUs });
  if (raised === null) return null;
  const suppressed = raised.kind === 'raise' ? raised.suppressed : 0;
  return { kind: raised.kind, timeUs, symbol, sinceUs: sinceUs ?? timeUs, suppressed };
}

// What the search for places to jump to looks for in rows: beginnings of signals, and of a condition.

import { initAlert, stepAlert } from '../../core/alert/alert.js';
import type { Expression } from '../../core/alert/expression.js';
import { type SignalEdges, initSignalEdges, stepSignalEdges } from '../../core/watch/signal-edges.js';
import type { RowTest, RowTests } from './mark-index.js';

function signalTest(): RowTest {
  const known = new Map<string, SignalEdges>();
  return (row) => {
    const edges = known.get(row.symbol) ?? initSignalEdges();
    known.set(row.symbol, edges);
    return stepSignalEdges(edges, row).length > 0;
  };
}

/** True on the row on which the condition begins to be met, its `for` included. */
export function hitTest(expression: Expression): RowTest {
  const alert = initAlert(expression);
  return (row) => stepAlert(alert, row)?.kind === 'raise';
}

/** Tests with a memory: for one reading from the first row on. */
export const rowTests = (expression: Expression | null): RowTests => ({
  signal: signalTest(),
  hit: expression === null ? null : hitTest(expression),
});

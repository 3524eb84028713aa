// A sample of all decisions at a stride that doubles: what rank correlations and permutations are made of.

import type { GridStore } from './collected.js';
import { type Columns, closeColumns, initColumns, offerRow } from './columns.js';
import { type DecisionRing } from './decision-ring.js';

const EMPTY = {
  timeUs: new Float64Array(0),
  values: new Float64Array(0),
  sides: new Int8Array(0),
  y: new Float64Array(0),
  past: new Float64Array(0),
  volatility: new Uint8Array(0),
  spread: new Uint8Array(0),
};

const EXECUTABLE = { yLong: new Float64Array(0), yShort: new Float64Array(0) };

export interface StoreState {
  readonly rows: Columns<typeof EMPTY>;
  /** Outcomes that depend on the side; null where they do not. They go in step with `rows`. */
  readonly executable: Columns<typeof EXECUTABLE> | null;
  /** Horizon among all of the plan, of each judged one. */
  readonly judged: readonly number[];
}

export interface StorePlan {
  readonly signals: number;
  readonly judged: readonly number[];
  readonly isExecutable: boolean;
  readonly most: number;
}

export function initStore({ signals, judged, isExecutable, most }: StorePlan): StoreState {
  const horizons = judged.length;
  const widths = { timeUs: 1, values: signals, sides: signals, y: horizons, past: horizons, volatility: 1, spread: 1 };
  return {
    rows: initColumns(EMPTY, widths, most),
    executable: isExecutable ? initColumns(EXECUTABLE, { yLong: horizons, yShort: horizons }, most) : null,
    judged,
  };
}

/** Keeps the decision in the slot if its turn has come; its outcomes are not known yet. */
export function storeDecision({ rows, executable, judged }: StoreState, ring: DecisionRing, slot: number): void {
  const row = offerRow(rows);
  if (executable !== null) offerRow(executable);
  if (row < 0) return;
  const { at } = rows;
  const { signals, horizons } = ring;
  at.timeUs[row] = ring.timesUs[slot] as number;
  for (let s = 0; s < signals; s++) {
    at.values[row * signals + s] = ring.values[slot * signals + s] as number;
    at.sides[row * signals + s] = ring.sides[slot * signals + s] as number;
  }
  at.volatility[row] = ring.volatility[slot] as number;
  at.spread[row] = ring.spread[slot] as number;
  for (let j = 0; j < judged.length; j++) {
    const k = row * judged.length + j;
    at.past[k] = ring.past[slot * horizons + (judged[j] as number)] as number;
    at.y[k] = NaN;
    if (executable === null) continue;
    executable.at.yLong[k] = NaN;
    executable.at.yShort[k] = NaN;
  }
}

export function closeStore({ rows, executable }: StoreState): GridStore {
  const at = closeColumns(rows);
  const sided = executable === null ? { yLong: at.y, yShort: at.y } : closeColumns(executable);
  return { stride: rows.stride, moments: rows.count, ...at, ...sided };
}

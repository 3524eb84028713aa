// Multi-level order flow imbalance (MLOFI) of an interval, raw and divided by one depth common to all levels.
// Xu, Gould & Howison, arXiv 1907.06230; the common depth: Cont, Cucuringu & Zhang, Quantitative Finance 23(10), 2023, eq. 3.

import type { TopLevels } from '../book/top-levels.js';
import { cksLevelFlow } from './ofi-cks.js';

/** Sums of the open interval. */
export interface MlofiState {
  readonly levels: number;
  /** Σ e_m, lots. */
  readonly flows: Float64Array;
  /** Σ over updates and levels of (qb + qa)/2, lots. */
  depth: number;
  updates: number;
}

/** A common depth below this many lots is taken as this many: an almost empty book must not blow the flow up. */
export const LEAST_DEPTH_LOTS = 1;

export function initMlofi(levels: number): MlofiState {
  if (!Number.isInteger(levels) || levels < 1) throw new RangeError(`${levels} levels`);
  return { levels, flows: new Float64Array(levels), depth: 0, updates: 0 };
}

/** Begins the next interval. */
export function clearMlofi(state: MlofiState): void {
  state.flows.fill(0);
  state.depth = 0;
  state.updates = 0;
}

/** Adds an update: e_m of each level (cksLevelFlow), and the depth after it. Absent levels hold 0. */
export function stepMlofi(state: MlofiState, prev: TopLevels, next: TopLevels): void {
  const { levels, flows } = state;
  let depth = 0;
  for (let m = 0; m < levels; m++) {
    flows[m] = (flows[m] as number) + cksLevelFlow(prev, next, m);
    if (m < next.bidCount) depth += next.bidLots[m] as number;
    if (m < next.askCount) depth += next.askLots[m] as number;
  }
  state.depth += depth / 2;
  state.updates++;
}

/** Q^M = (1/M) Σ_m mean over the updates of (qb_m + qa_m)/2, lots, floored; null without an update. */
export function commonDepth({ levels, depth, updates }: MlofiState): number | null {
  return updates === 0 ? null : Math.max(depth / updates / levels, LEAST_DEPTH_LOTS);
}

/** OFI_m/Q^M of level m (0 is the best); 0 without an update: then nothing flowed. */
export function normalisedFlow(state: MlofiState, level: number): number {
  const depth = commonDepth(state);
  return depth === null ? 0 : (state.flows[level] as number) / depth;
}

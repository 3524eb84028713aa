// The mid in half ticks, as operators reckon with it, and basis points.

import type { RowMoment } from '../feature.js';

/** Best bid + best ask in ticks, twice the mid: a whole number; null where the row has none. */
export const rowMid2 = ({ row }: RowMoment): number | null =>
  row.bidTicks === null || row.askTicks === null ? null : row.bidTicks + row.askTicks;

/** Basis points in a ratio of 1. */
const BP_PER_RATIO = 1e4;

export const toBp = (ratio: number | null): number | null => (ratio === null ? null : ratio * BP_PER_RATIO);

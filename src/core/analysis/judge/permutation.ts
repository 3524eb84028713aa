// The permutation test of a signal in a judged lane: by the moments that were kept, or by its own where it speaks at single ones.

import type { Collected, CollectedLane } from '../collect/collected.js';
import { rngFor } from './seeds.js';
import { type ShiftTest, momentShiftTest, shiftTest } from './shifts.js';
import { storeSeries } from './store-series.js';

export interface Tested {
  readonly lane: CollectedLane;
  /** Of the signal, and of the horizon among those of the plan. */
  readonly s: number;
  readonly h: number;
  /** Moments that a test by kept moments looks at. */
  readonly most: number;
}

/** Shifts of a list of moments; each takes a look-up a moment. */
const MOMENT_SHIFTS = 2_000;

/** Null where nothing can be shifted. */
export function permutationOf(collected: Collected, { lane, s, h, most }: Tested): ShiftTest | null {
  const { plan } = collected;
  const series = storeSeries(collected, { s, h });
  const { horizonUs } = lane;
  const events = lane.events?.[s];
  if (plan.signals[s]?.single !== true || events === undefined) return shiftTest(series, { horizonUs, most });
  return momentShiftTest(series, events, { horizonUs, most: MOMENT_SHIFTS, rng: rngFor(plan.seed, 'moments', [s, h]) });
}

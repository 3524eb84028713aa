// Price trend: the return of the mid over a trailing span of time.

import { type TimeRing, clearTimeRing, initTimeRing, pushTimeRing, timeRingSlot } from '../stats/time-ring.js';

export interface TrendConfig {
  /** Span of the return, µs. */
  readonly windowUs: number;
  /** A mid change of up to this many ticks is no trend: the value is exactly 0. */
  readonly deadBandTicks: number;
}

export interface TrendState {
  readonly config: TrendConfig;
  /** Samples of the span and one before it: mids in half ticks (bid + ask, in ticks), exact integers. */
  readonly ring: TimeRing;
  /** Why the last step gave null. */
  reason: 'no_trend' | null;
}

const BP_PER_RATIO = 1e4;

export function initTrend(config: TrendConfig): TrendState {
  const { windowUs, deadBandTicks } = config;
  if (!(windowUs > 0)) throw new RangeError(`trend window of ${windowUs} µs`);
  if (!(deadBandTicks >= 0)) throw new RangeError(`dead band of ${deadBandTicks} ticks`);
  return {
    config: { windowUs, deadBandTicks },
    ring: initTimeRing(1),
    reason: 'no_trend',
  };
}

/** After a break: no return spans it. */
export function clearTrend(state: TrendState): void {
  clearTimeRing(state.ring);
  state.reason = 'no_trend';
}

/** Drops samples until the oldest one left is the last with a time ≤ `timeUs` (or all are later). */
function dropBefore({ ring }: TrendState, timeUs: number): void {
  const { timesUs, end } = ring;
  let { first } = ring;
  while (first + 1 < end && (timesUs[timeRingSlot(ring, first + 1)] as number) <= timeUs) first++;
  ring.first = first;
}

/**
 * (mid_t − mid_{t−w})/mid_{t−w}·10^4 in bp, mid_{t−w} being the last sample at or before t − w; null with reason
 * `no_trend` until there is one, that is for the first w of data. Times must not decrease.
 * @param midHalfTicks best bid + best ask in ticks, above 0
 */
export function stepTrend(state: TrendState, timeUs: number, midHalfTicks: number): number | null {
  const { ring } = state;
  const slot = pushTimeRing(ring, timeUs);
  ring.cells[slot] = midHalfTicks;
  const fromUs = timeUs - state.config.windowUs;
  dropBefore(state, fromUs);
  const oldest = timeRingSlot(ring, ring.first);
  if ((ring.timesUs[oldest] as number) > fromUs) {
    state.reason = 'no_trend';
    return null;
  }
  state.reason = null;
  const start = ring.cells[oldest] as number;
  const change = midHalfTicks - start;
  if (Math.abs(change) <= 2 * state.config.deadBandTicks) return 0;
  return (change / start) * BP_PER_RATIO;
}

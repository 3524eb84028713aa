// Highest and lowest of the samples within trailing spans of time, amortised O(1) a sample.

import { type TimeRing, clearTimeRing, initTimeRing, pushTimeRing, timeRingCount, timeRingSlot } from './time-ring.js';

export interface Range {
  readonly high: number;
  readonly low: number;
}

/** For each span the samples that may yet be its highest, falling from old to new; of the lowest likewise, negated. */
export interface TrailingRange {
  readonly spansUs: Float64Array;
  readonly highs: readonly TimeRing[];
  readonly lows: readonly TimeRing[];
  /** From when on all samples are known; null before openTrailingRange. */
  startUs: number | null;
}

/** @throws RangeError unless every span is above 0 */
export function initTrailingRange(spansUs: readonly number[]): TrailingRange {
  for (const span of spansUs) if (!(span > 0)) throw new RangeError(`a span of ${span} µs`);
  const rings = () => spansUs.map(() => initTimeRing(1));
  return { spansUs: Float64Array.from(spansUs), highs: rings(), lows: rings(), startUs: null };
}

export function clearTrailingRange(state: TrailingRange): void {
  state.highs.forEach(clearTimeRing);
  state.lows.forEach(clearTimeRing);
  state.startUs = null;
}

/** Appends x after dropping the samples that it outdoes for good: they are older, and no higher. */
function push(ring: TimeRing, x: number, timeUs: number): void {
  while (ring.end > ring.first && (ring.cells[timeRingSlot(ring, ring.end - 1)] as number) <= x) ring.end--;
  const slot = pushTimeRing(ring, timeUs);
  ring.cells[slot] = x;
}

/** Samples are known from `timeUs` on; only the first call after clearing counts. */
export function openTrailingRange(state: TrailingRange, timeUs: number): void {
  state.startUs ??= timeUs;
}

/** Adds the extremes of what came from `timeUs` on, finite numbers; times must not decrease. */
export function pushTrailingRange(state: TrailingRange, { high, low }: Range, timeUs: number): void {
  for (let k = 0; k < state.highs.length; k++) {
    push(state.highs[k] as TimeRing, high, timeUs);
    push(state.lows[k] as TimeRing, -low, timeUs);
  }
}

function slide(ring: TimeRing, fromUs: number): number | null {
  while (ring.first < ring.end && (ring.timesUs[timeRingSlot(ring, ring.first)] as number) < fromUs) ring.first++;
  return timeRingCount(ring) === 0 ? null : (ring.cells[timeRingSlot(ring, ring.first)] as number);
}

/**
 * Extremes of the samples not older than span k at `timeUs`, which must not decrease from call to call; null without any,
 * and until samples have been known for the whole span.
 */
export function trailingRange(state: TrailingRange, k: number, timeUs: number): Range | null {
  const spanUs = state.spansUs[k] as number;
  const high = slide(state.highs[k] as TimeRing, timeUs - spanUs);
  const low = slide(state.lows[k] as TimeRing, timeUs - spanUs);
  if (high === null || low === null || state.startUs === null || timeUs - state.startUs < spanUs) return null;
  return { high, low: 0 - low };
}

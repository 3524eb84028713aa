// Sums over trailing spans of time, several spans of the same samples at once, amortised O(1) a sample.

import {
  type TimeRing,
  clearTimeRing,
  initTimeRing,
  isTimeRingTight,
  pushTimeRing,
  timeRingSlot,
} from './time-ring.js';

export interface TrailingSums {
  readonly spansUs: Float64Array;
  /** Filled by the caller before pushTrailing: one number a column, finite. */
  readonly sample: Float64Array;
  readonly ring: TimeRing;
  /** Index of the oldest sample within each span. */
  readonly tails: Float64Array;
  /** Sum of column c in span k at k · columns + c, and its largest magnitude since it was last counted anew. */
  readonly sums: Float64Array;
  readonly peaks: Float64Array;
  /** Samples that have left span k since its sums were counted anew. */
  readonly gone: Float64Array;
  /** From when on all samples are known; null before openTrailing. */
  startUs: number | null;
}

/** As for a sliding variance: once a sum is this small beside what has left it, rounding would show. */
const FADED = 1e-3;

/** @throws RangeError unless every span is above 0 */
export function initTrailingSums(spansUs: readonly number[], columns: number): TrailingSums {
  for (const span of spansUs) if (!(span > 0)) throw new RangeError(`a span of ${span} µs`);
  const cells = spansUs.length * columns;
  return {
    spansUs: Float64Array.from(spansUs),
    sample: new Float64Array(columns),
    ring: initTimeRing(columns),
    tails: new Float64Array(spansUs.length),
    sums: new Float64Array(cells),
    peaks: new Float64Array(cells),
    gone: new Float64Array(spansUs.length),
    startUs: null,
  };
}

export function clearTrailing(state: TrailingSums): void {
  clearTimeRing(state.ring);
  for (const array of [state.tails, state.sums, state.peaks, state.gone]) array.fill(0);
  state.startUs = null;
}

/** Samples are known from `timeUs` on; only the first call after clearing counts. */
export function openTrailing(state: TrailingSums, timeUs: number): void {
  state.startUs ??= timeUs;
}

/** Adds `state.sample` at `timeUs`, which must not decrease. */
export function pushTrailing(state: TrailingSums, timeUs: number): void {
  const { ring, sample, sums, peaks, spansUs } = state;
  if (isTimeRingTight(ring)) slideTrailing(state, timeUs);
  const at = pushTimeRing(ring, timeUs) * sample.length;
  for (let c = 0; c < sample.length; c++) {
    const x = sample[c] as number;
    ring.cells[at + c] = x;
    for (let k = 0; k < spansUs.length; k++) {
      const cell = k * sample.length + c;
      const sum = (sums[cell] as number) + x;
      sums[cell] = sum;
      if (Math.abs(sum) > (peaks[cell] as number)) peaks[cell] = Math.abs(sum);
    }
  }
}

/** Lets every sample older than `timeUs` − span leave; one of exactly that time stays. */
export function slideTrailing(state: TrailingSums, timeUs: number): void {
  const { ring, spansUs, tails } = state;
  let oldest = ring.end;
  for (let k = 0; k < spansUs.length; k++) {
    slideSpan(state, k, timeUs - (spansUs[k] as number));
    oldest = Math.min(oldest, tails[k] as number);
  }
  ring.first = oldest;
}

function slideSpan(state: TrailingSums, k: number, fromUs: number): void {
  const { ring, sample, sums, tails, gone } = state;
  const first = tails[k] as number;
  let tail = first;
  while (tail < ring.end && (ring.timesUs[timeRingSlot(ring, tail)] as number) < fromUs) {
    const at = timeRingSlot(ring, tail) * sample.length;
    for (let c = 0; c < sample.length; c++) {
      const cell = k * sample.length + c;
      sums[cell] = (sums[cell] as number) - (ring.cells[at + c] as number);
    }
    tail++;
  }
  if (tail === first) return;
  tails[k] = tail;
  gone[k] = (gone[k] as number) + tail - first;
  if (gone[k] > ring.end - tail || hasFaded(state, k)) recount(state, k);
}

function hasFaded({ sample, sums, peaks }: TrailingSums, k: number): boolean {
  for (let cell = k * sample.length; cell < (k + 1) * sample.length; cell++) {
    if (!(Math.abs(sums[cell] as number) >= (peaks[cell] as number) * FADED)) return true;
  }
  return false;
}

/** Adds up what is within the span: blind to all that has left, and exactly 0 without any sample. */
function recount(state: TrailingSums, k: number): void {
  const { ring, sample, sums, peaks, tails, gone } = state;
  const base = k * sample.length;
  sums.fill(0, base, base + sample.length);
  for (let i = tails[k] as number; i < ring.end; i++) {
    const at = timeRingSlot(ring, i) * sample.length;
    for (let c = 0; c < sample.length; c++) {
      sums[base + c] = (sums[base + c] as number) + (ring.cells[at + c] as number);
    }
  }
  for (let cell = base; cell < base + sample.length; cell++) peaks[cell] = Math.abs(sums[cell] as number);
  gone[k] = 0;
}

/** Sum of column c over span k as of the last slide; null until samples have been known for the whole span. */
export function trailingSum(state: TrailingSums, at: { k: number; c: number }, timeUs: number): number | null {
  if (state.startUs === null || timeUs - state.startUs < (state.spansUs[at.k] as number)) return null;
  return state.sums[at.k * state.sample.length + at.c] as number;
}

// Percentiles over a rolling window: a ring of sketches, each of one stretch of time, and one of the whole run.

import { clearBuckets } from '../stats/bucket-counts.js';
import {
  type LogSketch,
  type SignificantDigits,
  initLogSketch,
  insertLogSketch,
  mergeLogSketch,
} from '../stats/log-sketch.js';
import { type Stepped, lastOf } from '../stats/steps.js';

/**
 * The window is the running stretch and the `slots − 1` before it: with 10 slots of a minute 9 to 10 minutes.
 * Stretches lie on multiples of `slotUs`; a time before the running stretch counts into the running one.
 */
export interface RollingSketch {
  readonly slotUs: number;
  readonly slots: readonly LogSketch[];
  /** Number of the running stretch since the epoch; null before the first value. */
  running: number | null;
  readonly run: LogSketch;
}

export interface RollingSketchConfig {
  readonly slots: number;
  readonly slotUs: number;
  readonly digits: SignificantDigits;
}

/** Ten minutes, to 0.05 %. */
export const TEN_MINUTES: RollingSketchConfig = { slots: 10, slotUs: 60_000_000, digits: 3 };

export const windowSeconds = ({ slots, slotUs }: RollingSketch): number => (slots.length * slotUs) / 1_000_000;

export function initRollingSketch({ slots, slotUs, digits }: RollingSketchConfig = TEN_MINUTES): RollingSketch {
  if (!(Number.isSafeInteger(slots) && slots > 0 && slotUs > 0)) throw new RangeError(`${slots} slots of ${slotUs} µs`);
  return {
    slotUs,
    slots: Array.from({ length: slots }, () => initLogSketch(digits)),
    running: null,
    run: initLogSketch(digits),
  };
}

/** Keeps the memory of the counts: a ring that turns allocates nothing. */
function clear(sketch: LogSketch): void {
  sketch.count = 0;
  sketch.sum = 0;
  sketch.min = Infinity;
  sketch.max = -Infinity;
  clearBuckets(sketch.positive);
  clearBuckets(sketch.negative);
}

/** Forgets the stretches that have left the window at `timeUs`. */
export function turnRollingSketch(state: RollingSketch, timeUs: number): void {
  const now = Math.floor(timeUs / state.slotUs);
  if (state.running === null) {
    state.running = now;
    return;
  }
  const turns = Math.min(now - state.running, state.slots.length);
  for (let k = 0; k < turns; k++) clear(state.slots[(now - k) % state.slots.length] as LogSketch);
  if (now > state.running) state.running = now;
}

/** Takes one integer at a time, µs since the epoch; the first has an effect. @throws RangeError as insertLogSketch */
export function insertRollingSketch(state: RollingSketch, timeUs: number, value: number): void {
  if (state.running === null || timeUs >= (state.running + 1) * state.slotUs) turnRollingSketch(state, timeUs);
  insertLogSketch(state.slots[(state.running ?? 0) % state.slots.length] as LogSketch, value);
  insertLogSketch(state.run, value);
}

/** All values of the window as one sketch, which is the caller's. Turn first, where nothing may have come for long. */
export const rollingWindow = (state: RollingSketch): LogSketch => lastOf(rollingWindowSteps(state));

/** The same, one stretch of time a step. */
export function* rollingWindowSteps(state: RollingSketch): Stepped<LogSketch> {
  const all = initLogSketch(state.run.digits);
  for (const slot of state.slots) {
    if (slot.count === 0) continue;
    mergeLogSketch(all, slot);
    yield;
  }
  return all;
}

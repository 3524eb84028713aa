// Long work on the thread that also draws: in slices, with a look at whether it is still wanted after each.

import { sleep } from '../../platform/sleep.js';

export interface Pace {
  /** Monotonic. */
  readonly nowMs: () => number;
  /** Longest time without letting others run. */
  readonly sliceMs: number;
  /** Whether the work is still wanted. */
  readonly isWanted: () => boolean;
  /** Whether something more urgent goes on: the work waits. */
  readonly isHeld: () => boolean;
  startMs: number;
}

/** The player and the search take turns, and keys wait for both. */
export const SLICE_MS = 6;
const HELD_MS = 10;

export const createPace = (
  nowMs: () => number,
  isWanted: () => boolean,
  isHeld: () => boolean = () => false,
): Pace => ({ nowMs, sliceMs: SLICE_MS, isWanted, isHeld, startMs: nowMs() });

/** Lets others run where the slice is used up. False when the work is not wanted any more. */
export async function breathe(pace: Pace): Promise<boolean> {
  if (pace.nowMs() - pace.startMs < pace.sliceMs) return pace.isWanted();
  await new Promise(setImmediate);
  while (pace.isHeld() && pace.isWanted()) await sleep(HELD_MS, new AbortController().signal);
  pace.startMs = pace.nowMs();
  return pace.isWanted();
}

/** Lets others run at once, before a piece of work that takes long by itself. */
export async function rest(pace: Pace): Promise<void> {
  await new Promise(setImmediate);
  pace.startMs = pace.nowMs();
}

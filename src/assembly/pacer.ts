// Replaying in the time that was recorded, or a multiple of it.

import { sleep } from '../platform/sleep.js';

export interface Pacer {
  /** Waits until the frame received at `recvUs` is due; rejects when the signal is aborted. */
  until(recvUs: number, signal: AbortSignal): Promise<void>;
}

/** Shortest wait worth making: timers are no finer. */
const LEAST_WAIT_MS = 2;

/** `speed` 2 replays twice as fast as recorded. `nowMs` is a monotonic clock. */
export function createPacer(speed: number, nowMs: () => number): Pacer {
  let start: { readonly recvUs: number; readonly ms: number } | null = null;
  return {
    async until(recvUs, signal) {
      start ??= { recvUs, ms: nowMs() };
      const dueMs = start.ms + (recvUs - start.recvUs) / 1000 / speed;
      const waitMs = dueMs - nowMs();
      if (waitMs >= LEAST_WAIT_MS) await sleep(waitMs, signal);
    },
  };
}

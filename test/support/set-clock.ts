// A receive clock whose wall clock a test can set, while real time passes.

import { type ReceiveClock, createReceiveClock } from '../../src/platform/receive-clock.js';

export interface SettableClock {
  readonly clock: ReceiveClock;
  /** Sets the wall clock ahead (or back), and lets the receive clock see it. */
  readonly set: (ms: number) => void;
}

export function settableClock(): SettableClock {
  let aheadMs = 0;
  const clock = createReceiveClock({
    monotonicUs: () => performance.now() * 1_000,
    wallMs: () => Date.now() + aheadMs,
  });
  return {
    clock,
    set(ms) {
      aheadMs += ms;
      clock.check();
    },
  };
}

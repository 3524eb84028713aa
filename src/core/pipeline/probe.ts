// Where the time goes: a clock that the caller injects, read at the stages of every n-th event only.

export type Stage = 'ofi' | 'cvd' | 'fusion' | 'whole';

/** Nanoseconds of one stage of one event, as they are measured. */
export interface StageClock {
  /** Monotonic, nanoseconds; injected, since the core has no clock. */
  readonly nowNs: () => number;
  /** Takes one measurement. */
  readonly record: (stage: Stage, ns: number) => void;
  /** Measure every n-th event. */
  readonly every: number;
  /** Events until the next one measured. */
  countdown: number;
  lastNs: number;
}

/** Time since the last mark belongs to `stage`. */
export function markStage(clock: StageClock, stage: Stage): void {
  const now = clock.nowNs();
  clock.record(stage, now - clock.lastNs);
  clock.lastNs = now;
}

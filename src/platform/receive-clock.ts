// The clock that stamps what is received: runs on the monotonic clock, is held to the wall clock without ever stepping back.

/** Microseconds since the epoch, integer. */
export interface ReceiveClock {
  /** The time now; never before a stamp already given. */
  nowUs(): number;
  /** Time of the monotonic clock, any origin: for lengths and waits, which no setting of the wall clock may change. */
  steadyUs(): number;
  /** A stamp for something received: later than every stamp before it, by 1 µs where the clock has not moved. */
  stampUs(): number;
  /** Called by check() with a step of the wall clock: µs, negative when it was set back. */
  onStep(listener: (stepUs: number) => void): void;
  /** Compares with the wall clock; to be called about once a second. */
  check(): void;
}

export interface TimeSource {
  /** Never steps back; any origin. */
  readonly monotonicUs: () => number;
  /** Wall clock, whole ms since the epoch: the true time lies within the ms that begins there. */
  readonly wallMs: () => number;
}

/** The largest correction of the clock's speed: 500 ppm, as for NTP. */
const MAX_SLEW = 500e-6;
/** A change of wall − monotonic beyond this between two checks is a step: µs. */
const STEP_US = 100_000;
const WALL_RESOLUTION_US = 1_000;
/** Time in which a small error is to be gone, µs: two checks. */
const SETTLE_US = 2_000_000;

const monotonicNow = performance.now.bind(performance);
const SYSTEM_TIME: TimeSource = { monotonicUs: () => monotonicNow() * 1_000, wallMs: Date.now };

/** Bounds of wall − monotonic, µs: the wall clock shows whole ms, and was read between two readings of the other. */
interface OffsetBounds {
  readonly low: number;
  readonly high: number;
}

function readOffset({ monotonicUs, wallMs }: TimeSource): OffsetBounds {
  const before = monotonicUs();
  const wallUs = wallMs() * 1_000;
  const after = monotonicUs();
  return { low: wallUs - after, high: wallUs + WALL_RESOLUTION_US - before };
}

/** Readings of the wall clock while its next ms is awaited: several ms on any machine. */
const MAX_READINGS = 100_000;

/** Waits for a ms of the wall clock to begin, so that the first offset is good to some µs; else to a ms. */
function firstOffsetUs(source: TimeSource): number {
  const fromMs = source.wallMs();
  for (let k = 0; k < MAX_READINGS && source.wallMs() === fromMs; k++);
  return readOffset(source).low;
}

/** What is to be added to `offset` to bring it within the bounds; 0 inside. */
const errorOf = ({ low, high }: OffsetBounds, offset: number): number =>
  offset < low ? low - offset : offset > high ? high - offset : 0;

/**
 * Time = monotonic + offset; the offset follows the wall clock:
 * - an error up to 100 ms, and any in which the wall clock is behind, is slewed away at 500 ppm at most;
 * - when the wall clock is more than 100 ms ahead, the clock jumps to it;
 * - a change of the wall clock by more than 100 ms between two checks is reported in either direction.
 */
export function createReceiveClock(source: TimeSource = SYSTEM_TIME): ReceiveClock {
  const { monotonicUs } = source;
  const listeners: ((stepUs: number) => void)[] = [];
  let anchorUs = monotonicUs();
  let offsetUs = firstOffsetUs(source);
  let wallOffsetUs = offsetUs;
  // After the anchor the offset grows by `slew` per µs until `slewLimitUs` has been added.
  let slew = 0;
  let slewLimitUs = 0;
  let lastUs = 0;

  const offsetAt = (monoUs: number): number => {
    const grownUs = (monoUs - anchorUs) * slew;
    return offsetUs + (Math.abs(grownUs) > Math.abs(slewLimitUs) ? slewLimitUs : grownUs);
  };
  const timeUs = (): number => {
    const monoUs = monotonicUs();
    return Math.floor(monoUs + (slew === 0 ? offsetUs : offsetAt(monoUs)));
  };
  const aim = (errorUs: number): void => {
    slewLimitUs = errorUs;
    slew = Math.max(-MAX_SLEW, Math.min(MAX_SLEW, errorUs / SETTLE_US));
  };
  return {
    nowUs: () => Math.max(timeUs(), lastUs),
    steadyUs: monotonicUs,
    stampUs: () => {
      const us = timeUs();
      lastUs = us > lastUs ? us : lastUs + 1;
      return lastUs;
    },
    onStep: (listener) => {
      listeners.push(listener);
    },
    check: () => {
      const bounds = readOffset(source);
      const monoUs = monotonicUs();
      offsetUs = offsetAt(monoUs);
      anchorUs = monoUs;
      const wallStepUs = Math.round(errorOf(bounds, wallOffsetUs));
      wallOffsetUs += wallStepUs;
      const errorUs = errorOf(bounds, offsetUs);
      const isAhead = errorUs > STEP_US;
      if (isAhead) offsetUs += errorUs;
      aim(isAhead ? 0 : errorUs);
      const stepUs = Math.abs(wallStepUs) > STEP_US ? wallStepUs : isAhead ? Math.round(errorUs) : 0;
      if (stepUs !== 0) for (const listener of listeners) listener(stepUs);
    },
  };
}

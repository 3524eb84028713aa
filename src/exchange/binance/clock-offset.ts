// How far the exchange's clock is from ours, and how sure that is.

/** One question for the exchange's time. */
export interface TimeSample {
  /** Our time when the question was sent. */
  readonly sentUs: number;
  /** The exchange's answer, whole milliseconds. */
  readonly serverMs: number;
  /** Our time when the answer had arrived. */
  readonly recvUs: number;
}

export interface ClockOffset {
  /** Exchange's clock minus ours. */
  readonly offsetUs: number;
  /** The true offset lies within ± this, whatever the ways there and back took. */
  readonly uncertaintyUs: number;
  /** Samples it was chosen from. */
  readonly samples: number;
  /** Our time of the chosen sample's answer. */
  readonly atUs: number;
}

export interface ClockOffsetState {
  readonly capacity: number;
  readonly samples: TimeSample[];
}

/** The answer is cut to whole milliseconds: the true time lies up to 1 ms above it, half of that on average. */
const HALF_RESOLUTION_US = 500;

export const initClockOffset = (capacity = 16): ClockOffsetState => ({ capacity, samples: [] });

const roundTripUs = (sample: TimeSample): number => sample.recvUs - sample.sentUs;

/** Takes a sample (one that ends before it begins is no measurement) and gives the offset as now known. */
export function stepClockOffset(state: ClockOffsetState, sample: TimeSample): ClockOffset | null {
  if (Number.isFinite(sample.serverMs) && roundTripUs(sample) >= 0) {
    state.samples.push(sample);
    if (state.samples.length > state.capacity) state.samples.shift();
  }
  return clockOffset(state);
}

/**
 * Offset of the sample with the shortest round trip among those kept: the midpoint errs by half the round trip at most
 * (Cristian's algorithm with a minimum filter). Null before the first sample.
 */
export function clockOffset(state: ClockOffsetState): ClockOffset | null {
  let best: TimeSample | null = null;
  for (const sample of state.samples) {
    // The younger of two equals: clocks drift.
    if (best === null || roundTripUs(sample) <= roundTripUs(best)) best = sample;
  }
  if (best === null) return null;
  const midpointUs = (best.sentUs + best.recvUs) / 2;
  return {
    offsetUs: Math.round(best.serverMs * 1000 + HALF_RESOLUTION_US - midpointUs),
    uncertaintyUs: Math.ceil(roundTripUs(best) / 2) + HALF_RESOLUTION_US,
    samples: state.samples.length,
    atUs: best.recvUs,
  };
}

/** Forgets everything: after a step of our own clock the old samples speak of another clock. */
export function resetClockOffset(state: ClockOffsetState): void {
  state.samples.length = 0;
}

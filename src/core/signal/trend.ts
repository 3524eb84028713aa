// Price trend: the return of the mid over a trailing span of time.

export interface TrendConfig {
  /** Span of the return, µs. */
  readonly windowUs: number;
  /** A mid change of up to this many ticks is no trend: the value is exactly 0. */
  readonly deadBandTicks: number;
}

/** Samples of the span and one before it, in a ring that doubles when the data is denser than its room. */
export interface TrendState {
  readonly config: TrendConfig;
  timesUs: Float64Array;
  /** Mids in half ticks (bid + ask, in ticks): exact integers. */
  mids: Float64Array;
  /** Slot of the oldest sample. */
  tail: number;
  count: number;
  /** Why the last step gave null. */
  reason: 'no_trend' | null;
}

const FIRST_CAPACITY = 1024;
const BP_PER_RATIO = 1e4;

export function initTrend(config: TrendConfig): TrendState {
  const { windowUs, deadBandTicks } = config;
  if (!(windowUs > 0)) throw new RangeError(`trend window of ${windowUs} µs`);
  if (!(deadBandTicks >= 0)) throw new RangeError(`dead band of ${deadBandTicks} ticks`);
  return {
    config: { windowUs, deadBandTicks },
    timesUs: new Float64Array(FIRST_CAPACITY),
    mids: new Float64Array(FIRST_CAPACITY),
    tail: 0,
    count: 0,
    reason: 'no_trend',
  };
}

/** After a break: no return spans it. */
export function clearTrend(state: TrendState): void {
  state.tail = 0;
  state.count = 0;
  state.reason = 'no_trend';
}

/** The same ring with twice the room, oldest sample first. */
function unrolled(ring: Float64Array, tail: number): Float64Array {
  const larger = new Float64Array(2 * ring.length);
  larger.set(ring.subarray(tail));
  larger.set(ring.subarray(0, tail), ring.length - tail);
  return larger;
}

function push(state: TrendState, timeUs: number, mid: number): void {
  if (state.count === state.timesUs.length) {
    state.timesUs = unrolled(state.timesUs, state.tail);
    state.mids = unrolled(state.mids, state.tail);
    state.tail = 0;
  }
  const slot = (state.tail + state.count) & (state.timesUs.length - 1);
  state.timesUs[slot] = timeUs;
  state.mids[slot] = mid;
  state.count++;
}

/** Drops samples until the oldest one left is the last with a time ≤ `timeUs` (or all are later). */
function dropBefore(state: TrendState, timeUs: number): void {
  const mask = state.timesUs.length - 1;
  while (state.count > 1 && (state.timesUs[(state.tail + 1) & mask] as number) <= timeUs) {
    state.tail = (state.tail + 1) & mask;
    state.count--;
  }
}

/**
 * (mid_t − mid_{t−w})/mid_{t−w}·10^4 in bp, mid_{t−w} being the last sample at or before t − w; null with reason
 * `no_trend` until there is one, that is for the first w of data. Times must not decrease.
 * @param midHalfTicks best bid + best ask in ticks, above 0
 */
export function stepTrend(state: TrendState, timeUs: number, midHalfTicks: number): number | null {
  push(state, timeUs, midHalfTicks);
  const fromUs = timeUs - state.config.windowUs;
  dropBefore(state, fromUs);
  if ((state.timesUs[state.tail] as number) > fromUs) {
    state.reason = 'no_trend';
    return null;
  }
  state.reason = null;
  const start = state.mids[state.tail] as number;
  const change = midHalfTicks - start;
  if (Math.abs(change) <= 2 * state.config.deadBandTicks) return 0;
  return (change / start) * BP_PER_RATIO;
}

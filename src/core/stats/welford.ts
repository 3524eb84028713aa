// Mean and variance of the last W samples, one cheap update a sample: sliding Welford with a full recount now and then.

/**
 * mean = anchor + shift; m2 = Σ(x − mean)². Samples are taken relative to the anchor (the mean at the last recount),
 * so that a large common offset costs no digits.
 */
export interface WelfordWindow {
  readonly size: number;
  readonly ring: Float64Array;
  /** Slot that the next sample goes to: the oldest sample once the ring is full. */
  head: number;
  count: number;
  anchor: number;
  shift: number;
  m2: number;
  /** Largest m2 since the last recount: rounding errors in m2 are a fraction of this. */
  peak: number;
}

/**
 * Rounding left behind by an outlier that has gone may be W·2^-53 of the peak. Recounting once m2 is below a thousandth
 * of the peak keeps it under W·1e-13 of m2.
 */
const FADED = 1e-3;

export function initWindow(size: number): WelfordWindow {
  if (!Number.isInteger(size) || size < 1) throw new RangeError(`window of ${size} samples`);
  return { size, ring: new Float64Array(size), head: 0, count: 0, anchor: 0, shift: 0, m2: 0, peak: 0 };
}

export function clearWindow(state: WelfordWindow): void {
  state.head = 0;
  state.count = 0;
  state.anchor = 0;
  state.shift = 0;
  state.m2 = 0;
  state.peak = 0;
}

/** Two passes over the window (Chan, Golub & LeVeque 1983): exact for equal samples, and blind to anything older. */
function recount(state: WelfordWindow): void {
  const { ring, count } = state;
  const first = ring[0] as number;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += (ring[i] as number) - first;
  const anchor = first + sum / count;
  let rest = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const d = (ring[i] as number) - anchor;
    rest += d;
    squares += d * d;
  }
  state.anchor = anchor;
  state.shift = rest / count;
  state.m2 = Math.max(0, squares - (rest * rest) / count);
  state.peak = state.m2;
}

/**
 * Adds a sample; the oldest one leaves a full window. Amortised O(1): all is recounted every W samples and after an
 * outlier has left. Samples must be finite, below 1e150 in magnitude.
 *
 * Growing: d = x − m; m += d/n; M2 += d·(x − m). Sliding (o leaves): d = x − o; m' = m + d/W; M2 += d·((x − m') + (o − m)).
 */
export function pushWindow(state: WelfordWindow, x: number): void {
  const { ring, head, size } = state;
  if (state.count < size) {
    if (state.count === 0) state.anchor = x;
    const y = x - state.anchor;
    const d = y - state.shift;
    state.count++;
    state.shift += d / state.count;
    state.m2 += d * (y - state.shift);
  } else {
    const old = ring[head] as number;
    const d = x - old;
    const before = state.shift;
    const after = before + d / size;
    state.shift = after;
    state.m2 += d * (x - state.anchor - after + (old - state.anchor - before));
  }
  ring[head] = x;
  state.head = head + 1 === size ? 0 : head + 1;
  if (state.m2 > state.peak) state.peak = state.m2;
  // Written so that a NaN (from an overflow) is recounted too.
  if (state.head === 0 || !(state.m2 >= state.peak * FADED)) recount(state);
}

/** Mean of the window; null while it is empty. */
export function windowMean(state: WelfordWindow): number | null {
  return state.count === 0 ? null : state.anchor + state.shift;
}

/** x − mean, with the digits that `x - windowMean(state)` would lose at a large offset. 0 samples: x itself. */
export function windowDeviation(state: WelfordWindow, x: number): number {
  return x - state.anchor - state.shift;
}

/** Σ(x − mean)²/(n − ddof), never negative; null with no more samples than ddof. */
export function windowVariance(state: WelfordWindow, ddof: 0 | 1): number | null {
  return state.count <= ddof ? null : state.m2 / (state.count - ddof);
}

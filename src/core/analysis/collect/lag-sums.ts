// Sums behind the autocorrelation of each signal's value at a few lags, over all decisions.

/** Rows between the two values. */
export const LAGS: readonly number[] = [1, 10, 100];

/** Columns of `sums`: of all values, and of the pairs of each lag. */
const ALL = 3;
const PAIR = 4;
const WIDTH = ALL + PAIR * LAGS.length;
const FARTHEST = Math.max(...LAGS);

/** Values count from the first one known, so that large levels do not eat the digits of small changes. */
export interface LagState {
  readonly signals: number;
  /** The last rows as a ring, a row a decision. */
  readonly ring: Float64Array;
  rows: number;
  readonly origin: Float64Array;
  /** Of each signal n, Σx, Σx²; of each lag n, Σx(t), Σx(t − lag), Σx(t)x(t − lag). */
  readonly sums: Float64Array;
}

export const initLags = (signals: number): LagState => ({
  signals,
  ring: new Float64Array(signals * (FARTHEST + 1)).fill(NaN),
  rows: 0,
  origin: new Float64Array(signals).fill(NaN),
  sums: new Float64Array(signals * WIDTH),
});

/** A break: no pair spans it. */
export function breakLags(state: LagState): void {
  state.ring.fill(NaN);
}

function addThree(sums: Float64Array, at: number, [count, first, second]: readonly [number, number, number]): void {
  sums[at] = (sums[at] as number) + count;
  sums[at + 1] = (sums[at + 1] as number) + first;
  sums[at + 2] = (sums[at + 2] as number) + second;
}

/** Values of one decision, one a signal; NaN says nothing. */
export function pushLags(state: LagState, values: Float64Array): void {
  const { signals, ring, origin, sums } = state;
  const row = state.rows++ % (FARTHEST + 1);
  for (let s = 0; s < signals; s++) {
    const value = values[s] as number;
    ring[row * signals + s] = NaN;
    if (Number.isNaN(value)) continue;
    if (Number.isNaN(origin[s])) origin[s] = value;
    const x = value - (origin[s] as number);
    ring[row * signals + s] = x;
    addThree(sums, s * WIDTH, [1, x, x * x]);
    for (let k = 0; k < LAGS.length; k++) {
      const then = (row + FARTHEST + 1 - (LAGS[k] as number)) % (FARTHEST + 1);
      const before = ring[then * signals + s] as number;
      if (Number.isNaN(before)) continue;
      const at = s * WIDTH + ALL + k * PAIR;
      addThree(sums, at, [1, x, before]);
      sums[at + 3] = (sums[at + 3] as number) + x * before;
    }
  }
}

/**
 * Autocorrelation of one signal's value at each of LAGS: covariance of the pairs both of whose ends are known, about the
 * mean of all values, over the variance of all. Null where no pair is that far apart, or the value never changes.
 */
export function closeLags({ sums }: LagState, s: number): (number | null)[] {
  const first = s * WIDTH;
  const [n, sum, squares] = sums.subarray(first, first + ALL) as unknown as [number, number, number];
  if (n === 0) return LAGS.map(() => null);
  const mean = sum / n;
  const variance = squares / n - mean * mean;
  return LAGS.map((_, k) => {
    const at = first + ALL + k * PAIR;
    const [pairs, now, before, products] = sums.subarray(at, at + PAIR) as unknown as [number, number, number, number];
    if (pairs === 0 || !(variance > 1e-12 * (squares / n))) return null;
    return (products / pairs - (mean * (now + before)) / pairs + mean * mean) / variance;
  });
}

// Mean, variance and covariance of arrays: two passes, so that a large mean costs no digits.

/** A variance this small a share of the mean square is rounding: σ ≤ 1e-12 of the root mean square counts as zero. */
const NOTHING = 1e-24;

/** Null when empty. */
export function meanOf(values: ArrayLike<number>): number | null {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i] as number;
  return n === 0 ? null : sum / n;
}

/** Σ(x − x̄)²; exactly 0 where the values differ by no more than rounding. */
export function squaredDeviations(values: ArrayLike<number>): number {
  const n = values.length;
  const mean = meanOf(values) ?? 0;
  let sum = 0;
  let raw = 0;
  for (let i = 0; i < n; i++) {
    const value = values[i] as number;
    sum += (value - mean) * (value - mean);
    raw += value * value;
  }
  return sum > NOTHING * raw ? sum : 0;
}

/** Sample standard deviation, divisor n − 1; null below two values. */
export const sampleSd = (values: ArrayLike<number>): number | null =>
  values.length < 2 ? null : Math.sqrt(squaredDeviations(values) / (values.length - 1));

/** Σ(x − x̄)(y − ȳ) of two arrays of equal length. */
export function crossDeviations(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const meanX = meanOf(x) ?? 0;
  const meanY = meanOf(y) ?? 0;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += ((x[i] as number) - meanX) * ((y[i] as number) - meanY);
  return sum;
}

/** @throws RangeError where two arrays that belong together differ in length */
export function checkPaired(x: ArrayLike<number>, y: ArrayLike<number>): void {
  if (x.length !== y.length) throw new RangeError(`${x.length} values paired with ${y.length}`);
}

// Confidence interval of a proportion.

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 % normal quantile. */
const Z_95 = 1.959963984540054;

/**
 * Wilson score interval (Wilson 1927): [p + z²/2n ± z√(p(1 − p)/n + z²/4n²)] / (1 + z²/n).
 * For a one-sided 95 % bound pass z = 1.6448536269514722 and use one end. Null when n is 0.
 */
export function wilsonInterval(hits: number, n: number, z = Z_95): Interval | null {
  if (!(n >= 0 && hits >= 0 && hits <= n)) throw new RangeError(`${hits} hits of ${n}`);
  if (n === 0) return null;
  const p = hits / n;
  const z2 = z * z;
  const centre = p + z2 / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  const scale = 1 + z2 / n;
  // At the ends the formula gives exactly 0 and 1, its rounding does not.
  return { low: hits === 0 ? 0 : (centre - half) / scale, high: hits === n ? 1 : (centre + half) / scale };
}

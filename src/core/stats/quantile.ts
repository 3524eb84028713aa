// Quantiles of sorted arrays: interpolated (type 7) and nearest rank.

/** Ascending copy; the input is left alone. */
export function sortedCopy(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}

function checkShare(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile of ${p}: not within 0..1`);
}

/**
 * Hyndman & Fan type 7 (the default of numpy and R): h = (n − 1)p, linear between neighbours.
 * @param sorted ascending; only its first `count` values are read
 * @returns null when there is no value
 */
export function quantileType7(sorted: ArrayLike<number>, p: number, count = sorted.length): number | null {
  checkShare(p);
  if (count === 0) return null;
  const h = (count - 1) * p;
  const below = Math.floor(h);
  const low = sorted[below] as number;
  if (below + 1 >= count) return low;
  return low + (h - below) * ((sorted[below + 1] as number) - low);
}

/** 1-based nearest rank ⌈p·n⌉, at least 1; a product such as 0.07 · 100 = 7.000000000000001 is still rank 7. */
export function nearestRankOf(p: number, count: number): number {
  checkShare(p);
  return Math.max(1, Math.ceil(p * count * (1 - 1e-15)));
}

/** Nearest rank: the smallest value with at least p·n values at or below it; always one of the data. Null when empty. */
export function quantileNearestRank(sorted: ArrayLike<number>, p: number, count = sorted.length): number | null {
  const rank = nearestRankOf(p, count);
  return count === 0 ? null : (sorted[rank - 1] as number);
}

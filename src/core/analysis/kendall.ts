// Kendall's rank correlation τ-b in O(n log n).

import { checkPaired } from './moments.js';

interface TieCounts {
  /** Pairs tied in x, in y, in both. */
  x: number;
  y: number;
  both: number;
}

/**
 * τ-b = (concordant − discordant)/√((n₀ − ties in x)(n₀ − ties in y)), n₀ = n(n − 1)/2: W. R. Knight, JASA 61 (1966) 436.
 * Null below two pairs and where either side is constant.
 */
export function kendallTauB(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  checkPaired(x, y);
  const n = x.length;
  const order = new Int32Array(n).map((_, i) => i);
  order.sort((a, b) => (x[a] as number) - (x[b] as number) || (y[a] as number) - (y[b] as number));
  const ties: TieCounts = { x: 0, y: 0, both: 0 };
  countTies(order, ties, { x, y });
  const ys = Float64Array.from(order, (i) => y[i] as number);
  // Sorted by x, a pair is discordant where sorting by y has to swap it.
  const discordant = sortCounting(ys);
  ties.y = tiedPairs(ys);
  const pairs = (n * (n - 1)) / 2;
  const scale = Math.sqrt(pairs - ties.x) * Math.sqrt(pairs - ties.y);
  if (!(scale > 0)) return null;
  const excess = pairs - ties.x - ties.y + ties.both - 2 * discordant;
  return Math.max(-1, Math.min(1, excess / scale));
}

const pairsOf = (count: number): number => (count * (count - 1)) / 2;

function countTies(
  order: Int32Array,
  ties: TieCounts,
  { x, y }: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
): void {
  let runX = 1;
  let runBoth = 1;
  for (let k = 1; k <= order.length; k++) {
    const now = order[k];
    const last = order[k - 1] as number;
    const sameX = now !== undefined && x[now] === x[last];
    const sameBoth = sameX && y[now] === y[last];
    if (!sameBoth) ties.both += pairsOf(runBoth);
    if (!sameX) ties.x += pairsOf(runX);
    runBoth = sameBoth ? runBoth + 1 : 1;
    runX = sameX ? runX + 1 : 1;
  }
}

function tiedPairs(sorted: Float64Array): number {
  let tied = 0;
  let run = 1;
  for (let k = 1; k <= sorted.length; k++) {
    if (k < sorted.length && sorted[k] === sorted[k - 1]) run++;
    else {
      tied += pairsOf(run);
      run = 1;
    }
  }
  return tied;
}

/** Sorts in place by merging and returns how many pairs stood in strictly descending order. */
function sortCounting(values: Float64Array): number {
  let from = values;
  let to: Float64Array = new Float64Array(values.length);
  let swaps = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) swaps += merge(from, to, { start, width });
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
  return swaps;
}

function merge(from: Float64Array, to: Float64Array, { start, width }: { start: number; width: number }): number {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let left = start;
  let right = middle;
  let swaps = 0;
  for (let k = start; k < end; k++) {
    if (left < middle && (right >= end || (from[left] as number) <= (from[right] as number))) {
      to[k] = from[left++] as number;
    } else {
      swaps += middle - left;
      to[k] = from[right++] as number;
    }
  }
  return swaps;
}

// How much of an outcome is its own: weights for labels that overlap in time.

export interface LabelSpans {
  /** First and last moment of each label, both included; multiples of the grid's step count from `starts[0]` on. */
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

interface Grid {
  readonly from: number;
  readonly step: number;
  /** Σ over grid points before k of 1/concurrent labels. */
  readonly cumulative: Float64Array;
}

/** Rounding must not move a span off a grid point that it ends on. */
const pointBelow = (offset: number, step: number): number => Math.floor(offset / step + 1e-9);
const pointAbove = (offset: number, step: number): number => Math.ceil(offset / step - 1e-9);

function gridOf({ starts, ends }: LabelSpans, step: number): Grid {
  let [from, to] = [Infinity, -Infinity];
  for (let i = 0; i < starts.length; i++) {
    from = Math.min(from, starts[i] as number);
    to = Math.max(to, ends[i] as number);
  }
  const points = pointBelow(to - from, step) + 1;
  const change = new Int32Array(points + 1);
  for (let i = 0; i < starts.length; i++) {
    const [first, after] = [
      pointAbove((starts[i] as number) - from, step),
      pointBelow((ends[i] as number) - from, step) + 1,
    ];
    change[first] = (change[first] as number) + 1;
    change[after] = (change[after] as number) - 1;
  }
  const cumulative = new Float64Array(points + 1);
  let concurrent = 0;
  for (let k = 0; k < points; k++) {
    concurrent += change[k] as number;
    cumulative[k + 1] = (cumulative[k] as number) + (concurrent > 0 ? 1 / concurrent : 0);
  }
  return { from, step, cumulative };
}

/**
 * Average uniqueness of each label: the mean over the grid points of its span of 1/(labels alive there). 1: nothing overlaps.
 * López de Prado, Advances in Financial Machine Learning, 2018, §4.4. Σ of them is an effective number of outcomes.
 * @param step distance of the grid points, in the unit of the times; the grid starts at the earliest start
 * @returns null for a label without a grid point
 */
export function averageUniqueness(spans: LabelSpans, step: number): (number | null)[] {
  if (!(step > 0)) throw new RangeError(`grid step of ${step}`);
  if (spans.starts.length === 0) return [];
  const { from, cumulative } = gridOf(spans, step);
  return Array.from({ length: spans.starts.length }, (_, i) => {
    const first = pointAbove((spans.starts[i] as number) - from, step);
    const after = pointBelow((spans.ends[i] as number) - from, step) + 1;
    return after > first ? ((cumulative[after] as number) - (cumulative[first] as number)) / (after - first) : null;
  });
}

/** Index of the last value ≤ `x` in ascending values; −1 where there is none. */
function lastAtMost(values: Float64Array, x: number): number {
  let [from, to] = [0, values.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((values[middle] as number) <= x) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

/** ∫ 1/(labels alive) dt up to each moment at which a label starts or ends. */
function sharesUpTo(starts: Float64Array, ends: Float64Array): { times: Float64Array; shares: Float64Array } {
  const times = new Float64Array(starts.length + ends.length);
  times.set(starts);
  times.set(ends, starts.length);
  times.sort();
  const shares = new Float64Array(times.length);
  let [begun, ended] = [0, 0];
  for (let k = 0; k < times.length; k++) {
    const time = times[k] as number;
    const alive = begun - ended;
    if (k > 0 && alive > 0) shares[k] = (shares[k - 1] as number) + (time - (times[k - 1] as number)) / alive;
    else if (k > 0) shares[k] = shares[k - 1] as number;
    while (begun < starts.length && (starts[begun] as number) <= time) begun++;
    while (ended < ends.length && (ends[ended] as number) <= time) ended++;
  }
  return { times, shares };
}

/**
 * The same in continuous time: the mean over each label's span of 1/(labels alive), which `averageUniqueness` comes to as its
 * grid grows fine. A label without length has that of a moment: 1.
 */
export function spanUniqueness({ starts, ends }: LabelSpans): Float64Array {
  const [begins, stops] = [Float64Array.from(starts).sort(), Float64Array.from(ends).sort()];
  const { times, shares } = sharesUpTo(begins, stops);
  return Float64Array.from({ length: starts.length }, (_, i) => {
    const [start, end] = [starts[i] as number, ends[i] as number];
    if (end <= start) return 1;
    const [from, to] = [lastAtMost(times, start), lastAtMost(times, end)];
    return ((shares[to] as number) - (shares[from] as number)) / (end - start);
  });
}

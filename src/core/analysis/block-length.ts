// How long the blocks of a bootstrap should be, from the memory of the series itself.

export interface BlockLengths {
  /** Mean block of the stationary bootstrap, in observations; below 1 where the series hardly remembers anything. */
  readonly stationary: number;
  /** Block of the circular bootstrap, in observations. */
  readonly circular: number;
}

/** Deviations from the mean in units of the largest one: block lengths know no unit, and squares stay in range. */
function deviationsOf(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i] as number;
  const mean = sum / n;
  const centred = Float64Array.from(values, (value) => value - mean);
  let largest = 0;
  for (const deviation of centred) largest = Math.max(largest, Math.abs(deviation));
  return largest > 0 ? centred.map((deviation) => deviation / largest) : centred;
}

function isConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}

/** Σ e(i)·e(i − lag). */
function crossProduct(e: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < e.length; i++) sum += (e[i] as number) * (e[i - lag] as number);
  return sum;
}

/**
 * |autocorrelation| with both sums of squares over the overlap, one observation shorter than the overlap at each end as
 * in arch; null where one of them is nought.
 */
function overlapCorrelation(e: Float64Array, lag: number, product: number): number {
  let head = 0;
  let tail = 0;
  for (let i = 0; i < e.length - lag - 1; i++) {
    head += (e[i] as number) * (e[i] as number);
    tail += (e[i + lag + 1] as number) * (e[i + lag + 1] as number);
  }
  const scale = Math.sqrt(head * tail);
  return scale > 0 ? Math.abs(product) / scale : 1;
}

/** Autocovariances (1/n) of lags 0..most, and twice the lag after which `run` autocorrelations are insignificant. */
function memoryOf(e: Float64Array, run: number): { covariance: Float64Array; lags: number } {
  const n = e.length;
  const most = Math.min(n - 2, Math.ceil(Math.sqrt(n)) + run);
  const band = 2 * Math.sqrt(Math.log10(n) / n);
  const covariance = new Float64Array(most + 1);
  let quiet = 0;
  let lastLoud: number | null = null;
  for (let lag = 0; lag <= most; lag++) {
    // The first `run` quiet correlations end at lag − 1, so the last loud one was before them.
    if (lag >= run && quiet >= run && lastLoud === null) lastLoud = lag - run;
    const product = crossProduct(e, lag);
    covariance[lag] = product / n;
    quiet = overlapCorrelation(e, lag, product) < band ? quiet + 1 : 0;
  }
  return { covariance, lags: lastLoud === null ? most : Math.min(most, 2 * Math.max(1, lastLoud)) };
}

/**
 * Politis & White, Econometric Reviews 23(1), 2004 with the correction of Patton, Politis & White, 28(4), 2009; equal to
 * `arch.bootstrap.optimal_block_length`. With λ the flat-top window, γ the autocovariances and M twice the last lag before
 * a run of insignificant ones: g = 2Σ λ(k/M)·k·γ_k, s = γ₀ + 2Σ λ(k/M)·γ_k over k = 1..M, block = (2g²n/d)^⅓ with
 * d = 2s² (stationary) or 4/3·s² (circular), at most min(3√n, n/3).
 * @param values the series, in time order, evenly spaced
 * @returns null for fewer than 9 observations or a constant series
 */
export function blockLengths(values: ArrayLike<number>): BlockLengths | null {
  const n = values.length;
  if (n < 9 || isConstant(values)) return null;
  const run = Math.max(5, Math.floor(Math.log10(n)));
  const { covariance, lags } = memoryOf(deviationsOf(values), run);
  const variance = covariance[0] as number;
  let g = 0;
  let spectrum = variance;
  for (let k = 1; k <= lags; k++) {
    const window = k / lags <= 0.5 ? 1 : 2 * (1 - k / lags);
    g += 2 * window * k * (covariance[k] as number);
    spectrum += 2 * window * (covariance[k] as number);
  }
  if (variance === 0 || spectrum === 0) return null;
  const most = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3));
  const blockFor = (d: number): number => Math.min(most, Math.cbrt((2 * g * g * n) / (d * spectrum * spectrum)));
  return { stationary: blockFor(2), circular: blockFor(4 / 3) };
}

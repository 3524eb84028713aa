// How well forecast probabilities agree with what happened: Brier score, its parts, reliability table, ECE.

import { checkPaired } from './moments.js';

export interface ReliabilityBin {
  /** Mean forecast and share of ups in the bin. */
  readonly forecast: number;
  readonly observed: number;
  readonly n: number;
}

export interface Calibration {
  readonly n: number;
  /** mean (p − u)², u = 1 for up. */
  readonly brier: number;
  /** Σ n_k(p̄_k − ū_k)²/n: how far forecasts are off, 0 is best. */
  readonly reliability: number;
  /** Σ n_k(ū_k − ū)²/n: how far the bins are apart, more is better. */
  readonly resolution: number;
  /** ū(1 − ū): what always saying the base rate scores. */
  readonly uncertainty: number;
  /** What is left of brier − (reliability − resolution + uncertainty): forecasts that differ inside a bin (Stephenson et al. 2008). */
  readonly withinBins: number;
  /** Expected calibration error Σ n_k|p̄_k − ū_k|/n. */
  readonly ece: number;
  /** Bins that hold a forecast, ascending. */
  readonly bins: readonly ReliabilityBin[];
}

/** All that a calibration is computed from: Σ (p − u)², and of each bin its number, Σ forecast and ups. */
export interface CalibrationSums {
  readonly squares: number;
  readonly n: ArrayLike<number>;
  readonly forecast: ArrayLike<number>;
  readonly up: ArrayLike<number>;
}

/**
 * Murphy's (1973) decomposition brier = reliability − resolution + uncertainty over equal bins of [0, 1], the last one
 * closed. Null when empty.
 * @param probabilities of up, within 0..1
 * @param up 0 or 1
 */
export function calibrationOf(
  probabilities: ArrayLike<number>,
  up: ArrayLike<number>,
  binCount = 10,
): Calibration | null {
  return calibrationOfSums(sumBins(probabilities, up, binCount));
}

/** The same from the sums; null when empty. */
export function calibrationOfSums(sums: CalibrationSums): Calibration | null {
  const total = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0);
  const n = total(sums.n);
  if (n === 0) return null;
  const base = total(sums.up) / n;
  const brier = sums.squares / n;
  const bins = tableOf(sums);
  const weigh = (partOf: (bin: ReliabilityBin) => number): number =>
    bins.reduce((sum, bin) => sum + (bin.n / n) * partOf(bin), 0);
  const reliability = weigh(({ forecast, observed }) => square(forecast - observed));
  const resolution = weigh(({ observed }) => square(observed - base));
  const uncertainty = base * (1 - base);
  const withinBins = brier - (reliability - resolution + uncertainty);
  const ece = weigh(({ forecast, observed }) => Math.abs(forecast - observed));
  return { n, brier, reliability, resolution, uncertainty, withinBins, ece, bins };
}

const square = (value: number): number => value * value;

/** Over equal bins of [0, 1], the last one closed. */
export function sumBins(
  probabilities: ArrayLike<number>,
  up: ArrayLike<number>,
  binCount: number,
): CalibrationSums & { readonly n: Float64Array; readonly forecast: Float64Array; readonly up: Float64Array } {
  checkPaired(probabilities, up);
  let squares = 0;
  const sums = { n: new Float64Array(binCount), forecast: new Float64Array(binCount), up: new Float64Array(binCount) };
  for (let i = 0; i < up.length; i++) {
    const p = probabilities[i] as number;
    if (!(p >= 0 && p <= 1)) throw new RangeError(`probability of ${p}`);
    const bin = Math.min(binCount - 1, Math.floor(p * binCount));
    sums.n[bin] = (sums.n[bin] as number) + 1;
    sums.forecast[bin] = (sums.forecast[bin] as number) + p;
    sums.up[bin] = (sums.up[bin] as number) + (up[i] as number);
    squares += square(p - (up[i] as number));
  }
  return { squares, ...sums };
}

const tableOf = (sums: CalibrationSums): ReliabilityBin[] =>
  Array.from(sums.n, (n, k) => ({
    forecast: (sums.forecast[k] as number) / n,
    observed: (sums.up[k] as number) / n,
    n,
  })).filter((bin) => bin.n > 0);

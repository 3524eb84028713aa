// Whether probabilities made of a signal's value mean what they say: fitted on the earlier half, judged on the later one.

import { bootstrapSums } from '../block-statistics.js';
import { type BlockBootstrap, blockEstimate, commonRun } from '../calendar-blocks.js';
import { type Calibration, type CalibrationSums, calibrationOfSums, sumBins } from '../calibration.js';
import type { BlockTable } from '../collect/collected.js';
import type { Estimate } from '../estimate.js';
import { type LogisticFit, fitPlatt, predictLogistic } from '../logistic-fit.js';
import type { CalibrationResult } from '../result-power.js';
import type { RngState } from '../../stats/rng.js';
import { eventBlocks, meanByBlock } from './event-blocks.js';
import type { Pairs } from './graded.js';
import { LIGHT_REPLICATIONS } from './power.js';

/** Fewer outcomes than this a half calibrate nothing. */
const LEAST_CALIBRATED = 100;
const BINS = 10;

const square = (value: number): number => value * value;

export interface Forecasts {
  readonly timeUs: Float64Array;
  /** Of up, and 1 where it went up. */
  readonly probability: Float64Array;
  readonly up: Float64Array;
}

/** Probabilities fitted on the earlier half, for the later one; the horizon between belongs to neither. */
export function forecastsOfHalves({ timeUs, x, y }: Pairs, horizonUs: number): Forecasts | null {
  const half = x.length >> 1;
  const splitUs = timeUs[half] ?? 0;
  const early = [...x.keys()].filter((i) => (timeUs[i] as number) + horizonUs <= splitUs);
  const late = [...x.keys()].filter((i) => (timeUs[i] as number) > splitUs);
  if (early.length < LEAST_CALIBRATED || late.length < LEAST_CALIBRATED) return null;
  const at = (from: Float64Array, places: readonly number[]): Float64Array =>
    Float64Array.from(places, (i) => from[i] as number);
  const upsOf = (values: Float64Array): Float64Array => values.map((value) => (value > 0 ? 1 : 0));
  const fit: LogisticFit | null = fitPlatt(at(x, early), upsOf(at(y, early)));
  if (fit === null) return null;
  const probability = at(x, late).map((score) => predictLogistic(fit, score));
  return { timeUs: at(timeUs, late), probability, up: upsOf(at(y, late)) };
}

/** Columns of the sums: squares, then n, forecasts and ups of each bin. */
function columnsOf({ timeUs, probability, up }: Forecasts, blocks: BlockTable) {
  // The calendar of the later half alone: empty blocks before it would look like memory.
  const from = Math.floor((timeUs[0] ?? 0) / blocks.lengthUs);
  const calendar = eventBlocks({ ...blocks, numbers: blocks.numbers.filter((number) => number >= from) }, timeUs);
  const by = (valueOf: (i: number) => number) =>
    meanByBlock(
      calendar,
      Float64Array.from(up, (_, i) => valueOf(i)),
    );
  const squares = by((i) => square((probability[i] as number) - (up[i] as number)));
  const binOf = probability.map((p) => Math.min(BINS - 1, Math.floor(p * BINS)));
  const bins = [...new Set(binOf)].sort((a, b) => a - b);
  const inBin = (bin: number, valueOf: (i: number) => number) =>
    by((i) => (binOf[i] === bin ? valueOf(i) : 0)).total as Float64Array;
  const columns = [
    squares.total,
    ...bins.map((bin) => inBin(bin, () => 1)),
    ...bins.map((bin) => inBin(bin, (i) => probability[i] as number)),
    ...bins.map((bin) => inBin(bin, (i) => up[i] as number)),
  ];
  return { columns, count: squares.count, run: commonRun([squares, by((i) => up[i] as number)]), bins: bins.length };
}

const sumsFrom = (sums: readonly number[], bins: number): CalibrationSums => ({
  squares: sums[0] ?? 0,
  n: sums.slice(1, 1 + bins),
  forecast: sums.slice(1 + bins, 1 + 2 * bins),
  up: sums.slice(1 + 2 * bins),
});

const sumOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0);

/** The figures of a draw, then the share of ups, of all and of each bin. */
function figuresOf(sums: CalibrationSums): number[] {
  const of: Calibration | null = calibrationOfSums(sums);
  const { brier = NaN, reliability = NaN, resolution = NaN, ece = NaN } = of ?? {};
  const observed = Array.from(sums.n, (n, k) => (n > 0 ? (sums.up[k] as number) / n : NaN));
  return [brier, reliability, resolution, ece, sumOf(sums.up) / sumOf(sums.n), ...observed];
}

const spreadOf = (share: number): number => share * (1 - share);

/** Of the share of ups: p(1 − p) is greatest at one half, where draws of it could only lie below. */
function uncertaintyOf({ value, low, high, ...rest }: Estimate): Estimate {
  if (low === null || high === null) return { ...rest, value: value === null ? null : spreadOf(value), low, high };
  const ends = [spreadOf(low), spreadOf(high)];
  const isOver = low < 0.5 && high > 0.5;
  return { ...rest, value: spreadOf(value ?? 0), low: Math.min(...ends), high: isOver ? 0.25 : Math.max(...ends) };
}

/**
 * The wider of the interval of the draws and the same turned round the estimate, cut off at nought: which of the two chance
 * has pushed too far is not known.
 */
function bothWays(of: Estimate): Estimate {
  const { value, low, high } = of;
  if (value === null || low === null || high === null) return of;
  return { ...of, low: Math.max(0, Math.min(low, 2 * value - high)), high: Math.max(high, 2 * value - low) };
}

/** Null where there is too little of either half. */
export function calibrationResult(
  pairs: Pairs,
  { horizonUs, blocks, rng }: { horizonUs: number; blocks: BlockTable; rng: RngState },
): CalibrationResult | null {
  const forecasts = forecastsOfHalves(pairs, horizonUs);
  if (forecasts === null) return null;
  const whole = calibrationOfSums(sumBins(forecasts.probability, forecasts.up, BINS));
  if (whole === null) return null;
  const { columns, count, run, bins } = columnsOf(forecasts, blocks);
  const drawn = bootstrapSums(columns, {
    replications: LIGHT_REPLICATIONS,
    rng,
    run,
    count,
    statistics: (sums) => figuresOf(sumsFrom(sums, bins)),
  });
  const [brier, reliability, resolution, ece, ups, ...observed] = drawn.map((one: BlockBootstrap) =>
    blockEstimate(one),
  ) as [Estimate, Estimate, Estimate, Estimate, Estimate, ...Estimate[]];
  return {
    n: whole.n,
    brier,
    reliability: bothWays(reliability),
    resolution: bothWays(resolution),
    uncertainty: uncertaintyOf(ups),
    ece: bothWays(ece),
    bins: whole.bins.map(({ forecast, n }, k) => ({ forecast, observed: { ...(observed[k] as Estimate), n }, n })),
  };
}

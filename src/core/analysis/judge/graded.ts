// What the size of a signal foretells: information coefficients and rank measures over the moments that were kept.

import type { Estimate } from '../estimate.js';
import { estimateOf, noEstimate } from '../estimate.js';
import { bootstrapStatistic } from '../bootstrap.js';
import { expandedInterval } from '../calendar-blocks.js';
import { fisherInterval, pearson } from '../correlation.js';
import { correlationNEff, hacSlope, robustNEff } from '../hac.js';
import { icByBlock } from '../ic-blocks.js';
import { defaultLags } from '../long-run-variance.js';
import { meanOf, sampleSd } from '../moments.js';
import { midRanks } from '../ranks.js';
import { regress } from '../regression.js';
import { circularBlocks } from '../resample.js';
import type { PowerCell } from '../result-power.js';
import { averagePrecision, averagePrecisionInterval } from '../average-precision.js';
import { rocArea, rocAreaInterval } from '../roc-area.js';
import type { RngState } from '../../stats/rng.js';
import { sortedCopy } from '../../stats/quantile.js';
import { wilsonEstimate } from './bounds.js';
import type { StoreSeries } from './store-series.js';

/** Pairs that enter a correlation: more that overlap say no more. */
const MOST_PAIRS = 16_384;
/** Length of the blocks of the ICIR: ten minutes, or ten horizons. */
const BLOCK_US = 600_000_000;
const REPLICATIONS = 500;

export interface Pairs {
  readonly timeUs: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly past: Float64Array;
}

/** Moments that are taken, as arrays of their own. */
function take({ timeUs, value, y, past }: StoreSeries, moments: readonly number[]): Pairs {
  const pick = (from: Float64Array): Float64Array => Float64Array.from(moments, (m) => from[m] as number);
  return { timeUs: pick(timeUs), x: pick(value), y: pick(y), past: pick(past) };
}

const isKnown = ({ value, y }: StoreSeries, m: number): boolean => !Number.isNaN(value[m]) && !Number.isNaN(y[m]);

/** Every k-th of the moments with value and outcome, at most `MOST_PAIRS`. */
export function evenPairs(series: StoreSeries): Pairs {
  const known: number[] = [];
  for (let m = 0; m < series.y.length; m++) if (isKnown(series, m)) known.push(m);
  const every = Math.max(1, Math.ceil(known.length / MOST_PAIRS));
  return take(
    series,
    known.filter((_, i) => i % every === 0),
  );
}

/** Moments with value and an outcome other than a tie, at least a horizon apart. */
export function separatePairs(series: StoreSeries, horizonUs: number): Pairs {
  const chosen: number[] = [];
  let free = -Infinity;
  for (let m = 0; m < series.y.length; m++) {
    const time = series.timeUs[m] as number;
    if (time < free || !isKnown(series, m) || series.y[m] === 0) continue;
    chosen.push(m);
    free = time + horizonUs;
  }
  return take(series, chosen);
}

/** Horizon in samples, by the median distance of the pairs. */
export function horizonSamples({ timeUs }: Pick<Pairs, 'timeUs'>, horizonUs: number): number {
  if (timeUs.length < 2) return 1;
  const steps = sortedCopy(timeUs.subarray(1).map((time, i) => time - (timeUs[i] as number)));
  const typical = steps[steps.length >> 1] as number;
  return typical > 0 ? Math.max(1, Math.ceil(horizonUs / typical)) : 1;
}

function correlationEstimate(r: number | null, n: number, options: { nEff: number | null; ranked: boolean }): Estimate {
  if (r === null) return noEstimate(n, n < 3 ? 'no_outcomes' : 'constant');
  const interval = options.nEff === null ? null : fisherInterval(r, options.nEff, { ranked: options.ranked });
  return estimateOf(r, interval, { n, nEff: options.nEff, method: 'fisher', lacking: 'few_outcomes' });
}

/** ICIR over blocks of time; its interval resamples the blocks. */
function icirEstimate(pairs: Pairs, horizonUs: number, rng: RngState): Estimate {
  const length = Math.max(BLOCK_US, 10 * horizonUs);
  const { ics, icir } = icByBlock(pairs.x, pairs.y, { blockOf: pairs.timeUs.map((time) => Math.floor(time / length)) });
  const n = ics.length;
  if (icir === null || n < 3) return noEstimate(n, 'few_blocks');
  const ratio = (indices: Int32Array): number | null => {
    const drawn = Float64Array.from(indices, (i) => ics[i] as number);
    const sd = sampleSd(drawn);
    return sd === null || sd === 0 ? null : (meanOf(drawn) as number) / sd;
  };
  const resampler = circularBlocks(n, 1);
  const interval =
    n < 10 ? null : expandedInterval(bootstrapStatistic(n, ratio, { replications: REPLICATIONS, rng, resampler }), n);
  return estimateOf(icir, interval, { n, method: 'circular-bootstrap', lacking: 'few_blocks' });
}

function areaEstimate(pairs: Pairs, up: Uint8Array): Estimate {
  const roc = rocArea(pairs.x, up);
  if (roc === null) return noEstimate(pairs.x.length, pairs.x.length === 0 ? 'no_outcomes' : 'one_class');
  const interval = rocAreaInterval(roc);
  return estimateOf(roc.area, interval, { n: pairs.x.length, method: 'delong', lacking: 'few_outcomes' });
}

function precisionEstimate({ x }: Pairs, up: Uint8Array): Estimate {
  const of = averagePrecision(x, up);
  if (of === null) return noEstimate(x.length, x.length === 0 ? 'no_outcomes' : 'one_class');
  const interval = averagePrecisionInterval(of);
  return estimateOf(of.value, interval, { n: x.length, method: 'influence', lacking: 'few_outcomes' });
}

export type GradedFigures = Pick<
  PowerCell,
  'ic' | 'rankIc' | 'icHacT' | 'icir' | 'auc' | 'averagePrecision' | 'upShare'
>;

/** Windows of a horizon below which neither an interval nor a t of overlapping samples means anything. */
const LEAST_WINDOWS = 10;

/** Windows of a horizon that fit between the pairs: overlapping outcomes hold no more. */
const windowsOf = (n: number, samples: number): number => n / Math.max(1, samples);

/** The fewest of what overlap, memory and unequal spread leave of the pairs; null below ten windows of a horizon. */
export function pairsBehind({ timeUs, x, y }: Omit<Pairs, 'past'>, horizonUs: number): number | null {
  const samples = horizonSamples({ timeUs }, horizonUs);
  const windows = windowsOf(x.length, samples);
  if (windows < LEAST_WINDOWS) return null;
  const lags = defaultLags(x.length, samples);
  return Math.min(windows, correlationNEff(x, y, lags) ?? windows, robustNEff(x, y, lags) ?? windows);
}

/** Correlations on all kept moments, with the error that overlap leaves; rank areas on moments a horizon apart. */
export function gradedFigures(series: StoreSeries, horizonUs: number, rng: RngState): GradedFigures {
  const pairs = evenPairs(series);
  const n = pairs.x.length;
  const samples = horizonSamples(pairs, horizonUs);
  const line = windowsOf(n, samples) < LEAST_WINDOWS ? null : regress(pairs.x, pairs.y);
  const ranks = { timeUs: pairs.timeUs, x: midRanks(pairs.x), y: midRanks(pairs.y) };
  const apart = separatePairs(series, horizonUs);
  const up = Uint8Array.from(apart.y, (y) => (y > 0 ? 1 : 0));
  return {
    ic: correlationEstimate(pearson(pairs.x, pairs.y), n, {
      nEff: pairsBehind(pairs, horizonUs),
      ranked: false,
    }),
    rankIc: correlationEstimate(pearson(ranks.x, ranks.y), n, {
      nEff: pairsBehind(ranks, horizonUs),
      ranked: true,
    }),
    icHacT: line === null ? null : (hacSlope(pairs.x, line, { lags: defaultLags(n, samples) })?.t ?? null),
    icir: icirEstimate(pairs, horizonUs, rng),
    auc: areaEstimate(apart, up),
    averagePrecision: precisionEstimate(apart, up),
    upShare: wilsonEstimate({ hits: up.reduce((ups, one) => ups + one, 0), n: up.length }),
  };
}

/** The size of the value means nothing: only its side is judged. */
export const UNGRADED: GradedFigures = {
  ic: null,
  rankIc: null,
  icHacT: null,
  icir: null,
  auc: null,
  averagePrecision: null,
  upShare: null,
};

// Inference on hit rates and mean edges from sums over calendar blocks: outcomes that share a block stand or fall together.

import { type Interval } from '../stats/proportion.js';
import { quantileType7 } from '../stats/quantile.js';
import { type RngState } from '../stats/rng.js';
import { drawBlockSums } from './block-draws.js';
import { blockLengths } from './block-length.js';
import { type Estimate, type EstimateReason } from './estimate.js';
import { normalCdf } from './normal-distribution.js';
import { circularBlocks } from './resample.js';
import { studentQuantile } from './tail-probability.js';

/** Σ total / Σ count over calendar blocks in time order; blocks without outcomes are 0 and belong to the calendar. */
export interface BlockRatio {
  /** `rate`: totals count some of the outcomes (hits). `mean`: totals are sums of any values (edge in bp). */
  readonly kind: 'rate' | 'mean';
  readonly total: ArrayLike<number>;
  readonly count: ArrayLike<number>;
}

export interface BlockOptions {
  /** At least 2,000 for the bounds of a verdict. */
  readonly replications: number;
  readonly rng: RngState;
  /** Neighbouring blocks that are drawn together; by default what the memory of the data asks for (Politis & White). */
  readonly run?: number;
}

export interface BlockBootstrap {
  readonly kind: 'rate' | 'mean' | 'difference';
  /** Null without outcomes. */
  readonly value: number | null;
  /** Outcomes; of a difference those of the smaller side. */
  readonly n: number;
  /** Blocks (runs of blocks) with outcomes, and as many equally filled ones as would weigh the same: (Σn)²/Σn². */
  readonly activeBlocks: number;
  readonly effectiveBlocks: number;
  /** Neighbouring blocks drawn together. */
  readonly run: number;
  /** Variance of the value by blocks; null where there are too few of them. */
  readonly variance: number | null;
  /** Replicated values, ascending. */
  readonly sorted: Float64Array;
  /** Why there is no interval; null where there is one. */
  readonly reason: EstimateReason | null;
}

/** Below this many blocks with outcomes no resampling of them says how far chance reaches. */
export const LEAST_BLOCKS = 10;
/** The same for unequally filled blocks, by their effective number. */
export const LEAST_EFFECTIVE_BLOCKS = 5;

const sumOf = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum;
};

/** What each block adds to the value's deviation: (total − value·count)/Σcount. They sum to 0. */
function influence({ total, count }: BlockRatio): Float64Array {
  const n = sumOf(count);
  const value = n > 0 ? sumOf(total) / n : 0;
  return Float64Array.from(total, (t, b) => (n > 0 ? (t - value * (count[b] as number)) / n : 0));
}

/**
 * Blocks that belong together by the memory of the series, so few that at least ten runs remain. Politis & White's length
 * makes the variance estimate's error smallest, at the price of a bias towards narrow intervals; half as much again brings
 * the coverage of clustered outcomes to its nominal level and costs independent ones nothing.
 */
function runFor(series: readonly Float64Array[]): number {
  const most = Math.max(1, Math.floor((series[0]?.length ?? 0) / 10));
  const lengths = series.map((values) => Math.ceil(1.5 * (blockLengths(values)?.circular ?? 0)));
  return Math.min(most, Math.max(1, ...lengths));
}

/** Runs of blocks with outcomes, and how many equally filled ones they are worth. */
export function occupancy(count: ArrayLike<number>, run: number): { active: number; effective: number } {
  let active = 0;
  let sum = 0;
  let squares = 0;
  for (let from = 0; from < count.length; from += run) {
    let n = 0;
    for (let b = from; b < Math.min(count.length, from + run); b++) n += count[b] as number;
    if (n > 0) active++;
    sum += n;
    squares += n * n;
  }
  return { active, effective: squares > 0 ? (sum * sum) / squares : 0 };
}

/** Variance of Σ influence: mean square sum over all circular runs, Bartlett weights in effect; G/(G − 1) for the fit. */
function varianceOf(deviations: Float64Array, run: number, active: number): number {
  const blocks = deviations.length;
  let squares = 0;
  for (let from = 0; from < blocks; from++) {
    let sum = 0;
    for (let j = 0; j < run; j++) sum += deviations[(from + j) % blocks] as number;
    squares += sum * sum;
  }
  return (squares / run) * (active / (active - 1));
}

interface Shape {
  readonly kind: BlockBootstrap['kind'];
  readonly value: number | null;
  readonly n: number;
  readonly count: ArrayLike<number>;
  readonly deviations: Float64Array;
  readonly run: number;
}

function summarise({ kind, value, n, count, deviations, run }: Shape, sorted: Float64Array): BlockBootstrap {
  const { active, effective } = occupancy(count, run);
  const isFew = active < LEAST_BLOCKS || effective < LEAST_EFFECTIVE_BLOCKS;
  const variance = value === null || isFew ? null : varianceOf(deviations, run, active);
  const isSure = kind === 'rate' && (value === 0 || value === 1);
  let reason: EstimateReason | null = null;
  if (value === null) reason = 'no_outcomes';
  else if (isFew) reason = 'few_blocks';
  else if (sorted[0] === sorted[sorted.length - 1] && !isSure) reason = 'constant';
  return { kind, value, n, activeBlocks: active, effectiveBlocks: effective, run, variance, sorted, reason };
}

function ratioDraws(totals: Float64Array, counts: Float64Array): Float64Array {
  return totals.map((total, r) => total / (counts[r] as number));
}

const finiteSorted = (draws: Float64Array): Float64Array => draws.filter((draw) => Number.isFinite(draw)).sort();

function draw(ratios: readonly BlockRatio[], run: number, { replications, rng }: BlockOptions): Float64Array[] {
  const columns = ratios.flatMap(({ total, count }) => [total, count]);
  const distinct = [...new Set(columns)];
  const blocks = columns[0]?.length ?? 0;
  if (blocks === 0) return ratios.map(() => new Float64Array(0));
  const sums = drawBlockSums(distinct, { replications, rng, resampler: circularBlocks(blocks, run) });
  const sumsOf = (column: ArrayLike<number>): Float64Array => sums[distinct.indexOf(column)] as Float64Array;
  return ratios.map(({ total, count }) => ratioDraws(sumsOf(total), sumsOf(count)));
}

/** Blocks drawn together for some ratios: what the memory of the longest asks for. */
export const commonRun = (ratios: readonly BlockRatio[]): number => runFor(ratios.map(influence));

/**
 * Block bootstrap of ratios of sums: whole calendar blocks (runs of `run` neighbours, on a ring) are drawn with
 * replacement and Σtotal/Σcount is computed again, for all ratios on the same draws. n: Σcount; units: those of total.
 * @param ratios over the same blocks; pass the same array object for a shared column, it is summed once
 */
export function bootstrapRatios(ratios: readonly BlockRatio[], options: BlockOptions): BlockBootstrap[] {
  const influences = ratios.map(influence);
  const run = options.run ?? runFor(influences);
  const draws = draw(ratios, run, options);
  return ratios.map(({ kind, total, count }, i) => {
    const n = sumOf(count);
    const value = n > 0 ? sumOf(total) / n : null;
    const deviations = influences[i] as Float64Array;
    return summarise({ kind, value, n, count, deviations, run }, finiteSorted(draws[i] as Float64Array));
  });
}

/**
 * Paired difference of two ratios over the same calendar: a − b on the same draws, so that what both share cancels.
 * Blocks are those in which either has outcomes, weighed by the smaller side's n.
 */
export function bootstrapDifference(a: BlockRatio, b: BlockRatio, options: BlockOptions): BlockBootstrap {
  const ofA = influence(a);
  const deviations = influence(b).map((deviation, i) => (ofA[i] as number) - deviation);
  const run = options.run ?? runFor([deviations]);
  const [drawsA, drawsB] = draw([a, b], run, options) as [Float64Array, Float64Array];
  const sorted = finiteSorted(drawsA.map((value, r) => value - (drawsB[r] as number)));
  const [nA, nB] = [sumOf(a.count), sumOf(b.count)];
  const value = nA > 0 && nB > 0 ? sumOf(a.total) / nA - sumOf(b.total) / nB : null;
  const count = nA <= nB ? a.count : b.count;
  return summarise({ kind: 'difference', value, n: Math.min(nA, nB), count, deviations, run }, sorted);
}

/**
 * Share of the replications that a bound with error `alpha` leaves outside: Φ(−√(G/(G − 1))·t), t the Student quantile
 * 1 − α with G − 1 degrees, G effective blocks. The plain percentile (G → ∞: α itself) is too narrow for few blocks.
 * T. Hesterberg, "What teachers should know about the bootstrap", The American Statistician 69(4), 2015, §5.3.
 */
export function expandedShare(alpha: number, effectiveBlocks: number): number {
  const stretch = Math.sqrt(effectiveBlocks / (effectiveBlocks - 1));
  return normalCdf(-stretch * studentQuantile(1 - alpha, effectiveBlocks - 1));
}

/** Interval of replicated values whose shares outside are expanded for so many effective blocks; null for fewer than two. */
export function expandedInterval(sorted: ArrayLike<number>, effectiveBlocks: number, level = 0.95): Interval | null {
  if (!(effectiveBlocks >= 2)) return null;
  const share = expandedShare((1 - level) / 2, effectiveBlocks);
  const [low, high] = [quantileType7(sorted, share), quantileType7(sorted, 1 - share)];
  return low === null || high === null ? null : { low, high };
}

/**
 * One-sided lower bound with error `alpha`; null where `reason` says why. A rate of exactly 1 cannot vary by resampling: its
 * bound is that of as many outcomes as there are effective blocks, all hits: α^(1/G).
 */
export function blockLower(bootstrap: BlockBootstrap, alpha: number): number | null {
  const { kind, value, effectiveBlocks, sorted, reason } = bootstrap;
  if (reason !== null) return null;
  if (kind === 'rate' && value === 1) return Math.exp(Math.log(alpha) / effectiveBlocks);
  return quantileType7(sorted, expandedShare(alpha, effectiveBlocks));
}

/** One-sided upper bound with error `alpha`, as `blockLower`. */
export function blockUpper(bootstrap: BlockBootstrap, alpha: number): number | null {
  const { kind, value, effectiveBlocks, sorted, reason } = bootstrap;
  if (reason !== null) return null;
  if (kind === 'rate' && value === 0) return 1 - Math.exp(Math.log(alpha) / effectiveBlocks);
  return quantileType7(sorted, 1 - expandedShare(alpha, effectiveBlocks));
}

/** Two-sided interval: both one-sided bounds with (1 − level)/2. */
export function blockInterval(bootstrap: BlockBootstrap, level = 0.95): Interval | null {
  const low = blockLower(bootstrap, (1 - level) / 2);
  const high = blockUpper(bootstrap, (1 - level) / 2);
  return low === null || high === null ? null : { low, high };
}

/**
 * Independent outcomes that would estimate a rate as well: p(1 − p)/variance, at most n (less than chance's variance is
 * taken for luck). Null for means, for rates of 0 and 1, and where there are too few blocks.
 */
export function blockEffectiveN({ kind, value, variance, n }: BlockBootstrap): number | null {
  if (kind !== 'rate' || value === null || variance === null || value === 0 || value === 1) return null;
  return variance > 0 ? Math.min(n, (value * (1 - value)) / variance) : n;
}

/** Value, two-sided interval, n and effective n as they go into a result. */
export function blockEstimate(bootstrap: BlockBootstrap, level = 0.95): Estimate {
  const interval = blockInterval(bootstrap, level);
  return {
    value: bootstrap.value,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    level,
    n: bootstrap.n,
    nEff: blockEffectiveN(bootstrap),
    method: interval === null ? 'none' : 'calendar-blocks',
    reason: bootstrap.reason,
  };
}

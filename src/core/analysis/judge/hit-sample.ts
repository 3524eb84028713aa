// Outcomes of one signal in one lane as a sample: counts, and their spread over calendar blocks.

import type { RngState } from '../../stats/rng.js';
import type { Count } from '../binomial.js';
import { type BlockBootstrap, type BlockRatio, bootstrapRatios, commonRun } from '../calendar-blocks.js';
import { type BlockSums, blockSums, blockTotals } from '../collect/block-view.js';
import type { BlockGroup, Collected, CollectedLane } from '../collect/collected.js';
import type { Scheme } from '../result-power.js';
import { rngFor } from './seeds.js';

/** More blocks than this are joined with their neighbours: a thousand say as much about chance as ten thousand. */
export const MOST_BLOCKS = 1024;

export interface HitSample {
  /** Outcomes, and those where the price stood still. */
  readonly n: number;
  readonly ties: number;
  /** Hits among the decided outcomes (all but the ties). */
  readonly count: Count;
  /** Hit rate without ties, and mean of side · outcome in bp, ties included; on the same draws of calendar blocks. */
  readonly rate: BlockBootstrap;
  readonly edge: BlockBootstrap;
  /** Hits among all outcomes, ties included; on the draws of the two, which it does not change. */
  readonly strict: BlockBootstrap;
  /** Outcomes that are no ties among all of them; on the same draws. */
  readonly moved: BlockBootstrap;
  /** The hit rate once more, over so long runs of blocks that `LONG_RUNS` make up the recording; null where not asked. */
  readonly slow: BlockBootstrap | null;
}

/**
 * Good and bad times of hours leave so little in each block that the memory found in the data may miss them; twelve long
 * runs are less easily fooled. Fewer would only widen every interval.
 */
export const LONG_RUNS = 12;

export interface SampleOptions {
  readonly replications: number;
  readonly rng: RngState;
  /** Whether a verdict hangs on it: `slow` is then computed too. */
  readonly judged?: boolean;
}

/** Sums of `factor` neighbours. */
export function joinBlocks(column: ArrayLike<number>, factor: number): Float64Array {
  const joined = new Float64Array(Math.ceil(column.length / factor));
  for (let b = 0; b < column.length; b++) {
    const at = Math.floor(b / factor);
    joined[at] = (joined[at] as number) + (column[b] as number);
  }
  return joined;
}

export const joinFactor = (blocks: number, most = MOST_BLOCKS): number => Math.max(1, Math.ceil(blocks / most));

/** Block sums as they are bootstrapped: at most `MOST_BLOCKS`. */
export function joinedSums(sums: BlockSums, most = MOST_BLOCKS): BlockSums {
  const factor = joinFactor(sums.n.length, most);
  if (factor === 1) return sums;
  return {
    n: joinBlocks(sums.n, factor),
    hits: joinBlocks(sums.hits, factor),
    ties: joinBlocks(sums.ties, factor),
    sum: joinBlocks(sums.sum, factor),
    sumSquares: joinBlocks(sums.sumSquares, factor),
  };
}

/** Outcomes that are not ties, block by block. */
export const decidedOf = ({ n, ties }: Pick<BlockSums, 'n' | 'ties'>): Float64Array =>
  n.map((count, b) => count - (ties[b] as number));

/** The sample that sums over blocks make. */
export function sampleOf(sums: BlockSums, options: SampleOptions): HitSample {
  const { n, ties, hits } = blockTotals(sums);
  const joined = joinedSums(sums);
  const decided = decidedOf(joined);
  const ratios: BlockRatio[] = [
    { kind: 'rate', total: joined.hits, count: decided },
    { kind: 'mean', total: joined.sum, count: joined.n },
  ];
  const shares: BlockRatio[] = [
    { kind: 'rate', total: joined.hits, count: joined.n },
    { kind: 'rate', total: decided, count: joined.n },
  ];
  const [rate, edge, strict, moved] = bootstrapRatios([...ratios, ...shares], {
    ...options,
    run: commonRun(ratios),
  }) as [BlockBootstrap, BlockBootstrap, BlockBootstrap, BlockBootstrap];
  return {
    n,
    ties,
    count: { hits, n: n - ties },
    rate,
    edge,
    strict,
    moved,
    slow: options.judged === true ? slowOf(joined, rate, options) : null,
  };
}

/** Null where the runs would be no longer than those that the data asked for. */
function slowOf(joined: BlockSums, rate: BlockBootstrap, options: SampleOptions): BlockBootstrap | null {
  const run = Math.floor(joined.n.length / LONG_RUNS);
  if (run <= rate.run) return null;
  const [slow] = bootstrapRatios([{ kind: 'rate', total: joined.hits, count: decidedOf(joined) }], { ...options, run });
  return slow ?? null;
}

/** Which outcomes of a lane: those of signal `s`, by a scheme or by one side of its onsets. */
export interface RatePlace {
  readonly s: number;
  readonly scheme: Scheme | BlockGroup;
}

/** Their sample as a study without a plan's seed draws it. */
export const laneSample = (lane: CollectedLane, { s, scheme }: RatePlace, options: SampleOptions): HitSample =>
  sampleOf(blockSums(lane.blocks, s, scheme), options);

/**
 * The one sample that every table of a report takes a rate from. Draws depend on lane and signal alone: schemes that chose
 * the same outcomes have the same interval too.
 */
export function studySample({ plan, lanes }: Collected, lane: CollectedLane, place: RatePlace): HitSample {
  const rng = rngFor(plan.seed, 'rate', [lanes.indexOf(lane), place.s]);
  return laneSample(lane, place, { replications: plan.replications, rng, judged: true });
}

// Inference on whatever can be computed from sums over calendar blocks: half-lives, calibration.

import type { RngState } from '../stats/rng.js';
import { drawBlockSums } from './block-draws.js';
import { type BlockBootstrap, LEAST_BLOCKS, LEAST_EFFECTIVE_BLOCKS, occupancy } from './calendar-blocks.js';
import type { EstimateReason } from './estimate.js';
import { circularBlocks } from './resample.js';

export interface SumStatistics {
  readonly replications: number;
  readonly rng: RngState;
  /** Neighbouring blocks drawn together. */
  readonly run: number;
  /** Outcomes in each block: how much of the calendar is filled. */
  readonly count: ArrayLike<number>;
  /** From the sums of all columns; NaN where a figure cannot be computed: such a draw counts for nothing. */
  readonly statistics: (sums: readonly number[]) => readonly number[];
}

const totalOf = (column: ArrayLike<number>): number => Array.from(column).reduce((sum, one) => sum + one, 0);

/**
 * Block bootstrap of functions of several sums, all on the same draws; whole calendar blocks on a ring, as `bootstrapRatios`.
 * @param columns one value a block, in time order
 * @returns one a statistic; n: Σ count
 */
export function bootstrapSums(columns: readonly ArrayLike<number>[], options: SumStatistics): BlockBootstrap[] {
  const { replications, rng, run, count, statistics } = options;
  const values = statistics(columns.map(totalOf));
  const blocks = count.length;
  const sums =
    blocks === 0 ? [] : drawBlockSums(columns, { replications, rng, resampler: circularBlocks(blocks, run) });
  const draws = values.map(() => new Float64Array(blocks === 0 ? 0 : replications));
  for (let r = 0; r < (draws[0]?.length ?? 0); r++) {
    const drawn = statistics(sums.map((column) => column[r] as number));
    draws.forEach((draw, k) => (draw[r] = drawn[k] as number));
  }
  const { active, effective } = occupancy(count, run);
  const isFew = active < LEAST_BLOCKS || effective < LEAST_EFFECTIVE_BLOCKS;
  return values.map((value, k): BlockBootstrap => {
    const sorted = (draws[k] as Float64Array).filter((draw) => !Number.isNaN(draw)).sort();
    const isKnown = !Number.isNaN(value);
    let reason: EstimateReason | null = null;
    if (!isKnown) reason = 'no_outcomes';
    else if (isFew || sorted.length === 0) reason = 'few_blocks';
    else if (sorted[0] === sorted[sorted.length - 1]) reason = 'constant';
    return {
      kind: 'mean',
      value: isKnown ? value : null,
      n: totalOf(count),
      activeBlocks: active,
      effectiveBlocks: effective,
      run,
      variance: null,
      sorted,
      reason,
    };
  });
}

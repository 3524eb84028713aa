// Whether a fusion adds to its parts: paired difference to the better single one, chosen before the data it is judged on.

import type { RngState } from '../../stats/rng.js';
import { type BlockRatio, blockEstimate, blockLower, bootstrapDifference } from '../calendar-blocks.js';
import { blockSums } from '../collect/block-view.js';
import type { CollectedLane } from '../collect/collected.js';
import type { Endpoint } from '../result.js';
import type { SignalSpec } from '../study-plan.js';
import { decidedOf, joinedSums } from './hit-sample.js';

/** Signals that are put together from others. */
export const PARTS: Readonly<Record<string, readonly string[]>> = { fusion: ['ofi', 'cvd'] };

export interface PairedQuestion {
  readonly lane: CollectedLane;
  readonly signals: readonly SignalSpec[];
  readonly s: number;
  readonly alpha: number;
  readonly replications: number;
  readonly rng: RngState;
}

const rateOf = (lane: CollectedLane, s: number): BlockRatio => {
  const sums = joinedSums(blockSums(lane.blocks, s, 'onset'));
  return { kind: 'rate', total: sums.hits, count: decidedOf(sums) };
};

const part = ({ kind, total, count }: BlockRatio, from: number, to: number): BlockRatio => {
  const cut = (column: ArrayLike<number>): Float64Array => Float64Array.from(column).subarray(from, to);
  return { kind, total: cut(total), count: cut(count) };
};

/** Hit rate, −1 where it never fired, so that any other is better. */
function meanOf({ total, count }: BlockRatio): number {
  let [hits, n] = [0, 0];
  for (let b = 0; b < count.length; b++) {
    hits += total[b] as number;
    n += count[b] as number;
  }
  return n === 0 ? -1 : hits / n;
}

/**
 * Chooses the part with the higher hit rate on the earlier half of the blocks, and bootstraps the difference on the later
 * half; the block between, whose outcomes reach over, is left out. Null unless the signal is made of parts in the plan.
 */
export function pairedDifference(question: PairedQuestion): Endpoint['paired'] {
  const { lane, signals, s, alpha, replications, rng } = question;
  const parts = (PARTS[signals[s]?.name ?? ''] ?? [])
    .map((name) => signals.findIndex((signal) => signal.name === name))
    .filter((at) => at >= 0);
  const whole = rateOf(lane, s);
  const blocks = whole.count.length;
  const half = Math.floor(blocks / 2);
  const rated = parts.map((at) => ({ at, ratio: rateOf(lane, at) }));
  const [first, ...others] = rated.map((one) => ({ ...one, early: meanOf(part(one.ratio, 0, half)) }));
  if (first === undefined) return null;
  const best = others.reduce((a, b) => (b.early > a.early ? b : a), first);
  const later = (ratio: BlockRatio): BlockRatio => part(ratio, Math.min(blocks, half + 1), blocks);
  const difference = bootstrapDifference(later(whole), later(best.ratio), { replications, rng });
  return {
    against: signals[best.at]?.name ?? '',
    difference: blockEstimate(difference),
    lower: blockLower(difference, alpha),
  };
}

/** Whether the signal's claim is to be better than its parts. */
export const isFused = (name: string): boolean => name in PARTS;

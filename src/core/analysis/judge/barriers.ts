// What the triple barrier says of a signal: outcomes that end when the price has moved enough, weighed by how much of each
// is its own.

import { type BlockRatio, blockEstimate, bootstrapRatios } from '../calendar-blocks.js';
import type { BarrierList, Collected, CollectedLane } from '../collect/collected.js';
import type { Estimate } from '../estimate.js';
import type { BarrierRow } from '../result-power.js';
import { spanUniqueness } from '../uniqueness.js';
import type { Sliced } from './context.js';
import { primaryOf } from './endpoints.js';
import { type EventBlocks, eventBlocks, meanByBlock } from './event-blocks.js';
import { LIGHT_REPLICATIONS } from './power.js';
import { rngFor } from './seeds.js';

const sum = (values: ArrayLike<number>): number => {
  let all = 0;
  for (let i = 0; i < values.length; i++) all += values[i] as number;
  return all;
};

/** Σ w·value / Σ w by block; NaN counts for nothing. */
function weighedByBlock(
  { of, blocks }: EventBlocks,
  weights: Float64Array,
  values: Float64Array,
): { total: Float64Array; count: Float64Array } {
  const [total, count] = [new Float64Array(blocks), new Float64Array(blocks)];
  for (let e = 0; e < of.length; e++) {
    const value = values[e] as number;
    if (Number.isNaN(value)) continue;
    const [b, w] = [of[e] as number, weights[e] as number];
    total[b] = (total[b] as number) + w * value;
    count[b] = (count[b] as number) + w;
  }
  return { total, count };
}

/** Counts in outcomes instead of in weights: as many count as have a weight, and no more than the weights tell apart. */
function counted(estimate: Estimate, n: number, weight: number): Estimate {
  return { ...estimate, n, nEff: estimate.nEff === null ? null : Math.min(estimate.nEff, weight) };
}

interface Subject {
  readonly lane: CollectedLane;
  readonly list: BarrierList;
  readonly seed: number;
  readonly s: number;
}

type Touches = Pick<BarrierRow, 'gainShare' | 'lossShare' | 'meanWidthBp' | 'meanHeldUs' | 'uniqueness'>;

/** How the outcomes ended, each counting once. */
function touchesOf({ lane, list, seed, s }: Subject, uniqueness: Float64Array): Touches {
  const blocks = eventBlocks(lane.blocks, list.entryUs);
  const of = (kind: BlockRatio['kind'], values: Float64Array): BlockRatio => ({ ...meanByBlock(blocks, values), kind });
  const touched = (end: number): Float64Array => Float64Array.from(list.touch, (touch) => (touch === end ? 1 : 0));
  const held = list.touchUs.map((time, e) => time - (list.entryUs[e] as number));
  const ratios = [
    of('rate', touched(1)),
    of('rate', touched(-1)),
    of('mean', list.widthBp),
    of('mean', held),
    of('mean', uniqueness),
  ];
  const options = { replications: LIGHT_REPLICATIONS, rng: rngFor(seed, 'barriers', [s, -1]) };
  const [gainShare, lossShare, meanWidthBp, meanHeldUs, unique] = bootstrapRatios(ratios, options).map((one) =>
    blockEstimate(one),
  ) as [Estimate, Estimate, Estimate, Estimate, Estimate];
  return { gainShare, lossShare, meanWidthBp, meanHeldUs, uniqueness: unique };
}

function estimatesOf({ lane, list, seed, s }: Subject, weights: Float64Array): { hit: Estimate; edgeBp: Estimate } {
  const blocks = eventBlocks(lane.blocks, list.entryUs);
  const sides = list.y.map((y) => (y > 0 ? 1 : y < 0 ? 0 : NaN));
  const rate: BlockRatio = { kind: 'rate', ...weighedByBlock(blocks, weights, sides) };
  const mean: BlockRatio = { kind: 'mean', ...weighedByBlock(blocks, weights, list.y) };
  const options = { replications: LIGHT_REPLICATIONS, rng: rngFor(seed, 'barriers', [s]) };
  const [ofRate, ofMean] = bootstrapRatios([rate, mean], options).map((one) => blockEstimate(one));
  const decided = sides.filter((side) => !Number.isNaN(side)).length;
  return {
    hit: counted(ofRate as Estimate, decided, sum(rate.count)),
    edgeBp: counted(ofMean as Estimate, list.y.length, sum(mean.count)),
  };
}

function rowOf(subject: Subject, signal: string): BarrierRow {
  const { lane, list } = subject;
  const n = list.touch.length;
  const uniqueness = spanUniqueness({ starts: list.entryUs, ends: list.touchUs });
  return {
    signal,
    horizonUs: lane.horizonUs,
    n,
    stride: list.stride,
    unset: list.unset,
    ...touchesOf(subject, uniqueness),
    ...estimatesOf(subject, uniqueness),
  };
}

/** Primaries and the user's own signals, at the primary horizon. */
export function* judgeBarriers(collected: Collected): Sliced<BarrierRow[]> {
  const { plan } = collected;
  const { lane } = primaryOf(collected);
  const rows: BarrierRow[] = [];
  for (const [s, { name }] of plan.signals.entries()) {
    const list = lane.barriers?.[s] ?? null;
    if (list === null) continue;
    yield { part: 'shape', done: s, of: plan.signals.length };
    rows.push(rowOf({ lane, list, seed: plan.seed, s }, name));
  }
  return rows;
}

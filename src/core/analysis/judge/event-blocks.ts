// Events sorted into the calendar blocks of their lane, so that whatever was measured at them can be resampled by time.

import type { BlockRatio } from '../calendar-blocks.js';
import type { BlockTable } from '../collect/collected.js';
import { MOST_BLOCKS, joinFactor } from './hit-sample.js';

export interface EventBlocks {
  /** Block of each event, from 0. */
  readonly of: Int32Array;
  readonly blocks: number;
}

/** Blocks without an event are there too: the calendar is that of the recording, not of the signal. */
export function eventBlocks({ numbers, lengthUs }: BlockTable, timeUs: ArrayLike<number>): EventBlocks {
  const factor = joinFactor(numbers.length, MOST_BLOCKS);
  const place = new Map(Array.from(numbers, (number, b) => [number, Math.floor(b / factor)]));
  const of = Int32Array.from(timeUs, (time) => place.get(Math.floor(time / lengthUs)) ?? 0);
  return { of, blocks: Math.ceil(numbers.length / factor) };
}

/** Mean of a value over events; NaN counts for nothing. */
export function meanByBlock({ of, blocks }: EventBlocks, values: ArrayLike<number>): BlockRatio {
  const total = new Float64Array(blocks);
  const count = new Float64Array(blocks);
  for (let e = 0; e < of.length; e++) {
    const value = values[e] as number;
    if (Number.isNaN(value)) continue;
    const b = of[e] as number;
    total[b] = (total[b] as number) + value;
    count[b] = (count[b] as number) + 1;
  }
  return { kind: 'mean', total, count };
}

/** Share of hits among the outcomes other than ties; NaN counts for nothing. */
export function rateByBlock(blocks: EventBlocks, outcomes: ArrayLike<number>): BlockRatio {
  const hits = Float64Array.from(outcomes, (y) => (y > 0 ? 1 : y < 0 ? 0 : NaN));
  return { ...meanByBlock(blocks, hits), kind: 'rate' };
}

/** side · y of each event. */
export const signed = (side: ArrayLike<number>, y: ArrayLike<number>): Float64Array =>
  Float64Array.from(y, (value, e) => (side[e] as number) * value);

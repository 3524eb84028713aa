// Circular shifts of a signal against the outcomes: what its firing pattern is worth where it can know nothing.

import { type RngState, nextInt } from '../../stats/rng.js';
import { shiftTestOfHits } from '../circular-shift.js';
import type { EventList } from '../collect/collected.js';
import { type StoreSeries, momentAt } from './store-series.js';

/** Rates that differ by rounding are the same. */
const SAME = 1e-12;
/** Share of the moments that a shift keeps away from no shift at all. */
const LEAST_SHARE = 0.01;

/** Least shift, in moments: five horizons, ten seconds, and a hundredth of the data. */
export function leastShift({ timeUs }: StoreSeries, horizonUs: number): number {
  const moments = timeUs.length;
  if (moments < 2) return moments;
  const spanUs = (timeUs[moments - 1] as number) - (timeUs[0] as number);
  const awayUs = Math.max(5 * horizonUs, 10_000_000, LEAST_SHARE * spanUs);
  return Math.max(1, Math.ceil((awayUs / spanUs) * moments));
}

/** Distinct shifts of at least `least` moments either way, at most `most` of them, in random order where there are more. */
export function drawShifts(moments: number, least: number, { most, rng }: { most: number; rng: RngState }): Int32Array {
  const count = Math.max(0, moments - 2 * least + 1);
  if (count <= most) return Int32Array.from({ length: count }, (_, i) => least + i);
  const seen = new Set<number>();
  while (seen.size < most) seen.add(least + nextInt(rng, count));
  return Int32Array.from(seen);
}

export interface ShiftTest {
  /** (1 + shifts with at least as high a hit rate)/(1 + shifts): one-sided. */
  readonly p: number;
  readonly shifts: number;
}

export interface ShiftOptions {
  readonly horizonUs: number;
  /** Moments looked at, evenly chosen from those that were kept. */
  readonly most: number;
}

/**
 * Hit rate without ties of all in-zone moments against that of all shifted ones; by the mid where the label is of prices
 * that depend on the side. Null where nothing can be compared.
 */
export function shiftTest(series: StoreSeries, { horizonUs, most }: ShiftOptions): ShiftTest | null {
  const every = Math.max(1, Math.ceil(series.y.length / most));
  const isKept = (_: number, m: number): boolean => m % every === 0;
  // An outcome that is absent counts as little as a tie.
  const outcomes = series.y.filter(isKept).map((y) => (y > 0 || y < 0 ? y : 0));
  const least = Math.max(1, Math.ceil(leastShift(series, horizonUs) / every));
  const { p, shifts } = shiftTestOfHits(series.side.filter(isKept), outcomes, least);
  return p === null ? null : { p, shifts };
}

export interface MomentShiftOptions {
  readonly horizonUs: number;
  /** Shifts tried. */
  readonly most: number;
  readonly rng: RngState;
}

/**
 * The same for a signal that speaks at single moments: few of them are among the moments that were kept, so that its own
 * outcomes are held against those of its pattern of firing, sides and distances alike, laid elsewhere on the recording.
 */
export function momentShiftTest(series: StoreSeries, events: EventList, options: MomentShiftOptions): ShiftTest | null {
  const { horizonUs, most, rng } = options;
  const moments = series.timeUs.length;
  const at = Int32Array.from(events.timeUs, (time) => momentAt(series.timeUs, time));
  const rateOf = (outcome: (e: number, side: number) => number): number | null => {
    let [hits, n] = [0, 0];
    for (let e = 0; e < at.length; e++) {
      const side = events.side[e] as number;
      const gain = side * outcome(e, side);
      if (gain > 0) hits++;
      if (gain > 0 || gain < 0) n++;
    }
    return n === 0 ? null : hits / n;
  };
  const shifted = (shift: number): number | null =>
    rateOf((e, side) => (side > 0 ? series.yLong : series.yShort)[((at[e] as number) + shift) % moments] as number);
  const observed = rateOf((e) => events.y[e] as number);
  const shifts = drawShifts(moments, leastShift(series, horizonUs), { most, rng });
  const rates = [...shifts].flatMap((shift) => shifted(shift) ?? []);
  if (observed === null || rates.length === 0) return null;
  const better = rates.filter((rate) => rate >= observed - SAME).length;
  return { p: (1 + better) / (1 + rates.length), shifts: rates.length };
}

// Series of one signal and one judged horizon out of the moments that were kept.

import type { Collected } from '../collect/collected.js';

/** Time is that of the decision, µs; value, outcome (bp of the price) and past return NaN where absent. */
export interface StoreSeries {
  readonly timeUs: Float64Array;
  readonly value: Float64Array;
  readonly side: Int8Array;
  /** Outcome by the label; of a long and of a short where they differ. */
  readonly y: Float64Array;
  readonly yLong: Float64Array;
  readonly yShort: Float64Array;
  readonly past: Float64Array;
}

interface Place {
  readonly s: number;
  readonly h: number;
}

/** Column of a table of moments. */
function column<T extends Float64Array | Int8Array>(table: T, { width, at }: { width: number; at: number }, out: T): T {
  for (let m = 0; m < out.length; m++) out[m] = table[m * width + at] as number;
  return out;
}

/** Of what follows the past return or turns against it: at each horizon that of its own. The kept value is of the primary one. */
const TURNS: Readonly<Record<string, 1 | -1>> = { momentum: 1, reversal: -1 };

/** Signal `s` of the plan at its horizon number `h`. */
export function storeSeries({ plan, store }: Collected, { s, h }: Place): StoreSeries {
  const signals = plan.signals.length;
  const horizons = plan.horizonsUs.length;
  const { moments } = store;
  const ofHorizon = (table: Float64Array): Float64Array =>
    column(table, { width: horizons, at: h }, new Float64Array(moments));
  const ofSignal = { width: signals, at: s };
  const y = ofHorizon(store.y);
  const past = ofHorizon(store.past);
  const turn = TURNS[plan.signals[s]?.name ?? ''];
  const isOneSided = plan.label === 'executable';
  return {
    timeUs: store.timeUs,
    value:
      turn === undefined ? column(store.values, ofSignal, new Float64Array(moments)) : past.map((move) => turn * move),
    side:
      turn === undefined
        ? column(store.sides, ofSignal, new Int8Array(moments))
        : Int8Array.from(past, (move) => (move > 0 ? turn : move < 0 ? -turn : 0)),
    y,
    yLong: isOneSided ? ofHorizon(store.yLong) : y,
    yShort: isOneSided ? ofHorizon(store.yShort) : y,
    past,
  };
}

/**
 * What the size of a value is judged on: the moments kept, or of a signal that speaks at single moments its own onsets,
 * where past returns are not known.
 */
export function gradedSeries(collected: Collected, { s, h }: Place): StoreSeries {
  const { plan, lanes } = collected;
  const lane = lanes.find(({ judged, horizonUs }) => judged && horizonUs === plan.horizonsUs[h]);
  const events = lane?.events?.[s];
  if (plan.signals[s]?.single !== true || events === undefined) return storeSeries(collected, { s, h });
  const { timeUs, value, side, y } = events;
  return { timeUs, value, side, y, yLong: y, yShort: y, past: new Float64Array(y.length).fill(NaN) };
}

/** Number of the first moment at or after a time; the number of moments where there is none. */
export function momentAt(timeUs: Float64Array, at: number): number {
  let low = 0;
  let high = timeUs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeUs[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

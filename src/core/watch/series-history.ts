// What charts are drawn from: of each quarter of a second the last row of a symbol, for about half an hour.

import type { SignalRow } from '../pipeline/row.js';
import type { SeriesView, WatchSignal } from './detail.js';

export const SERIES_STEP_US = 250_000;
/** Points kept: 32 minutes. */
export const SERIES_POINTS = 7_680;

const FIGURES = ['mid', 'ofiZ', 'cvdZ', 'cvd', 'fusion'] as const;
type Figure = (typeof FIGURES)[number];

/** Columns of one ring: point number n stands at n modulo the length of the columns. */
export interface SeriesHistory extends Readonly<Record<Figure, Float64Array>> {
  readonly timeUs: Float64Array;
  readonly segment: Float64Array;
  /** Bit k: figure k of FIGURES was known. */
  readonly known: Uint8Array;
  /** Points that have ever begun. */
  begun: number;
  /** End of the running point's piece of time, µs. */
  endUs: number;
}

export function initSeriesHistory(points: number = SERIES_POINTS): SeriesHistory {
  const column = (): Float64Array => new Float64Array(points);
  return {
    timeUs: column(),
    segment: column(),
    ...{ mid: column(), ofiZ: column(), cvdZ: column(), cvd: column(), fusion: column() },
    known: new Uint8Array(points),
    begun: 0,
    endUs: -Infinity,
  };
}

/** Takes the next row of the symbol: it stands for its piece of time until a later one comes. */
export function stepSeries(history: SeriesHistory, row: SignalRow): void {
  const { timeUs, segment } = row;
  if (timeUs >= history.endUs) {
    history.begun++;
    history.endUs = timeUs - (timeUs % SERIES_STEP_US) + SERIES_STEP_US;
  }
  const slot = (history.begun - 1) % history.timeUs.length;
  history.timeUs[slot] = timeUs;
  history.segment[slot] = segment;
  let known = 0;
  for (let k = 0; k < FIGURES.length; k++) {
    const figure = FIGURES[k] as Figure;
    const value = row[figure];
    if (value === null) continue;
    known |= 1 << k;
    history[figure][slot] = value;
  }
  history.known[slot] = known;
}

export interface SeriesSpan {
  /** Points after `nowUs − spanUs`. */
  readonly nowUs: number;
  readonly spanUs: number;
  /** Most points wanted. */
  readonly points: number;
  readonly marks: readonly WatchSignal[];
}

/** Slots of the last point of each step of the span, oldest first; steps lie on multiples of their length. */
function slotsOf(history: SeriesHistory, fromUs: number, stepUs: number): number[] {
  const { timeUs, begun } = history;
  const capacity = timeUs.length;
  const slots: number[] = [];
  let step = Infinity;
  for (let n = begun - 1; n >= Math.max(0, begun - capacity); n--) {
    const slot = n % capacity;
    const us = timeUs[slot] as number;
    if (us <= fromUs) break;
    const own = Math.floor(us / stepUs);
    if (own === step) continue;
    step = own;
    slots.push(slot);
  }
  return slots.reverse();
}

/** The span in at most `points` points: each is the last row of its step. */
export function seriesView(history: SeriesHistory, { nowUs, spanUs, points, marks }: SeriesSpan): SeriesView {
  const pieces = Math.max(1, Math.ceil(spanUs / (Math.max(1, points) * SERIES_STEP_US)));
  const stepUs = pieces * SERIES_STEP_US;
  const fromUs = nowUs - spanUs;
  const slots = slotsOf(history, fromUs, stepUs).slice(-Math.max(1, points));
  const column = (figure: Figure): (number | null)[] => {
    const bit = 1 << FIGURES.indexOf(figure);
    const values = history[figure];
    return slots.map((slot) => ((history.known[slot] as number) & bit ? (values[slot] as number) : null));
  };
  return {
    stepUs,
    timeUs: slots.map((slot) => history.timeUs[slot] as number),
    segment: slots.map((slot) => history.segment[slot] as number),
    mid: column('mid'),
    ofiZ: column('ofiZ'),
    cvdZ: column('cvdZ'),
    cvd: column('cvd'),
    fusion: column('fusion'),
    marks,
  };
}

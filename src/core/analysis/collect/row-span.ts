// How many seconds so many rows span, as they come: on a time grid always the same, by events as fast as the market.

import { type DdSketch, ddSketchQuantile, initDdSketch, insertDdSketch } from '../../stats/ddsketch.js';

/** Plain data. */
export interface RowSpan {
  /** Times of the last rows, µs. */
  readonly times: Float64Array;
  next: number;
  rows: number;
  readonly seconds: DdSketch;
}

export const initRowSpan = (samples: number): RowSpan => ({
  times: new Float64Array(samples),
  next: 0,
  rows: 0,
  seconds: initDdSketch(),
});

/** A row is made; gives nothing before there are `samples` of them. */
export function stepRowSpan(state: RowSpan, timeUs: number): void {
  const { times } = state;
  if (state.rows >= times.length) {
    const us = timeUs - (times[state.next] as number);
    if (us > 0) insertDdSketch(state.seconds, us / 1_000_000);
  }
  times[state.next] = timeUs;
  state.next = (state.next + 1) % times.length;
  state.rows++;
}

/** p5, p50, p95; null where there were never enough rows. */
export function rowSpanSeconds({ seconds }: RowSpan): readonly number[] | null {
  const quantiles = [0.05, 0.5, 0.95].map((p) => ddSketchQuantile(seconds, p));
  return quantiles.every((value) => value !== null) ? quantiles : null;
}

// How unusual the signed volume of a trailing span is: its z-score against spans that ended before it began.

import { clearRollingZ, initRollingZ, type RollingZState, scoreRollingZ } from '../stats/rolling-z.js';
import { pushWindow } from '../stats/welford.js';
import {
  type CvdBarState,
  addToCvdBar,
  closeCvdBar,
  closedDeltaLots,
  cvdBarDue,
  initCvdBar,
  openCvdBar,
  stopCvdBar,
} from './cvd-bar.js';

/**
 * The baseline is made of bars as long as the span, end to end. Sums of overlapping spans would wander inside a window
 * like a running sum does, and the last closed bar would still overlap the span: it waits for the next one to close.
 */
export interface DeltaScoreState {
  readonly bar: CvdBarState;
  readonly z: RollingZState;
  /** Signed lots of the last closed bar. */
  waiting: number | null;
}

/** @param config span of the sums, µs; bars in the baseline, all of them wanted before the first z */
export function initDeltaScore({ spanUs, window }: { spanUs: number; window: number }): DeltaScoreState {
  return {
    bar: initCvdBar(spanUs),
    z: initRollingZ({ window, baseline: 'exclude', ddof: 0, warmup: window, epsilon: 1e-12 }),
    waiting: null,
  };
}

export function clearDeltaScore(state: DeltaScoreState): void {
  stopCvdBar(state.bar);
  clearRollingZ(state.z);
  state.waiting = null;
}

function closeDue(state: DeltaScoreState, timeUs: number): void {
  const { bar } = state;
  while (cvdBarDue(bar, timeUs)) {
    closeCvdBar(bar);
    if (state.waiting !== null) pushWindow(state.z.window, state.waiting);
    state.waiting = closedDeltaLots(bar);
  }
}

/** Adds the signed lots of a trade; the first one opens the first bar, which is not whole and no sample. */
export function addToDeltaScore(state: DeltaScoreState, signed: number, timeUs: number): void {
  if (state.bar.endUs === null) openCvdBar(state.bar, timeUs);
  closeDue(state, timeUs);
  addToCvdBar(state.bar, signed);
}

/** z of the signed lots of the span that ends at `timeUs`; null until the baseline is full, and while its bars are all equal. */
export function deltaScore(state: DeltaScoreState, signed: number, timeUs: number): number | null {
  closeDue(state, timeUs);
  return scoreRollingZ(state.z, signed);
}

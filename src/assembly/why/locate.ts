// Finds a symbol's row at or before a time, and a frame from which following it tells all that the row is made of.

import { KIND } from '../../core/market/event-batch.js';
import { MAX_QUIET_US } from '../../core/pipeline/chain.js';
import type { SignalRow } from '../../core/pipeline/row.js';
import type { Taken } from '../player/beside.js';
import type { CheckpointStore } from '../player/checkpoint.js';
import { travel } from '../player/journey.js';
import type { Pace } from '../player/pace.js';
import type { Track } from '../player/track.js';

export interface Question {
  readonly symbol: string;
  readonly timeUs: number;
}

export interface Located {
  readonly row: SignalRow;
  /** The row before it has been seen too. */
  readonly hasPrevious: boolean;
  /** Following begins before this frame. */
  readonly startFrame: number;
}

/** Where strides began, and the latest receive time before each. */
interface Strides {
  readonly frames: number[];
  readonly headsUs: number[];
}

interface Search extends Question {
  readonly strides: Strides;
  row: SignalRow | null;
  previousUs: number | null;
  isPassed: boolean;
  /** Frames at which the strides of the last trade, and of the one before it, began. */
  lastTrade: number;
  tradeBefore: number;
  /** As of the row. */
  rowTrade: number;
}

export interface Reading<State> {
  readonly track: Track<State>;
  readonly store: CheckpointStore<State>;
  readonly pace: Pace;
  readonly signal: AbortSignal;
}

/** Null where the symbol has no row at or before the time. The track moves. */
export async function locate<State>(reading: Reading<State>, question: Question): Promise<Located | null> {
  const { track, store, pace } = reading;
  const { timeUs } = question;
  const search: Search = {
    ...question,
    strides: { frames: [track.frames], headsUs: [track.headUs] },
    row: null,
    previousUs: null,
    isPassed: false,
    lastTrade: track.frames,
    tradeBefore: track.frames,
    rowTrade: track.frames,
  };
  const lastUs = timeUs + MAX_QUIET_US;
  await travel(track, {
    room(here, most) {
      noteStride(search.strides, here);
      return search.isPassed || here.headUs > lastUs ? 0 : most;
    },
    stride: Infinity,
    sink: (taken) => look(search, taken, track.frames),
    ...{ store, pace, lastUs: Infinity },
  });
  reading.signal.throwIfAborted();
  const { row } = search;
  if (row === null) return null;
  return { row, hasPrevious: search.previousUs !== null, startFrame: startOf(search, row, track) };
}

function noteStride({ frames, headsUs }: Strides, { frames: frame, headUs }: Track<unknown>): void {
  if (frames.at(-1) === frame) return;
  frames.push(frame);
  headsUs.push(headUs);
}

function look(search: Search, { events, rows, runner }: Taken, frame: number): void {
  const code = runner.normalizer.codes.get(search.symbol);
  for (let i = 0; i < events.count; i++) {
    if (events.symbol[i] !== code || (events.kind[i] !== KIND.trade && events.kind[i] !== KIND.aggTrade)) continue;
    if (search.lastTrade === frame) continue;
    search.tradeBefore = search.lastTrade;
    search.lastTrade = frame;
  }
  for (const row of rows) {
    if (row.symbol !== search.symbol) continue;
    search.isPassed ||= row.timeUs > search.timeUs;
    if (row.timeUs > search.timeUs) continue;
    search.previousUs = search.row?.timeUs ?? null;
    search.row = row;
    // A trade of the same stride may have come behind the row: then the one before it is meant.
    search.rowTrade = search.lastTrade === frame ? search.tradeBefore : search.lastTrade;
  }
}

/** The last stride that began before the row before, the bar behind the row, and the last trade that it knows. */
function startOf(search: Search, row: SignalRow, { plan }: Track<unknown>): number {
  const { strides, previousUs, rowTrade } = search;
  const { grid, cvd } = plan.chain;
  const stepUs = grid.kind === 'time' ? grid.stepUs : 0;
  const beforeUs = Math.min(previousUs ?? Infinity, row.timeUs - stepUs, row.timeUs - 3 * cvd.barUs);
  let at = strides.frames.length - 1;
  while (at > 0 && (strides.headsUs[at] as number) >= beforeUs) at--;
  const frame = strides.frames[at] ?? 0;
  return cvd.mode === 'level' ? Math.min(frame, rowTrade) : frame;
}

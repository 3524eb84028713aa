// The search for gaps, signals and hits: a reading of its own, in slices, that also leaves checkpoints behind it.

import { KIND } from '../../core/market/event-batch.js';
import type { SignalRow } from '../../core/pipeline/row.js';
import type { Taken } from './beside.js';
import type { CheckpointStore } from './checkpoint.js';
import { travel } from './journey.js';
import { type MarkList, addMark, createMarks } from './marks.js';
import type { Pace } from './pace.js';
import type { Track } from './track.js';

export type MarkKind = 'gap' | 'signal' | 'hit';

/** Whether a row is one to jump to; called once a row, in order, from the first row of the recording. */
export type RowTest = (row: SignalRow) => boolean;

export interface RowTests {
  readonly signal: RowTest;
  /** Null where nothing is looked for. */
  readonly hit: RowTest | null;
}

export interface MarkIndex<State> {
  readonly track: Track<State>;
  readonly marks: Readonly<Record<MarkKind, MarkList>>;
  readonly tests: RowTests;
  /** Marks before this time belong to the warm-up, µs. */
  readonly fromUs: number;
  isDone: boolean;
}

export const createIndex = <State>(track: Track<State>, tests: RowTests, fromUs: number): MarkIndex<State> => ({
  track,
  marks: { gap: createMarks(), signal: createMarks(), hit: createMarks() },
  tests,
  fromUs,
  isDone: false,
});

/** Where data are missing: ids that do not follow, and connections that were away or silent. */
const isBreak = (kind: number): boolean => kind === KIND.gap || kind === KIND.disconnect || kind === KIND.silence;

function markTaken<State>(index: MarkIndex<State>, { events, rows, runner }: Taken): void {
  const { marks, tests, track, fromUs } = index;
  // The sink runs before the frame is counted.
  const frame = track.frames + 1;
  for (let i = 0; i < events.count; i++) {
    if (!isBreak(events.kind[i] as number) || (events.recvUs[i] as number) < fromUs) continue;
    addMark(marks.gap, frame, events.symbol[i] as number);
  }
  for (const row of rows) {
    const isSignal = tests.signal(row);
    const isHit = tests.hit?.(row) === true;
    if (row.timeUs < fromUs || (!isSignal && !isHit)) continue;
    const code = runner.normalizer.codes.get(row.symbol) ?? 0;
    if (isSignal) addMark(marks.signal, frame, code);
    if (isHit) addMark(marks.hit, frame, code);
  }
}

export interface IndexRun<State> {
  readonly store: CheckpointStore<State>;
  readonly pace: Pace;
  readonly lastUs: number;
}

/** Reads to the end of the recording, or until it is not wanted any more. */
export async function runIndex<State>(
  index: MarkIndex<State>,
  { store, pace, lastUs }: IndexRun<State>,
): Promise<void> {
  const outcome = await travel(index.track, {
    room: (_, most) => most,
    stride: 1,
    sink: (taken) => markTaken(index, taken),
    ...{ store, pace, lastUs },
  });
  index.isDone = outcome === 'ended';
}

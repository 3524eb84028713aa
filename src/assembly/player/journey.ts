// Bringing a track forward: to a time, to a frame, to the next event of a symbol, or to the end.

import { ALL_SYMBOLS, KIND } from '../../core/market/event-batch.js';
import { type CheckpointStore, isCheckpointDue, keepCheckpoint, untilCheckpoint } from './checkpoint.js';
import { type Pace, breathe, rest } from './pace.js';
import { type Track, type TrackSink, leftInBatch, loadBatch, passOver, takeFrames } from './track.js';

export type Outcome = 'reached' | 'ended' | 'stopped';

export interface Journey<State> {
  /** Frames that may still be taken, of at most `most`; the next frame of the track is loaded. 0: the goal is reached. */
  readonly room: (track: Track<State>, most: number) => number;
  /** Most frames taken at once: 1 where `sink` must know which frame brought what, else Infinity. */
  readonly stride: number;
  readonly sink: TrackSink | null;
  /** Frames received after this time, µs, are not taken: the recording ends there. */
  readonly lastUs: number;
  readonly store: CheckpointStore<State>;
  readonly pace: Pace;
}

/** Passes over what the feed has to give again before the track's next frame. */
async function align<State>(track: Track<State>, pace: Pace): Promise<Outcome> {
  while (track.given < track.frames) {
    if (!(await loadBatch(track))) return 'ended';
    passOver(track, track.frames - track.given);
    if (!(await breathe(pace))) return 'stopped';
  }
  return 'reached';
}

/** Frames of the batch from the next one on that were received at or before a time; at most so many. */
function roomToTime<State>(track: Track<State>, timeUs: number, most: number): number {
  const { batch, at } = track;
  const end = Math.min(leftInBatch(track), most);
  let k = 0;
  while (k < end && (batch?.recvUs[at + k] ?? Infinity) <= timeUs) k++;
  return k;
}

/** Takes frames until there is no room, no frame, or no wish for more. */
export async function travel<State>(track: Track<State>, journey: Journey<State>): Promise<Outcome> {
  const { store, pace, stride, lastUs } = journey;
  const aligned = await align(track, pace);
  if (aligned !== 'reached') return aligned;
  for (;;) {
    if (!(await loadBatch(track))) return 'ended';
    const most = Math.min(stride, track.plan.beside.stride, leftInBatch(track), untilCheckpoint(store, track.frames));
    const allowed = lastUs === Infinity ? most : roomToTime(track, lastUs, most);
    if (allowed === 0) return 'ended';
    const count = journey.room(track, allowed);
    if (count === 0) return 'reached';
    takeFrames(track, count, journey.sink);
    if (isCheckpointDue(store, track)) {
      // Copying megabytes is a slice of its own.
      await rest(pace);
      keepCheckpoint(store, track);
    }
    if (!(await breathe(pace))) return 'stopped';
  }
}

export type Goal<State> = Pick<Journey<State>, 'room' | 'stride' | 'sink'>;

/** All frames before the first one that was received after a time. */
export const toTime = <State>(timeUs: number): Goal<State> => ({
  room: (track, most) => roomToTime(track, timeUs, most),
  stride: Infinity,
  sink: null,
});

/** So many frames from the recording's first one on. */
export const toFrame = <State>(frames: number): Goal<State> => ({
  room: (track, most) => Math.min(most, Math.max(0, frames - track.frames)),
  stride: Infinity,
  sink: null,
});

/** The next frame that brings something of a symbol, or of any: not one that only moves the clock. */
export function toEvent<State>(symbol: string | null): Goal<State> {
  let isMet = false;
  return {
    room: () => (isMet ? 0 : 1),
    stride: 1,
    sink({ events, runner }) {
      const code = symbol === null ? undefined : runner.normalizer.codes.get(symbol);
      for (let i = 0; i < events.count && !isMet; i++) {
        if (events.kind[i] === KIND.tick) continue;
        isMet = symbol === null || events.symbol[i] === code || events.symbol[i] === ALL_SYMBOLS;
      }
    },
  };
}

// One reading of a recording: the chain at a frame, what is kept beside it, and the feed that gives the next frame.

import type { FrameBatch } from '../../core/market/frame.js';
import type { Environment, Instrument, Venue } from '../../core/market/instrument.js';
import type { ChainConfig } from '../../core/pipeline/config.js';
import type { OpenedFrames } from '../../store/importers/open.js';
import { type ChainRunner, createRunner, runFrames } from '../run-chain.js';
import type { Beside, Taken } from './beside.js';
import { type FrameRing, clearRing, findFrame, keepBatch } from './frame-ring.js';

/** What a track is made of; several tracks over one recording share nothing but this. */
export interface TrackPlan<State> {
  /** Opens the recording anew, at its first frame. */
  readonly open: () => Promise<OpenedFrames>;
  readonly chain: ChainConfig;
  readonly venue: Venue;
  readonly env: Environment;
  readonly instruments: ReadonlyMap<string, Instrument>;
  /** Symbols wanted; null for all. */
  readonly symbols: ReadonlySet<string> | null;
  readonly beside: Beside<State>;
}

/**
 * `frames` have gone through the chain; `given` have been handed to it, or passed over: fewer, and frames must be passed
 * over before the next one is taken; more, and they come from the ring again, or the recording must be opened again.
 */
export interface Track<State> {
  readonly plan: TrackPlan<State>;
  readonly runner: ChainRunner;
  beside: State;
  frames: number;
  /** Latest receive time among the frames taken, µs; −∞ before the first. */
  headUs: number;
  /** Receive time of the first frame of all, and of the last one taken; null before. */
  firstUs: number | null;
  lastUs: number | null;
  opened: OpenedFrames | null;
  given: number;
  /** Frames in the batches that the feed has given since it was opened. */
  fed: number;
  /** Frames that were read last; null keeps none. */
  readonly ring: FrameRing | null;
  batch: FrameBatch | null;
  /** Next frame of `batch`. */
  at: number;
  /** The feed has given its last frame. */
  isDry: boolean;
}

const KEEP_REFUSED = 100;

export function createTrack<State>(plan: TrackPlan<State>, ring: FrameRing | null = null): Track<State> {
  const { chain, venue, env, symbols } = plan;
  const instruments = new Map(plan.instruments);
  const runner = createRunner({ chain }, { venue, env, instruments, symbols, keepRefused: KEEP_REFUSED }, null);
  return {
    plan,
    runner,
    beside: plan.beside.init(),
    frames: 0,
    headUs: -Infinity,
    firstUs: null,
    lastUs: null,
    opened: null,
    given: 0,
    fed: 0,
    ring,
    batch: null,
    at: 0,
    isDry: false,
  };
}

export async function closeTrack<State>(track: Track<State>): Promise<void> {
  const { opened } = track;
  track.opened = null;
  track.batch = null;
  track.at = 0;
  track.given = 0;
  track.fed = 0;
  track.isDry = false;
  if (track.ring !== null) clearRing(track.ring);
  await opened?.feed.close();
}

/** Frames of the batch not yet given. */
export const leftInBatch = ({ batch, at }: Pick<Track<unknown>, 'batch' | 'at'>): number =>
  batch === null ? 0 : batch.count - at;

/** Goes back among the frames read last. False where they are not held: then the track must be closed and opened. */
export function goBack<State>(track: Track<State>, frames: number): boolean {
  if (track.ring === null || findFrame(track.ring, frames) === null) return false;
  track.batch = null;
  track.given = frames;
  return true;
}

/** Makes the next frame present, where there is one. False at the end of the recording. */
export async function loadBatch<State>(track: Track<State>): Promise<boolean> {
  if (leftInBatch(track) > 0) return true;
  const { ring, given, fed } = track;
  const held = ring === null || given >= fed ? null : findFrame(ring, given);
  if (held !== null) {
    Object.assign(track, held);
    return true;
  }
  if (track.isDry) return false;
  track.opened ??= await track.plan.open();
  track.batch = await track.opened.feed.next();
  track.at = 0;
  track.isDry = track.batch === null;
  if (track.batch === null) return false;
  if (ring !== null) keepBatch(ring, track.batch, track.fed);
  track.fed += track.batch.count;
  return true;
}

/** Passes over up to `most` frames of the batch that have gone through the chain before. */
export function passOver<State>(track: Track<State>, most: number): void {
  const count = Math.min(most, leftInBatch(track));
  track.at += count;
  track.given += count;
}

/** Sees what came of each call of takeFrames, after the state beside the chain. */
export type TrackSink = (taken: Taken) => void;

/** The next `count` frames of the batch through the chain. */
export function takeFrames<State>(track: Track<State>, count: number, sink: TrackSink | null): void {
  const { runner, plan, at } = track;
  const batch = track.batch as FrameBatch;
  const to = at + count;
  track.firstUs ??= batch.recvUs[at] ?? null;
  for (let k = at; k < to; k++)
    if ((batch.recvUs[k] as number) > track.headUs) track.headUs = batch.recvUs[k] as number;
  track.lastUs = batch.recvUs[to - 1] ?? track.lastUs;
  runFrames(runner, batch, {
    from: at,
    to,
    sink: (events, rows, crossings) => {
      const taken: Taken = { events, rows, crossings, runner };
      plan.beside.step(track.beside, taken);
      sink?.(taken);
    },
  });
  track.at = to;
  track.given += count;
  track.frames += count;
}

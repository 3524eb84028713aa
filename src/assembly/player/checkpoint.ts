// Where a track stood at a frame, as plain data; and a bounded number of such places over the whole recording.

import { type ChainState, restoreChain, saveChain } from '../../core/pipeline/chain-state.js';
import { plainBytes } from '../../core/pipeline/plain-size.js';
import { type NormalizerState, restoreNormalizer, saveNormalizer } from '../../exchange/binance/normalizer-state.js';
import { type Track, closeTrack, goBack } from './track.js';

export interface Checkpoint<State> {
  readonly frames: number;
  readonly headUs: number;
  readonly firstUs: number | null;
  readonly lastUs: number | null;
  readonly chain: ChainState;
  readonly normalizer: NormalizerState;
  readonly beside: State;
}

export function takeCheckpoint<State>(track: Track<State>): Checkpoint<State> {
  const { frames, headUs, firstUs, lastUs, runner, plan } = track;
  return {
    ...{ frames, headUs, firstUs, lastUs },
    chain: saveChain(runner.chain),
    normalizer: saveNormalizer(runner.normalizer),
    beside: plan.beside.save(track.beside),
  };
}

/** Puts the track where the checkpoint was taken. Its feed stays where it or the ring can still give this frame, else it closes. */
export async function restoreCheckpoint<State>(track: Track<State>, checkpoint: Checkpoint<State>): Promise<void> {
  const { frames, headUs, firstUs, lastUs } = checkpoint;
  restoreChain(track.runner.chain, checkpoint.chain);
  restoreNormalizer(track.runner.normalizer, checkpoint.normalizer);
  track.beside = track.plan.beside.restore(checkpoint.beside);
  Object.assign(track, { frames, headUs, firstUs, lastUs });
  if (track.given <= frames && !track.isDry) return;
  if (!goBack(track, frames)) await closeTrack(track);
}

export interface CheckpointLimits {
  readonly count: number;
  readonly bytes: number;
  /** Frames between two checkpoints at first; doubles when a limit is reached. */
  readonly spacing: number;
}

export const DEFAULT_LIMITS: CheckpointLimits = { count: 128, bytes: 128 * 1024 * 1024, spacing: 4_096 };

/** Checkpoints by frame, lowest first. The one of frame 0 is never given up. */
export interface CheckpointStore<State> {
  readonly limits: CheckpointLimits;
  spacing: number;
  bytes: number;
  readonly kept: { readonly checkpoint: Checkpoint<State>; readonly bytes: number }[];
}

export const createStore = <State>(limits: CheckpointLimits): CheckpointStore<State> => ({
  limits,
  spacing: limits.spacing,
  bytes: 0,
  kept: [],
});

/** Index of the first one behind `frames`. */
function placeOf<State>({ kept }: CheckpointStore<State>, frames: number): number {
  let from = 0;
  let to = kept.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((kept[middle]?.checkpoint.frames ?? 0) <= frames) from = middle + 1;
    else to = middle;
  }
  return from;
}

const has = <State>(store: CheckpointStore<State>, frames: number): boolean =>
  store.kept[placeOf(store, frames) - 1]?.checkpoint.frames === frames;

/** Frames that may be taken before the next checkpoint is due. */
export const untilCheckpoint = <State>({ spacing }: CheckpointStore<State>, frames: number): number =>
  spacing - (frames % spacing);

/** Whether the track stands where a checkpoint is to be kept, and none is held. */
export const isCheckpointDue = <State>(store: CheckpointStore<State>, { frames }: Track<State>): boolean =>
  frames % store.spacing === 0 && !has(store, frames);

/** Keeps a checkpoint of the track where one is due. */
export function keepCheckpoint<State>(store: CheckpointStore<State>, track: Track<State>): void {
  if (!isCheckpointDue(store, track)) return;
  const checkpoint = takeCheckpoint(track);
  const bytes = plainBytes(checkpoint.chain) + plainBytes(checkpoint.normalizer) + plainBytes(checkpoint.beside);
  store.kept.splice(placeOf(store, track.frames), 0, { checkpoint, bytes });
  store.bytes += bytes;
  const { count, bytes: most } = store.limits;
  while (store.kept.length > 1 && (store.kept.length > count || store.bytes > most)) thinOut(store);
}

/** Every other place is given up, as if the spacing had been twice as wide from the start. */
function thinOut<State>(store: CheckpointStore<State>): void {
  store.spacing *= 2;
  const stay = store.kept.filter(({ checkpoint }) => checkpoint.frames % store.spacing === 0);
  store.kept.splice(0, Infinity, ...stay);
  store.bytes = stay.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The last checkpoint of which `isBefore` holds; it must hold for all before one for which it holds. */
export function lastCheckpoint<State>(
  store: CheckpointStore<State>,
  isBefore: (checkpoint: Checkpoint<State>) => boolean,
): Checkpoint<State> | null {
  for (let i = store.kept.length - 1; i >= 0; i--) {
    const checkpoint = store.kept[i]?.checkpoint;
    if (checkpoint !== undefined && isBefore(checkpoint)) return checkpoint;
  }
  return null;
}

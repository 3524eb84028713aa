// Players over recordings for tests: opened, driven, and looked at.

import { setTimeout as pause } from 'node:timers/promises';
import type { Beside } from '../../src/assembly/player/beside.js';
import { NOTHING } from '../../src/assembly/player/beside.js';
import { createStore } from '../../src/assembly/player/checkpoint.js';
import { type Goal, toFrame, travel } from '../../src/assembly/player/journey.js';
import { createPace } from '../../src/assembly/player/pace.js';
import { planTracks } from '../../src/assembly/player/plan.js';
import type { Player } from '../../src/assembly/player/player.js';
import { type Track, type TrackPlan, closeTrack, createTrack } from '../../src/assembly/player/track.js';
import { NOTHING_STATED, openRecording } from '../../src/assembly/recording.js';
import { type ChainConfig, DEFAULT_CHAIN } from '../../src/core/pipeline/config.js';
import { saveChain } from '../../src/core/pipeline/chain-state.js';
import type { SignalRow } from '../../src/core/pipeline/row.js';
import { saveNormalizer } from '../../src/exchange/binance/normalizer-state.js';

export async function tracksOver<State>(
  paths: readonly string[],
  beside: Beside<State>,
  chain: ChainConfig = DEFAULT_CHAIN,
): Promise<TrackPlan<State>> {
  const choices = { ...NOTHING_STATED, strict: false, paths };
  const recording = await openRecording(choices);
  await recording.opened.feed.close();
  return planTracks(recording, { choices, chain, beside });
}

export const plainTracks = (paths: readonly string[], chain?: ChainConfig): Promise<TrackPlan<null>> =>
  tracksOver(paths, NOTHING, chain);

export { pause };

export const nowMs = (): number => performance.now();

/** Brings a track somewhere without leaving checkpoints. */
export const ride = <State>(track: Track<State>, goal: Goal<State>) =>
  travel(track, {
    ...goal,
    store: createStore<State>({ count: 1, bytes: 1, spacing: 1 << 30 }),
    lastUs: Infinity,
    pace: createPace(nowMs, () => true),
  });

/** A track that has read straight to a frame. */
export async function straightTo<State>(plan: TrackPlan<State>, frames: number): Promise<Track<State>> {
  const track = createTrack(plan);
  await ride(track, toFrame(frames));
  return track;
}

/** All that can change a row to come, as data that compares; layouts are left out by their nature. */
export const stateOf = <State>({ runner, frames, headUs, lastUs, beside }: Track<State>): unknown => ({
  frames,
  headUs,
  lastUs,
  beside: structuredClone(beside),
  chain: saveChain(runner.chain),
  normalizer: { ...saveNormalizer(runner.normalizer), counts: null },
});

/** Rows from where the track stands to the end. */
export async function rowsFrom<State>(track: Track<State>): Promise<SignalRow[]> {
  const rows: SignalRow[] = [];
  await ride(track, {
    room: (_, most) => most,
    stride: Infinity,
    sink: (taken) => rows.push(...structuredClone(taken.rows as SignalRow[])),
  });
  await closeTrack(track);
  return rows;
}

/** Waits until the player has done what it was told. */
export async function settled<State>(player: Player<State>): Promise<void> {
  await new Promise(setImmediate);
  while (player.next !== null || player.current !== null) await pause(1);
}

// Choosing where a journey begins: where the track stands, or at a checkpoint that is nearer to the goal.

import { type CheckpointStore, lastCheckpoint, restoreCheckpoint } from './checkpoint.js';
import type { Track } from './track.js';

export interface Place {
  readonly frames: number;
  readonly headUs: number;
}

/** Puts the track at the last known place that is not behind the goal; stays where nothing known is nearer. */
export async function moveTo<State>(
  track: Track<State>,
  store: CheckpointStore<State>,
  { isBehind }: { readonly isBehind: (place: Place) => boolean },
): Promise<void> {
  const checkpoint = lastCheckpoint(store, (place) => !isBehind(place));
  if (!isBehind(track) && (checkpoint === null || checkpoint.frames <= track.frames)) return;
  if (checkpoint !== null) await restoreCheckpoint(track, checkpoint);
}

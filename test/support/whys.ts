// Rows asked about in tests: one reading a recording, asked as often as one likes.

import { DEFAULT_LIMITS, createStore } from '../../src/assembly/player/checkpoint.js';
import { createPace } from '../../src/assembly/player/pace.js';
import { createTrack } from '../../src/assembly/player/track.js';
import type { Question } from '../../src/assembly/why/locate.js';
import { explainRow } from '../../src/assembly/why/why.js';
import type { ChainConfig } from '../../src/core/pipeline/config.js';
import type { Why } from '../../src/core/watch/why.js';
import { nowMs, plainTracks } from './players.js';

export async function asker(
  paths: readonly string[],
  chain: ChainConfig,
): Promise<(question: Question) => Promise<Why | null>> {
  const track = createTrack(await plainTracks(paths, chain));
  const store = createStore<null>(DEFAULT_LIMITS);
  const { signal } = new AbortController();
  const pace = createPace(nowMs, () => true);
  return (question) => explainRow({ track, store, pace, signal }, question);
}

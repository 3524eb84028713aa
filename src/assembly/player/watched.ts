// What a screen shows, kept beside the chain of a track.

import { type ReplayedConfig, type ReplayedState, initReplayed, stepReplayed } from '../../core/watch/replayed.js';
import type { Beside } from './beside.js';

/** One frame at a time: books are sampled as each frame leaves them, whatever way the player came. */
export const watchBeside = (config: ReplayedConfig): Beside<ReplayedState> => ({
  stride: 1,
  init: () => initReplayed(config),
  step: (state, { events, rows, crossings, runner: { chain } }) =>
    stepReplayed(state, { events, rows, crossings, chain }),
  save: (state) => structuredClone(state),
  restore: (saved) => structuredClone(saved),
});

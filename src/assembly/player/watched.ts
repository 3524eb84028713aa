// What a screen shows, kept beside the chain of a track.

import type { ReplayedAlertSetting } from '../../core/watch/replayed-alerts.js';
import { type ReplayedState, initReplayed, stepReplayed } from '../../core/watch/replayed.js';
import type { Beside } from './beside.js';

/** One frame at a time: books are sampled as each frame leaves them, whatever way the player came. */
export const watchBeside = (symbols: number, alerts: ReplayedAlertSetting): Beside<ReplayedState> => ({
  stride: 1,
  init: () => initReplayed(symbols, alerts),
  step: (state, { events, rows, crossings, runner: { chain } }) =>
    stepReplayed(state, { events, rows, crossings, chain }),
  save: (state) => structuredClone(state),
  restore: (saved) => structuredClone(saved),
});

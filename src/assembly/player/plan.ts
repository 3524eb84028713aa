// A recording as something that tracks can be laid over, again and again.

import type { ChainConfig } from '../../core/pipeline/config.js';
import { UsageError } from '../../platform/errors.js';
import { type Recording, type RecordingChoices, openFrames } from '../recording.js';
import type { Beside } from './beside.js';
import type { TrackPlan } from './track.js';

export interface TrackChoices<State> {
  readonly choices: RecordingChoices;
  readonly chain: ChainConfig;
  readonly beside: Beside<State>;
}

/** Throws UsageError for standard input: it cannot be read twice. */
export function planTracks<State>(
  recording: Recording,
  { choices, chain, beside }: TrackChoices<State>,
): TrackPlan<State> {
  const { venue, env, instruments } = recording;
  if (recording.opened.inputs.some(({ bytesTotal }) => bytesTotal === null)) {
    throw new UsageError('this needs to go back in the recording, and a stream cannot be read twice', {
      code: 'V13_INPUT_ONCE',
      hint: 'write it to a file, and name that',
    });
  }
  return {
    open: () => openFrames(choices),
    chain,
    venue,
    env,
    instruments: new Map(instruments),
    symbols: choices.symbols.length === 0 ? null : new Set(choices.symbols),
    beside,
  };
}

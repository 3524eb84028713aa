// Makes a whole synthetic recording: generator → file or standard output, with progress and interruption.

import { type StylisedFacts, factsReport } from '../core/sim/facts-report.js';
import type { InjectedFault } from '../core/sim/faults.js';
import {
  type RecordingState,
  endRecording,
  initRecording,
  injectedFaults,
  recordingGoesOn,
  stepRecording,
} from './synthetic-recording.js';
import { type SyntheticRecording, recordingHead, sessionId } from './synthetic-header.js';

/** Where the lines go. */
export interface LineSink {
  write(lines: string): Promise<void>;
}

export interface SimulateControl {
  readonly signal: AbortSignal;
  /** Simulated time so far, µs. */
  readonly onProgress: (doneUs: number) => void;
}

export interface SimulateResult {
  readonly session: string;
  /** Lines by stream, and by kind of control line; the session header is not among them. */
  readonly lines: Readonly<Record<string, number>>;
  readonly injected: readonly InjectedFault[];
  /** By symbol; null where the recording is too short, empty unless asked for. */
  readonly facts: Readonly<Record<string, StylisedFacts | null>>;
}

const CHUNK = 1 << 16;

/** Writes every line into `sink`. Throws the signal's reason when interrupted; the sink then holds a part. */
export async function simulateRecording(
  config: SyntheticRecording,
  sink: LineSink,
  control: SimulateControl,
): Promise<SimulateResult> {
  const state = initRecording(config);
  let text = recordingHead(config);
  let steps = 0;
  while (recordingGoesOn(state)) {
    text += stepRecording(state);
    if (text.length < CHUNK && ++steps % 20_000 !== 0) continue;
    await sink.write(text);
    text = '';
    // A turn of the event loop, so that a signal can be seen even where the sink never waits.
    await new Promise(setImmediate);
    control.signal.throwIfAborted();
    control.onProgress(state.market.nowUs - config.market.startUs);
  }
  await sink.write(text + endRecording(state));
  return resultOf(state);
}

function resultOf(state: RecordingState): SimulateResult {
  const facts = state.config.stats
    ? Object.fromEntries(Object.entries(state.facts).map(([symbol, its]) => [symbol, factsReport(its)]))
    : {};
  return { session: sessionId(state.config), lines: state.lines, injected: injectedFaults(state), facts };
}

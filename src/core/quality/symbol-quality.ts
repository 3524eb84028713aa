// What is counted of one symbol while a recording is read: plain numbers and sketches.

import type { CrossingEvent } from '../market/crossing.js';
import { type LogSketch, type SignificantDigits, initLogSketch } from '../stats/log-sketch.js';
import { STREAM_NAMES } from './stream-name.js';

export interface StreamState {
  /** Messages received, with repeats and with deltas that wait for their snapshot. */
  count: number;
  /** Of these: brought nothing new to the chain. */
  idle: number;
  /** A message has been seen in this session: lastUs means something. */
  running: boolean;
  /** Receive times; meaningful once count > 0. */
  firstUs: number;
  lastUs: number;
  /** Receive time before that of the message before it. */
  backSteps: number;
  /** Longest time between two messages of one session, and when it ended. */
  silenceUs: number;
  silenceEndUs: number;
  /** Messages whose E lies so far off that no latency can be told. */
  absurdTimes: number;
  /** recv − E, µs, as it is. */
  readonly latency: LogSketch;
  /** The same above the trailing 10-minute minimum of the session, µs. */
  readonly excess: LogSketch;
}

export interface SymbolState {
  readonly streams: readonly StreamState[];
  /** u − U + 1 of every depth message. */
  readonly batchSpan: LogSketch;
  /** Times from a depth gap to its resync, µs. */
  readonly recovery: LogSketch;
  depthGaps: number;
  tradeGaps: number;
  tradesMissing: number;
  resyncs: number;
  /** Gaps whose session ended before a resync. */
  unhealed: number;
  disconnects: number;
  silences: number;
  clockSteps: number;
  restFailures: number;
  /** Times that the book became crossed. */
  crossings: number;
  healedTrades: number;
  snapshots: number;
  /** The book has its snapshot and no message of it is missing. */
  synced: boolean;
  /** What crossed the book; null while it is in order. */
  crossing: CrossingEvent | null;
  /** Disconnected or silent until the next message. */
  stopped: boolean;
  /** Time at which the present covered stretch began; null while there is none. */
  coveredFromUs: number | null;
  coveredUs: number;
  /** Time of the depth gap that waits for its resync. */
  gapUs: number | null;
}

const initStream = (digits: SignificantDigits): StreamState => ({
  count: 0,
  idle: 0,
  running: false,
  firstUs: 0,
  lastUs: 0,
  backSteps: 0,
  silenceUs: 0,
  silenceEndUs: 0,
  absurdTimes: 0,
  latency: initLogSketch(digits),
  excess: initLogSketch(digits),
});

export const initSymbol = (digits: SignificantDigits = 3): SymbolState => ({
  streams: STREAM_NAMES.map(() => initStream(digits)),
  batchSpan: initLogSketch(),
  recovery: initLogSketch(),
  depthGaps: 0,
  tradeGaps: 0,
  tradesMissing: 0,
  resyncs: 0,
  unhealed: 0,
  disconnects: 0,
  silences: 0,
  clockSteps: 0,
  restFailures: 0,
  crossings: 0,
  healedTrades: 0,
  snapshots: 0,
  synced: false,
  crossing: null,
  stopped: false,
  coveredFromUs: null,
  coveredUs: 0,
  gapUs: null,
});

/** A covered stretch begins where the book is known and not crossed, and the connection is up. */
export function openCoverage(state: SymbolState, timeUs: number): void {
  if (state.synced && state.crossing === null && !state.stopped) state.coveredFromUs ??= timeUs;
}

export function closeCoverage(state: SymbolState, timeUs: number): void {
  if (state.coveredFromUs === null) return;
  state.coveredUs += Math.max(0, timeUs - state.coveredFromUs);
  state.coveredFromUs = null;
}

/** The book's session is over: nothing carries into the next one. */
export function endSession(state: SymbolState, lastUs: number): void {
  closeCoverage(state, lastUs);
  state.synced = false;
  state.crossing = null;
  state.stopped = false;
  if (state.gapUs !== null) state.unhealed++;
  state.gapUs = null;
  for (const stream of state.streams) stream.running = false;
}

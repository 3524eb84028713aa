// A replay: recordings through the chain, with everything that is measured, hashed, written and compared on the way.

import type { ChainConfig } from '../core/pipeline/config.js';
import type { FrameBatch } from '../core/market/frame.js';
import type { BoundFeature } from '../core/pipeline/feature.js';
import type { StageClock } from '../core/pipeline/probe.js';
import type { SignalRow } from '../core/pipeline/row.js';
import { warmQuality } from '../core/quality/range-start.js';
import { initQuality, stepQuality, type QualityState } from '../core/quality/stream-quality.js';
import { initRowHealth, stepRowHealth, type RowHealthState } from '../core/quality/row-health.js';
import { initStageTiming, recordStage, type StageTimingState } from '../core/quality/stage-timing.js';
import { type Normalizer, symbolsOf } from '../exchange/binance/normalizer.js';
import type { FrameProblem } from '../exchange/binance/plain.js';
import { DataError } from '../platform/errors.js';
import { type RowDigest, addRow, createRowDigest } from './digest.js';
import type { Pacer } from './pacer.js';
import type { Recording } from './recording.js';
import { type ChainRunner, createRunner, runFrames } from './run-chain.js';

export interface ReplayOptions {
  readonly chain: ChainConfig;
  /** What rows carry beside the signals; mostly nothing. */
  readonly features?: readonly BoundFeature[];
  /** Symbols wanted; null for all. */
  readonly symbols: ReadonlySet<string> | null;
  /** Half-open range of receive time that rows and report cover, µs; what comes before it warms the windows. */
  readonly fromUs: number | null;
  readonly toUs: number | null;
  /** Measure the stages of every n-th event; null measures nothing. */
  readonly timingEvery: number | null;
  readonly pacer: Pacer | null;
  /** The first message that cannot be understood ends the run. */
  readonly strict: boolean;
  readonly signal: AbortSignal;
  /** Takes the rows of a batch, in order; the array is reused after the call. */
  readonly onRows: ((rows: readonly SignalRow[]) => Promise<void> | void) | null;
  readonly onProgress: (progress: ReplayProgress) => void;
  /** Monotonic nanoseconds, for stage timings. */
  readonly nowNs: () => number;
}

/** How far a run is, after each batch of frames. */
export interface ReplayProgress {
  readonly bytesRead: number;
  /** Receive time of the batch's first frame, µs. */
  readonly recvUs: number;
}

export interface ReplayRun {
  readonly runner: ChainRunner;
  readonly quality: QualityState;
  readonly health: RowHealthState;
  readonly timing: StageTimingState;
  readonly digest: RowDigest;
  events: number;
  /** True when the range ended before the data. */
  endedEarly: boolean;
}

const KEEP_REFUSED = 100;

function createRun(recording: Recording, options: ReplayOptions): ReplayRun {
  const timing = initStageTiming();
  const every = options.timingEvery;
  const clock: StageClock | null =
    every === null
      ? null
      : {
          nowNs: options.nowNs,
          record: (stage, ns) => recordStage(timing, stage, ns),
          every,
          countdown: every,
          lastNs: 0,
        };
  const runner = createRunner(
    options,
    {
      venue: recording.venue,
      env: recording.env,
      instruments: recording.instruments,
      symbols: options.symbols,
      keepRefused: KEEP_REFUSED,
    },
    clock,
  );
  return {
    runner,
    quality: initQuality(),
    health: initRowHealth(),
    timing,
    digest: createRowDigest(),
    events: 0,
    endedEarly: false,
  };
}

/** Runs the recording to its end (or the range's). Throws when the signal is aborted; closes the feed in any case. */
export async function runReplay(recording: Recording, options: ReplayOptions): Promise<ReplayRun> {
  const run = createRun(recording, options);
  const { feed } = recording.opened;
  const pending: SignalRow[] = [];
  try {
    for (;;) {
      options.signal.throwIfAborted();
      const frames = await feed.next();
      if (frames === null) break;
      if (options.pacer !== null) await options.pacer.until(frames.recvUs[0] ?? 0, options.signal);
      runRange(run, frames, { options, pending });
      refuseFrames(run.runner.normalizer, recording, options.strict);
      if (pending.length > 0 && options.onRows !== null) await options.onRows(pending);
      pending.length = 0;
      options.onProgress({ bytesRead: recording.opened.progress().bytesRead, recvUs: frames.recvUs[0] ?? 0 });
      if (run.endedEarly) break;
    }
  } finally {
    await feed.close();
  }
  return run;
}

/** First frame of the batch at or after a time; count when there is none. */
function firstAtOrAfter(frames: FrameBatch, timeUs: number): number {
  let k = 0;
  while (k < frames.count && (frames.recvUs[k] as number) < timeUs) k++;
  return k;
}

interface Range {
  readonly options: ReplayOptions;
  readonly pending: SignalRow[];
}

/** Rows of the range go to the digest, the health figures and the caller; the range is half-open in the rows' time. */
function takeRows(run: ReplayRun, rows: readonly SignalRow[], { options, pending }: Range): void {
  const { fromUs, toUs } = options;
  for (const row of rows) {
    if ((fromUs !== null && row.timeUs < fromUs) || (toUs !== null && row.timeUs >= toUs)) continue;
    addRow(run.digest, row);
    stepRowHealth(run.health, row);
    if (options.onRows !== null) pending.push(row);
  }
}

/**
 * Frames before the range warm the windows, those in it are reported on, and those behind it only close the last rows of
 * the range: a row closes when a later frame arrives.
 */
function runRange(run: ReplayRun, frames: FrameBatch, range: Range): void {
  const { fromUs, toUs } = range.options;
  const begin = fromUs === null ? 0 : firstAtOrAfter(frames, fromUs);
  const end = Math.max(begin, toUs === null ? frames.count : firstAtOrAfter(frames, toUs));
  runFrames(run.runner, frames, {
    from: 0,
    to: begin,
    sink: (events, rows, crossings) => {
      warmQuality(run.quality, events, crossings);
      takeRows(run, rows, range);
    },
  });
  runFrames(run.runner, frames, {
    from: begin,
    to: end,
    sink: (events, rows, crossings) => {
      run.events += events.count;
      stepQuality(run.quality, events, crossings);
      takeRows(run, rows, range);
    },
  });
  for (let k = end; k < frames.count && !run.endedEarly; k++) {
    runFrames(run.runner, frames, { from: k, to: k + 1, sink: (_, rows) => takeRows(run, rows, range) });
    run.endedEarly = toUs !== null && rowsAreClosed(run, toUs);
  }
}

/** Whether every symbol's next row lies at or behind `toUs`. */
function rowsAreClosed(run: ReplayRun, toUs: number): boolean {
  const { chain } = run.runner;
  if (chain.config.grid.kind === 'event') return true;
  return chain.symbols.every((state) => state === undefined || !state.started || state.nextRowUs >= toUs);
}

/**
 * A number finer than the symbol's tick or step would lose part of the market: the run ends and says which line shows
 * it (semantics 16). With `strict`, any message that could not be understood ends it.
 */
export function refuseFrames({ tooFine, refused }: Normalizer, recording: Recording, strict: boolean): void {
  const [coarse] = tooFine;
  const frame = coarse?.[1] ?? (strict ? refused[0] : undefined);
  if (frame === undefined) return;
  const path = recording.opened.inputs[frame.input]?.path;
  const what =
    coarse === undefined ? REFUSALS[frame.problem] : `a number of ${coarse[0]} is finer than its tick or step`;
  throw new DataError(`${path ?? 'input'}:${frame.line}: ${what}`, {
    code: coarse === undefined ? 'V13_FRAME_REFUSED' : 'V13_UNITS_TOO_COARSE',
    path,
    line: frame.line,
    hint:
      coarse === undefined
        ? 'without --strict it is counted and passed over'
        : 'state them, for example --tick 0.01 --step 0.001',
  });
}

/** What a refused frame is, in words. */
export const REFUSALS: Readonly<Record<FrameProblem, string>> = {
  malformed_json: 'not JSON',
  malformed_message: 'not a message of its stream',
  finer_than_unit: 'a number finer than the tick or step',
};

export const replayedSymbols = (run: ReplayRun): string[] => symbolsOf(run.runner.normalizer);

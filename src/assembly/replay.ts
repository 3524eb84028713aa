// A replay: recordings through the chain, with everything that is measured, hashed, written and compared on the way.

import type { ChainConfig } from '../core/pipeline/config.js';
import type { EventBatch } from '../core/market/event-batch.js';
import type { FrameBatch } from '../core/market/frame.js';
import type { StageClock } from '../core/pipeline/probe.js';
import type { SignalRow } from '../core/pipeline/row.js';
import { warmQuality } from '../core/quality/range-start.js';
import { initQuality, stepQuality, type QualityState } from '../core/quality/stream-quality.js';
import { initRowHealth, stepRowHealth, type RowHealthState } from '../core/quality/row-health.js';
import { initStageTiming, recordStage, type StageTimingState } from '../core/quality/stage-timing.js';
import { type RefusedFrame, symbolsOf } from '../exchange/binance/normalizer.js';
import type { FrameProblem } from '../exchange/binance/plain.js';
import { DataError } from '../platform/errors.js';
import { type RowDigest, addRow, createRowDigest } from './digest.js';
import type { Pacer } from './pacer.js';
import type { Recording } from './recording.js';
import { type ChainRunner, createRunner, runFrames } from './run-chain.js';

export interface ReplayOptions {
  readonly chain: ChainConfig;
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
  readonly onProgress: (bytesRead: number) => void;
  /** Monotonic nanoseconds, for stage timings. */
  readonly nowNs: () => number;
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
    options.chain,
    {
      venue: recording.venue,
      env: recording.env,
      instruments: recording.instruments,
      symbols: options.symbols,
      aggTradeSymbols: recording.aggTradeSymbols,
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
      refuseFrames(run, recording, options.strict);
      if (pending.length > 0 && options.onRows !== null) await options.onRows(pending);
      pending.length = 0;
      options.onProgress(recording.opened.progress().bytesRead);
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

function runRange(run: ReplayRun, frames: FrameBatch, to: { options: ReplayOptions; pending: SignalRow[] }): void {
  const { options, pending } = to;
  const { fromUs, toUs } = options;
  const begin = fromUs === null ? 0 : firstAtOrAfter(frames, fromUs);
  const end = toUs === null ? frames.count : firstAtOrAfter(frames, toUs);
  const warm = (events: EventBatch): void => warmQuality(run.quality, events);
  if (begin > 0) runFrames(run.runner, frames, { from: 0, to: Math.min(begin, end), sink: warm });
  if (begin < end) {
    runFrames(run.runner, frames, {
      from: begin,
      to: end,
      sink: (events, rows) => {
        run.events += events.count;
        stepQuality(run.quality, events);
        for (const row of rows) {
          if (fromUs !== null && row.timeUs < fromUs) continue;
          addRow(run.digest, row);
          stepRowHealth(run.health, row);
          if (options.onRows !== null) pending.push(row);
        }
      },
    });
  }
  run.endedEarly = end < frames.count;
}

/**
 * Units inferred or given by the caller that turn out too coarse would lose most of the market: the run ends and says
 * which line shows it. With
 * `strict`, any message that could not be understood ends it.
 */
function refuseFrames(run: ReplayRun, recording: Recording, strict: boolean): void {
  for (const frame of run.runner.normalizer.refused) {
    const symbol = symbolOfStream(frame);
    const isCoarse =
      frame.problem === 'finer_than_unit' &&
      symbol !== null &&
      (symbol === recording.givenUnitsOf || recording.instruments.get(symbol)?.unitsFrom === 'inferred');
    if (!isCoarse && !strict) continue;
    const path = recording.opened.inputs[frame.input]?.path;
    const what = isCoarse ? `a number of ${symbol} is finer than its tick or step` : REFUSALS[frame.problem];
    throw new DataError(`${path ?? 'input'}:${frame.line}: ${what}`, {
      code: isCoarse ? 'V13_UNITS_TOO_COARSE' : 'V13_FRAME_REFUSED',
      path,
      line: frame.line,
      hint: isCoarse
        ? 'state them, for example --tick 0.01 --step 0.001'
        : 'without --strict it is counted and passed over',
    });
  }
}

/** What a refused frame is, in words. */
export const REFUSALS: Readonly<Record<FrameProblem, string>> = {
  malformed_json: 'not JSON',
  malformed_message: 'not a message of its stream',
  finer_than_unit: 'a number finer than the tick or step',
};

const symbolOfStream = (frame: RefusedFrame): string | null => frame.stream?.split('@')[0]?.toUpperCase() ?? null;

export const replayedSymbols = (run: ReplayRun): string[] => symbolsOf(run.runner.normalizer);

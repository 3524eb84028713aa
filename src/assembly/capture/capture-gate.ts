// The verdict that `--gate` asks for, out of what a capture has done.

import type { CaptureResult } from '../../core/pipeline/capture-result.js';
import { type GateResult, judgeGate } from '../../core/quality/gate.js';
import { STEADY_SECONDS, type SteadyResult, type SteadyRun, judgeSteady } from '../../core/quality/steady-gate.js';

/** What the log's queue has been through. */
export interface LogFigures {
  readonly p95: number | null;
  readonly drops: number;
}

export type CaptureGate = 'layer1' | 'steady-30m';
export type CaptureVerdict = GateResult | SteadyResult;

export function judgeCapture(
  gate: CaptureGate,
  result: CaptureResult,
  run: { readonly log: LogFigures; readonly askedUs: number | null },
): CaptureVerdict {
  if (gate === 'layer1') {
    return judgeGate(gate, result.quality, {
      damaged: result.refused,
      offset: result.runOffset,
      coverage: result.coverage,
    });
  }
  const asked = run.askedUs === null ? STEADY_SECONDS : run.askedUs / 1e6;
  return judgeSteady(steadyRun(result, asked, run.log));
}

function steadyRun(result: CaptureResult, askedSeconds: number, log: LogFigures): SteadyRun {
  const { quality, feed, segments, runOffset } = result;
  const sum = (of: (one: (typeof quality.symbols)[number]) => number): number =>
    quality.symbols.reduce((total, one) => total + of(one), 0);
  return {
    askedSeconds,
    seconds: result.elapsedMs / 1_000,
    symbols: quality.symbols.map(({ symbol, perSecond, latency, continuity }) => ({
      symbol,
      perSecond,
      latency,
      batchSpanP95: continuity.batchSpan?.p95 ?? null,
    })),
    offset: runOffset,
    coverage: result.coverage,
    breaks: sum(({ continuity }) => continuity.depthGaps),
    resyncs: sum(({ continuity }) => continuity.resyncs),
    reconnects: feed.reconnects,
    logQueueP95: log.p95,
    logDrops: log.drops,
    bytesWritten: result.bytes,
    rotations: Math.max(0, segments.length - 1),
  };
}

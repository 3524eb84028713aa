// The JSON document of `capture --json`, schema v13.capture/1. Times are integer µs UTC, latencies ms, spans s.

import type { CaptureResult } from '../core/pipeline/capture-result.js';
import type { Distribution } from '../core/quality/distribution.js';
import type { GateResult } from '../core/quality/gate.js';
import type { SteadyResult } from '../core/quality/steady-gate.js';
import type { SymbolQuality } from '../core/quality/quality-report.js';

export const CAPTURE_SCHEMA = 'v13.capture/1';
export type CaptureJson = ReturnType<typeof captureJson>;

const toMs = (from: Distribution | null, shiftUs = 0): Distribution | null => {
  if (from === null) return null;
  const at = (us: number): number => Math.round(us + shiftUs) / 1_000;
  const { n, mean, min, p50, p95, p99, max } = from;
  return { n, mean: at(mean), min: at(min), p50: at(p50), p95: at(p95), p99: at(p99), max: at(max) };
};

function symbolJson(
  { symbol, messages, perSecond, continuity, coverage, latency }: SymbolQuality,
  shiftUs: number | null,
) {
  const { recovery, ...counts } = continuity;
  return {
    symbol,
    messages,
    perSecond,
    ...counts,
    recoveryMs: toMs(recovery),
    coveredSeconds: coverage.coveredUs / 1e6,
    latencyMs: {
      raw: toMs(latency?.raw ?? null),
      corrected: shiftUs === null ? null : toMs(latency?.raw ?? null, shiftUs),
    },
  };
}

/** `digest` stands at the top, as in `replay --json`. */
export function captureJson(result: CaptureResult, gate: GateResult | SteadyResult | null) {
  const { quality, digest, offset, pipeline, syncTimes, env, elapsedMs, ...rest } = result;
  const shiftUs = offset?.offsetUs ?? null;
  const raw = quality.latency?.raw ?? null;
  return {
    schema: CAPTURE_SCHEMA,
    ...rest,
    env: env.toUpperCase(),
    seconds: elapsedMs / 1_000,
    digest: digest.value,
    digests: digest,
    quality: {
      events: quality.events,
      firstUs: quality.firstUs,
      lastUs: quality.lastUs,
      latencyMs: { raw: toMs(raw), corrected: shiftUs === null ? null : toMs(raw, shiftUs) },
      symbols: quality.symbols.map((one) => symbolJson(one, shiftUs)),
      incidents: quality.incidents,
      incidentCount: quality.incidentCount,
    },
    clockOffsetMs: offset === null ? null : offset.offsetUs / 1_000,
    clockOffsetUncertaintyMs: offset === null ? null : offset.uncertaintyUs / 1_000,
    pipelineMs: toMs(pipeline),
    syncTimesMs: syncTimes,
    gate,
  } as const;
}

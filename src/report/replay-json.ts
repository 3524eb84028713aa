// The JSON document of `replay --json`, schema v13.replay/1. Times are integer µs UTC, latencies ms, spans s.

import type { ReplayResult } from '../core/pipeline/replay-result.js';
import { cvdWindowSpan, ofiWindowSpan } from '../core/pipeline/window-span.js';
import type { Distribution } from '../core/quality/distribution.js';
import type { LatencyReport, StreamReport, SymbolQuality } from '../core/quality/quality-report.js';
import { environmentText, sampleRates, stepText, tickText } from './replay-head.js';

export const REPLAY_SCHEMA = 'v13.replay/1';
export type ReplayJson = ReturnType<typeof replayJson>;

/** A distribution divided by `unit`: µs → ms by 1,000. Differences of binary fractions are rounded away at 1e-6. */
function scaled(from: Distribution, unit: number): Distribution {
  const at = (value: number): number => Math.round((value / unit) * 1e6) / 1e6;
  return {
    n: from.n,
    mean: at(from.mean),
    min: at(from.min),
    p50: at(from.p50),
    p95: at(from.p95),
    p99: at(from.p99),
    max: at(from.max),
  };
}

const toMs = (from: Distribution | null): Distribution | null => (from === null ? null : scaled(from, 1_000));
const toSeconds = (us: number | null): number | null => (us === null ? null : us / 1_000_000);

const latencyJson = (latency: LatencyReport | null) =>
  latency === null ? null : { raw: toMs(latency.raw), corrected: toMs(latency.excess) };

function streamJson(symbol: string, stream: StreamReport) {
  const { silenceUs, latency: _latency, ...rest } = stream;
  return { symbol, ...rest, silenceSeconds: toSeconds(silenceUs) };
}

function continuityJson({ symbol, continuity }: SymbolQuality) {
  const { recovery, ...rest } = continuity;
  return { symbol, ...rest, recoveryMs: toMs(recovery) };
}

function latencySymbolJson({ symbol, streams, latency }: SymbolQuality) {
  const own = streams.map((one) => ({ stream: one.stream, ms: latencyJson(one.latency) }));
  return { symbol, ms: latencyJson(latency), streams: own };
}

function qualityParts({ quality }: ReplayResult) {
  const { symbols, latency } = quality;
  return {
    streams: {
      symbols: symbols.map(({ symbol, messages, perSecond }) => ({ symbol, messages, perSecond })),
      streams: symbols.flatMap(({ symbol, streams }) => streams.map((one) => streamJson(symbol, one))),
    },
    continuity: {
      symbols: symbols.map(continuityJson),
      incidents: quality.incidents,
      incidentCount: quality.incidentCount,
    },
    latency: {
      windowSeconds: toSeconds(quality.recordedUs),
      correction: 'excess over trailing 10-min minimum',
      clockOffsetMs: latency === null ? null : latency.raw.min / 1_000,
      ms: latencyJson(latency),
      symbols: symbols.map(latencySymbolJson),
    },
    coverage: symbols.map(({ symbol, coverage }) => ({
      symbol,
      coveredSeconds: toSeconds(coverage.coveredUs),
      spanSeconds: toSeconds(coverage.spanUs),
      share: coverage.share,
    })),
  };
}

function marketParts(result: ReplayResult) {
  const { quality, venue, host, range } = result;
  return {
    software: { version: result.software, node: result.node, system: result.system },
    inputs: result.inputs,
    environment: environmentText(result),
    venue,
    host,
    symbols: result.instruments.map((one) => ({
      symbol: one.symbol,
      tick: tickText(one),
      step: stepText(one),
      unitsFrom: one.unitsFrom,
    })),
    span: {
      firstUs: quality.firstUs,
      lastUs: quality.lastUs,
      spanSeconds: toSeconds(quality.spanUs),
      recordedSeconds: toSeconds(quality.recordedUs),
      sessions: quality.sessions,
      events: quality.events,
      askedFromUs: range.fromUs,
      askedToUs: range.toUs,
    },
    config: {
      from: result.chainFrom,
      chain: result.chain,
      windows: result.health.map(({ symbol }) => ({
        symbol,
        ofi: ofiWindowSpan(result.chain, sampleRates(result, symbol)),
        cvd: cvdWindowSpan(result.chain, sampleRates(result, symbol)),
      })),
    },
  };
}

/** Plain values only: what JSON.stringify gives of it is the document. */
export function replayJson(result: ReplayResult) {
  const { health, timings, digest, elapsedMs, bytesRead } = result;
  return {
    schema: REPLAY_SCHEMA,
    ...marketParts(result),
    decoding: { ...result.decoding, elapsedMs, bytesRead },
    sequences: result.sequences,
    ...qualityParts(result),
    signals: health.map(({ symbol, rows, warmupRows, segments, spanUs, signals }) => ({
      symbol,
      rows,
      warmupRows,
      segments,
      spanSeconds: toSeconds(spanUs),
      signals,
    })),
    health: health.map(({ symbol, ofiZ, cvdZ, fusion }) => ({ symbol, ofiZ, cvdZ, fusion })),
    timings: timings === null ? null : { unit: 'ns', every: timings.every, stages: timings.stages },
    digest: digest.value,
    digestCounts: { rows: digest.rows, ofiZ: digest.ofiZ, cvdZ: digest.cvdZ, fusion: digest.fusion },
    digestSymbols: digest.symbols,
    expectation: result.expectation,
    warnings: result.warnings,
    problems: result.problems,
    refused: result.refused,
    gate: result.gate,
  } as const;
}

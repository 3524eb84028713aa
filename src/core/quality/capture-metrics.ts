// Builds metrics.json from what the parts of a capture count.

import { type LogSketch, sketchMax, sketchMean, sketchQuantile } from '../stats/log-sketch.js';
import type { MeasuredOffset } from './corrected-latency.js';
import type {
  CaptureMetrics,
  ConnectionMetrics,
  MetricPercentiles,
  QueueMetrics,
  SymbolMetrics,
  WindowedPercentiles,
} from './metrics-document.js';

/** Everything that is counted, as plain numbers: what the parts of a capture tell of themselves. */
export interface CaptureMetricsInput {
  readonly software: string;
  readonly session: string;
  readonly venue: string;
  readonly env: string;
  /** µs since the epoch. */
  readonly nowUs: number;
  readonly startUs: number;
  readonly symbols: readonly Omit<SymbolMetrics, 'recv_rate'>[];
  readonly malformed: number;
  /** Unplanned losses of a connection; planned roll-overs. */
  readonly reconnects: number;
  readonly rollovers: number;
  readonly silences: number;
  /** u − U + 1 of all depth messages. */
  readonly batchSpan: LogSketch;
  readonly windowSeconds: number;
  /** Receive time − E, µs, as measured. */
  readonly eventLatency: { readonly window: LogSketch; readonly run: LogSketch };
  /** Receipt → computed, µs. */
  readonly pipelineLatency: { readonly window: LogSketch; readonly run: LogSketch };
  readonly offset: MeasuredOffset | null;
  readonly clockSteps: number;
  /** Holes in trade ids that REST has not filled, yet or for ever. */
  readonly openTradeGaps: number;
  readonly logQueue: QueueMetrics & { readonly drops: number };
  /** In chunks. */
  readonly writerQueue: QueueMetrics;
  readonly writerQueueBytes: QueueMetrics;
  /** Times that reading from the sockets was held back. */
  readonly stalls: number;
  /** Events held in memory for look-up. */
  readonly cacheSize: number;
  readonly bytes: number;
  readonly segment: number;
  readonly segmentBytes: number;
  readonly diskFreeBytes: number | null;
  readonly rest: Readonly<Record<'weightUsed' | 'weightLimit' | 'requests' | 'failures' | 'snapshots', number>>;
  /** µs since the epoch; null while requests may be sent. */
  readonly restPausedUntilUs: number | null;
  readonly connections: readonly ConnectionMetrics[];
  readonly rssBytes: number;
}

const US_PER_MS = 1_000;
const toMs = (us: number | null): number | null => (us === null ? null : us / US_PER_MS);

/** µs → ms, each figure moved by `shiftUs`. Null for an empty sketch. */
function percentilesMs(sketch: LogSketch, shiftUs = 0): MetricPercentiles | null {
  if (sketch.count === 0) return null;
  const ms = (us: number | null): number => ((us ?? 0) + shiftUs) / US_PER_MS;
  const at = (p: number): number => ms(sketchQuantile(sketch, p));
  const { count: n, max } = sketch;
  return { n, mean: ms(sketchMean(sketch)), p50: at(0.5), p95: at(0.95), p99: at(0.99), max: ms(max) };
}

const windowed = (of: CaptureMetricsInput['eventLatency'], shiftUs = 0): WindowedPercentiles => ({
  window: percentilesMs(of.window, shiftUs),
  run: percentilesMs(of.run, shiftUs),
});

/** Messages a second since the document before. Null without one, and for another session's. */
function rates(
  input: CaptureMetricsInput,
  before: CaptureMetrics | null,
): (symbol: string, total: number) => number | null {
  const seconds = before?.session === input.session ? (input.nowUs / US_PER_MS - before.written_at_ms) / 1_000 : 0;
  if (before === null || !(seconds > 0)) return () => null;
  const totals = new Map(before.symbols.map((one) => [one.symbol, one.total_messages]));
  return (symbol, total) => (total - (totals.get(symbol) ?? 0)) / seconds;
}

function storageParts(input: CaptureMetricsInput): Pick<CaptureMetrics, 'writer_queue' | 'storage' | 'rest'> {
  const { writerQueue, writerQueueBytes: bytes, rest } = input;
  return {
    writer_queue: {
      ...writerQueue,
      depth_bytes: bytes.depth,
      p95_bytes: bytes.p95,
      max_bytes: bytes.max,
      stalls: input.stalls,
    },
    storage: {
      bytes: input.bytes,
      segment: input.segment,
      segment_bytes: input.segmentBytes,
      disk_free_bytes: input.diskFreeBytes,
    },
    rest: {
      weight_used: rest.weightUsed,
      weight_limit: rest.weightLimit,
      requests: rest.requests,
      failures: rest.failures,
      snapshots: rest.snapshots,
      paused_until_ms: toMs(input.restPausedUntilUs),
    },
  };
}

function latencyParts(
  input: CaptureMetricsInput,
): Pick<CaptureMetrics, 'batch_span' | 'latency_window_s' | 'latency_event_ms' | 'latency_pipeline_ms' | 'clock'> {
  const { batchSpan, offset, eventLatency } = input;
  return {
    batch_span: {
      avg: sketchMean(batchSpan),
      p95: sketchQuantile(batchSpan, 0.95),
      max: sketchMax(batchSpan),
    },
    latency_window_s: input.windowSeconds,
    latency_event_ms: {
      raw: windowed(eventLatency),
      corrected: offset === null ? null : windowed(eventLatency, offset.offsetUs),
    },
    latency_pipeline_ms: windowed(input.pipelineLatency),
    clock: {
      offset_ms: toMs(offset?.offsetUs ?? null),
      uncertainty_ms: toMs(offset?.uncertaintyUs ?? null),
      steps: input.clockSteps,
    },
  };
}

/** Null where one of them is. */
const sumOrNull = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((all, one) => (all === null || one === null ? null : all + one), 0);

/** @param before the document written before this one, for the rates; null for the first */
export function captureMetrics(input: CaptureMetricsInput, before: CaptureMetrics | null): CaptureMetrics {
  const { symbols, nowUs } = input;
  const rateOf = rates(input, before);
  const shown = symbols.map((one) => ({ ...one, recv_rate: rateOf(one.symbol, one.total_messages) }));
  const sum = (of: (one: (typeof symbols)[number]) => number): number => symbols.reduce((all, one) => all + of(one), 0);
  return {
    schema: 'v13.metrics/1',
    software: input.software,
    session: input.session,
    venue: input.venue,
    env: input.env,
    written_at_ms: nowUs / US_PER_MS,
    uptime_s: (nowUs - input.startUs) / 1_000_000,
    total_messages: sum((one) => one.total_messages),
    recv_rate: sumOrNull(shown.map((one) => one.recv_rate)),
    malformed: input.malformed,
    breaks: sum((one) => one.breaks),
    resyncs: sum((one) => one.resyncs),
    reconnects: input.reconnects,
    rollovers: input.rollovers,
    silences: input.silences,
    ...latencyParts(input),
    trades: {
      gaps: sum((one) => one.trade_gaps),
      gaps_open: input.openTradeGaps,
      missing: sum((one) => one.trades_missing),
      healed: sum((one) => one.trades_healed),
    },
    log_queue: input.logQueue,
    ...storageParts(input),
    cache_size: input.cacheSize,
    synced_symbols: symbols.filter(({ synced }) => synced).length,
    symbols: shown,
    connections: input.connections,
    rss_bytes: input.rssBytes,
  };
}

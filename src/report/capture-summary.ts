// A running capture in one line, for its log: the same figures as metrics.json.

import type { CaptureMetrics, MetricPercentiles } from '../core/quality/metrics-document.js';
import { figureText } from './number-text.js';

const plain = (value: number | null): string => (value === null ? '-' : figureText(value).replaceAll(',', ''));

const percentiles = (of: MetricPercentiles | null | undefined): string =>
  of === null || of === undefined ? '-' : [of.p50, of.p95, of.p99].map(plain).join('/');

/** `SUMMARY env=mainnet up_s=20 …`: no blanks inside a value, `-` for absent; percentiles as p50/p95/p99. No line end. */
export function captureSummary(metrics: CaptureMetrics): string {
  const { latency_event_ms: latency, connections, storage, symbols } = metrics;
  const open = connections.filter(({ state }) => state === 'open').length;
  const fields: readonly (readonly [string, string | number])[] = [
    ['env', metrics.env],
    ['up_s', metrics.uptime_s.toFixed(0)],
    ['synced', `${metrics.synced_symbols}/${symbols.length}`],
    ['connections', `${open}/${connections.length}`],
    ['total_messages', metrics.total_messages],
    ['recv_rate', plain(metrics.recv_rate)],
    ['breaks', metrics.breaks],
    ['resyncs', metrics.resyncs],
    ['reconnects', metrics.reconnects],
    ['rollovers', metrics.rollovers],
    ['trade_gaps_open', metrics.trades.gaps_open],
    ['batch_span', [metrics.batch_span.avg, metrics.batch_span.p95, metrics.batch_span.max].map(plain).join('/')],
    ['latency_event_ms', percentiles(latency.raw.window)],
    ['latency_corrected_ms', percentiles(latency.corrected?.window)],
    ['latency_pipeline_ms', percentiles(metrics.latency_pipeline_ms.window)],
    ['log_queue', `${metrics.log_queue.depth}/${metrics.log_queue.max ?? 0}`],
    ['log_drops', metrics.log_queue.drops],
    ['writer_queue', `${metrics.writer_queue.depth}/${metrics.writer_queue.max ?? 0}`],
    ['cache_size', metrics.cache_size],
    ['bytes', storage.bytes],
    ['segment', storage.segment],
    ['disk_free_bytes', storage.disk_free_bytes ?? '-'],
  ];
  return `SUMMARY ${fields.map(([key, value]) => `${key}=${value}`).join(' ')}`;
}

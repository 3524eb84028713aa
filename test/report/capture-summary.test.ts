// The SUMMARY line of a running capture.

import { expect, test } from 'vitest';
import { captureMetrics } from '../../src/core/quality/capture-metrics.js';
import { captureSummary } from '../../src/report/capture-summary.js';
import { EMPTY, INPUT } from '../core/quality/metrics-input.js';

test('the figures of metrics.json in one line', () => {
  expect(captureSummary(captureMetrics(INPUT, null))).toMatchInlineSnapshot(
    `"SUMMARY env=mainnet up_s=20 synced=1/2 connections=1/2 total_messages=800 recv_rate=- breaks=2 resyncs=1 reconnects=2 rollovers=3 trade_gaps_open=1 batch_span=251.5/1000/1000 latency_event_ms=-1190/-1188/-1188 latency_corrected_ms=80.00/82.00/82.00 latency_pipeline_ms=- log_queue=1/3 log_drops=0 writer_queue=1/3 cache_size=20000 bytes=123456 segment=2 disk_free_bytes=210000000000"`,
  );
});

test('absent is a dash; no value holds a blank', () => {
  const line = captureSummary(captureMetrics(EMPTY, null));
  expect(line).toMatch(/^SUMMARY( [a-z_]+=[^ =]+)+$/);
  expect(line).toContain('latency_event_ms=- latency_corrected_ms=- latency_pipeline_ms=- ');
});

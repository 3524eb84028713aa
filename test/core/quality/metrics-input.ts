// A capture's counts for tests of its metrics: two symbols, one of them not synced.

import type { CaptureMetricsInput } from '../../../src/core/quality/capture-metrics.js';
import { initLogSketch, insertLogSketch } from '../../../src/core/stats/log-sketch.js';

export function sketchOf(...values: readonly number[]) {
  const sketch = initLogSketch(3);
  for (const value of values) insertLogSketch(sketch, value);
  return sketch;
}

const START_US = 1_760_000_000_000_000;
const counts = { breaks: 0, resyncs: 0, trade_gaps: 0, trades_missing: 0, trades_healed: 0 };

export const INPUT: CaptureMetricsInput = {
  software: 'v13 0.1.0',
  session: '20251009T085320Z-0a1b',
  venue: 'binance-usdm',
  env: 'mainnet',
  nowUs: START_US + 20_000_000,
  startUs: START_US,
  symbols: [
    { symbol: 'BTCUSDT', synced: true, total_messages: 500, ...counts, coverage: 0.99 },
    {
      symbol: 'ETHUSDT',
      synced: false,
      total_messages: 300,
      ...counts,
      breaks: 2,
      resyncs: 1,
      trade_gaps: 1,
      trades_missing: 5,
      trades_healed: 4,
      coverage: null,
    },
  ],
  malformed: 1,
  reconnects: 2,
  rollovers: 3,
  silences: 4,
  batchSpan: sketchOf(1, 2, 3, 1_000),
  windowSeconds: 600,
  eventLatency: { window: sketchOf(-1_190_000, -1_188_000), run: sketchOf(-1_190_000, -1_188_000, -1_180_000) },
  pipelineLatency: { window: sketchOf(), run: sketchOf(40) },
  offset: { offsetUs: 1_270_000, uncertaintyUs: 2_500 },
  clockSteps: 1,
  openTradeGaps: 1,
  logQueue: { depth: 1, p95: 2, max: 3, drops: 0 },
  writerQueue: { depth: 1, p95: 2, max: 3 },
  writerQueueBytes: { depth: 1_000, p95: 2_000, max: 3_000 },
  stalls: 0,
  cacheSize: 20_000,
  bytes: 123_456,
  segment: 2,
  segmentBytes: 456,
  diskFreeBytes: 210_000_000_000,
  rest: { weightUsed: 40, weightLimit: 2_400, requests: 12, failures: 1, snapshots: 3 },
  restPausedUntilUs: null,
  connections: [
    {
      name: 'public-0',
      route: 'public',
      state: 'open',
      streams: 2,
      acknowledged: 2,
      silent: 0,
      age_s: 19,
      quiet_s: 0.05,
      attempts: 0,
    },
    {
      name: 'market-0',
      route: 'market',
      state: 'backoff',
      streams: 2,
      acknowledged: 0,
      silent: 2,
      age_s: null,
      quiet_s: null,
      attempts: 3,
    },
  ],
  rssBytes: 150_000_000,
};

/** Before anything has been received. */
export const EMPTY: CaptureMetricsInput = {
  ...INPUT,
  nowUs: START_US,
  symbols: [],
  batchSpan: sketchOf(),
  eventLatency: { window: sketchOf(), run: sketchOf() },
  pipelineLatency: { window: sketchOf(), run: sketchOf() },
  offset: null,
  logQueue: { depth: 0, p95: null, max: null, drops: 0 },
  writerQueue: { depth: 0, p95: null, max: null },
  writerQueueBytes: { depth: 0, p95: null, max: null },
  diskFreeBytes: null,
  connections: [],
};

// A replay result for the report tests: counted by the real operators from a short made-up run.

import type { CrossingEvent } from '../../src/core/market/crossing.js';
import { FLAG } from '../../src/core/market/event-batch.js';
import { DEFAULT_CHAIN } from '../../src/core/pipeline/config.js';
import type { ReplayResult } from '../../src/core/pipeline/replay-result.js';
import { judgeGate } from '../../src/core/quality/gate.js';
import { qualityReport } from '../../src/core/quality/quality-report.js';
import { type HealthRow, initRowHealth, rowHealth, stepRowHealth } from '../../src/core/quality/row-health.js';
import { initStageTiming, recordStage, stageReports } from '../../src/core/quality/stage-timing.js';
import { initQuality, stepQuality } from '../../src/core/quality/stream-quality.js';
import { type Row, batchOf } from '../core/quality/events.js';

/** 2024-08-08 00:00:00 UTC, ms. */
const START = 1_723_075_200_000;

const EVENTS: readonly Row[] = [
  { kind: 'depthSnapshot', at: START },
  ...Array.from({ length: 40 }, (_, k): Row => ({
    kind: k % 2 === 0 ? 'depthDelta' : 'bookTicker',
    at: START + 100 * k,
    ids: [k * 10, k * 10 + 9],
    latency: -1_270 + (k % 7),
  })),
  { kind: 'gap', at: START + 4_000, ids: [399, 420] },
  { kind: 'resync', at: START + 4_500 },
  { kind: 'depthSnapshot', at: START + 4_500 },
  { kind: 'gap', at: START + 4_600, ids: [7, 9], flags: FLAG.tradeStream },
  { kind: 'trade', at: START + 5_000, latency: -1_260 },
];

/** The book is crossed by the second delta and in order with the fourth. */
const CROSSINGS: readonly CrossingEvent[] = (['crossed', 'uncrossed'] as const).map((kind, k) => ({
  index: 3 + 2 * k,
  timeUs: (START + 200 + 200 * k) * 1_000,
  symbol: 0,
  kind,
  bidTicks: 240_110,
  askTicks: 240_105,
}));

function rowAt(k: number): HealthRow {
  const isKnown = k >= 30;
  const z = isKnown ? Math.sin(k) * 3 : null;
  return {
    timeUs: (START + 100 * k) * 1_000,
    symbol: 'ETHUSDT',
    segment: 0,
    ofiZ: z,
    ofiReason: isKnown ? null : 'warming',
    ofiSignal: z === null ? null : z > 2 ? 'buy' : z < -2 ? 'sell' : 'neutral',
    ofiStrength: z === null ? null : Math.abs(z) / 2,
    cvdZ: null,
    cvdReason: 'std_zero',
    cvdSignal: null,
    cvdStrength: null,
    fusion: z,
    fusionReason: isKnown ? null : 'no_input',
    fusionSignal: z === null ? null : 'neutral',
    fusionStrength: z === null ? null : Math.abs(z) / 2.5,
    divergence: z === null ? null : 'none',
    divergenceStrength: null,
  };
}

const MARKET = {
  software: 'v13 0.1.0',
  node: 'v20.20.2',
  system: 'linux x64',
  inputs: [
    {
      path: 'eth.gz',
      format: 'hftbacktest',
      formatFrom: 'lines',
      compression: 'gzip',
      bytes: 3_601_234,
      session: null,
    },
  ],
  env: 'unstated',
  venue: 'binance-usdm',
  host: null,
  instruments: [
    {
      symbol: 'ETHUSDT',
      venue: 'binance-usdm',
      tick: { mantissa: 1, decimals: 2 },
      step: { mantissa: 1, decimals: 3 },
      unitsFrom: 'inferred',
    },
  ],
} satisfies Partial<ReplayResult>;

const DECODING: ReplayResult['decoding'] = {
  frames: 1_234_567,
  byTemplate: 1_234_500,
  byScanner: 67,
  fallback: 0,
  snapshots: 2,
  healed: 0,
  controls: 0,
  other: 0,
  ignored: 0,
  refused: 0,
  recordedGaps: 0,
  recordedResyncs: 0,
};

const DIGEST: ReplayResult['digest'] = {
  value: 'ab'.repeat(32),
  rows: 50,
  ofiZ: 20,
  cvdZ: 0,
  fusion: 20,
  symbols: [{ symbol: 'ETHUSDT', value: 'cd'.repeat(32), rows: 50, ofiZ: 20, cvdZ: 0, fusion: 20, checkpoints: [] }],
};

/** `events` [] gives a run in which nothing came. */
export function replayResult(changes: Partial<ReplayResult> = {}, events = EVENTS, rows = 50): ReplayResult {
  const quality = initQuality();
  stepQuality(quality, batchOf(events), events === EVENTS ? CROSSINGS : []);
  const health = initRowHealth();
  for (let k = 0; k < rows; k++) stepRowHealth(health, rowAt(k));
  const timing = initStageTiming();
  for (const ns of [900, 1_500, 12_000]) recordStage(timing, 'ofi', ns);
  const report = qualityReport(quality, ['ETHUSDT']);
  return {
    ...MARKET,
    range: { fromUs: null, toUs: null },
    chain: DEFAULT_CHAIN,
    chainFrom: 'defaults',
    decoding: DECODING,
    sequences: [],
    quality: report,
    health: rowHealth(health),
    timings: { every: 1_024, stages: stageReports(timing) },
    digest: DIGEST,
    expectation: null,
    gate: judgeGate('layer1', report),
    warnings: [],
    problems: { total: 0, counts: [], kept: [] },
    refused: { total: 0, counts: [], kept: [] },
    elapsedMs: 2_000,
    bytesRead: 3_601_234,
    ...changes,
  };
}

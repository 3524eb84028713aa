// Snapshots made by hand for tests of the screen: plain values, each of which can be changed by name.

import { DEFAULT_CHAIN } from '../../src/core/pipeline/config.js';
import type { SymbolDetail, TapeTrade, WatchSignal } from '../../src/core/watch/detail.js';
import type { ConnectionFigures, LatencyFigures, WriterFigures } from '../../src/core/watch/figures.js';
import {
  type SymbolSummary,
  type SymbolUnits,
  WATCH_SCHEMA,
  type WatchRow,
  type WatchSnapshot,
  type WatchTotals,
} from '../../src/core/watch/snapshot.js';

/** 2024-08-08 12:00:00 UTC. */
export const NOON_US = Date.UTC(2024, 7, 8, 12) * 1000;

export const ETH_UNITS: SymbolUnits = {
  tick: 0.01,
  step: 0.001,
  priceDecimals: 2,
  qtyDecimals: 3,
  base: 'ETH',
  quote: 'USDT',
};

export const watchRow = (change: Partial<WatchRow> = {}): WatchRow => ({
  timeUs: NOON_US - 100_000,
  segment: 0,
  bidTicks: 251_240,
  askTicks: 251_241,
  mid: 2512.405,
  spreadTicks: 1,
  weightedMid: 2512.407,
  queueImbalance: 0.4,
  bookReason: null,
  ofi: 12.5,
  ofiZ: 1.25,
  ofiReason: null,
  ofiSamples: 300,
  ofiSignal: 'neutral',
  cvdDelta: 3.5,
  cvd: 812.25,
  cvdZ: 0.75,
  cvdReason: null,
  cvdSamples: 300,
  cvdSignal: 'neutral',
  fusion: 1.05,
  consistency: 0.6,
  fusionReason: null,
  fusionSignal: 'neutral',
  trendBp: 1.5,
  trendReason: null,
  divergence: 'none',
  divergenceStrength: null,
  ...change,
});

export const watchSignal = (change: Partial<WatchSignal> = {}): WatchSignal => ({
  timeUs: NOON_US - 5_000_000,
  symbol: 'ETHUSDT',
  kind: 'ofi',
  side: 'buy',
  value: 2.5,
  strength: 1.25,
  consistency: 0.8,
  label: null,
  mid: 2512.405,
  ...change,
});

export const symbolSummary = (change: Partial<SymbolSummary> = {}): SymbolSummary => ({
  symbol: 'ETHUSDT',
  units: ETH_UNITS,
  sync: 'synced',
  lastMessageUs: NOON_US - 40_000,
  messages: 12_345,
  perSecond: 20.5,
  depthGaps: 0,
  resyncs: 1,
  tradeGaps: 0,
  tradesHealed: 0,
  coverage: 0.9998,
  latencyMs: { n: 12_000, p50: 3.2, p95: 8.4, p99: 21.7, max: 240 },
  row: watchRow(),
  lastSignal: watchSignal(),
  ...change,
});

export const watchTotals = (change: Partial<WatchTotals> = {}): WatchTotals => ({
  messages: 12_345,
  perSecond: 20.5,
  symbols: 1,
  synced: 1,
  waitingForSnapshot: 0,
  reconnects: 0,
  rollOvers: 0,
  silences: 0,
  malformed: 0,
  depthGaps: 0,
  resyncs: 1,
  tradeGaps: 0,
  tradesHealed: 0,
  openHoles: 0,
  clockSteps: 0,
  rssBytes: 180_000_000,
  ...change,
});

export const latencyFigures = (change: Partial<LatencyFigures> = {}): LatencyFigures => ({
  raw: { n: 12_000, p50: 43.2, p95: 48.4, p99: 61.7, max: 240 },
  corrected: { n: 12_000, p50: 3.2, p95: 8.4, p99: 21.7, max: 200 },
  correctedBy: 'offset',
  offsetMs: 40,
  uncertaintyMs: 1.5,
  pipeline: { n: 12_000, p50: 0.041, p95: 0.12, p99: 0.35, max: 4.2 },
  histogram: { fromMs: 40, stepMs: 2, counts: [1, 40, 90, 30, 12, 6, 3, 1, 0, 2] },
  ...change,
});

export const writerFigures = (change: Partial<WriterFigures> = {}): WriterFigures => ({
  queueBytes: 12_000,
  queueP95Bytes: 45_000,
  queueMaxBytes: 256_000,
  stalls: 0,
  logDepth: 0,
  logP95: 1,
  logMax: 12,
  logDrops: 0,
  bytes: 1_234_000_000,
  bytesPerSecond: 50_000,
  segment: 3,
  segmentBytes: 12_300_000,
  diskFreeBytes: 210_000_000_000,
  weightUsed: 40,
  weightLimit: 2400,
  restPausedUntilUs: null,
  ...change,
});

export const connectionFigures = (change: Partial<ConnectionFigures> = {}): ConnectionFigures => ({
  name: 'public-1',
  route: 'public',
  host: 'fstream.binance.com',
  state: 'open',
  sinceUs: NOON_US - 3_900_000_000,
  ageMs: 3_900_000,
  streams: 12,
  acknowledged: 12,
  silent: [],
  lastMessageUs: NOON_US - 40_000,
  nextRollOverUs: NOON_US + 79_000_000_000,
  isRollingOver: false,
  attempts: 1,
  lastError: null,
  ...change,
});

export const tapeTrade = (change: Partial<TapeTrade> = {}): TapeTrade => ({
  timeUs: NOON_US - 200_000,
  id: 1,
  side: 'buy',
  priceTicks: 251_241,
  qtyLots: 1500,
  healed: false,
  ...change,
});

export const symbolDetail = (change: Partial<SymbolDetail> = {}): SymbolDetail => ({
  symbol: 'ETHUSDT',
  ladder: {
    reason: null,
    lastUs: NOON_US - 40_000,
    bidTicks: [251_240, 251_239, 251_237, 251_236],
    bidLots: [12_000, 3500, 800, 24_000],
    askTicks: [251_241, 251_242, 251_243, 251_246],
    askLots: [5000, 9250, 16_000, 2000],
  },
  series: { stepUs: 100_000, timeUs: [], segment: [], mid: [], ofiZ: [], cvdZ: [], cvd: [], fusion: [], marks: [] },
  tape: [tapeTrade()],
  signals: [watchSignal()],
  ownSignals: false,
  sequence: {
    lastUpdateId: 5_012_345_678,
    lastTradeId: 912_345,
    puBreaks: 2,
    resyncs: 1,
    snapshots: 3,
    reconnects: 1,
    crossings: 0,
    batchSpan: { avg: 4.25, p95: 11, max: 87 },
    tradeGaps: 2,
    tradesMissing: 9,
    tradesHealed: 7,
    tradeHolesOpen: 1,
    recoveryMs: { n: 2, p50: 120, p95: 340, p99: 340, max: 340 },
  },
  groupTicks: 1,
  heat: null,
  footprint: [],
  ...change,
});

export const watchSnapshot = (change: Partial<WatchSnapshot> = {}): WatchSnapshot => ({
  schema: WATCH_SCHEMA,
  software: 'v13 0.1.0',
  source: 'live',
  env: 'testnet',
  venue: 'binance-usdm',
  host: 'fstream.binance.com',
  session: '20240808-110000',
  place: 'v13-data',
  nowUs: NOON_US,
  startUs: NOON_US - 3_900_000_000,
  config: DEFAULT_CHAIN,
  totals: watchTotals(),
  symbols: [symbolSummary()],
  detail: symbolDetail(),
  latency: latencyFigures(),
  writer: writerFigures(),
  connections: [connectionFigures()],
  link: null,
  player: null,
  alerts: [],
  troubles: [],
  ...change,
});

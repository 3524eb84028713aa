// Random snapshots of a session for property tests of the screen: every union's members, nulls, huge and tiny numbers.

import fc, { type Arbitrary } from 'fast-check';
import { ENVIRONMENTS } from '../../src/core/market/instrument.js';
import type { RaisedAlert } from '../../src/core/alert/raised.js';
import { DEFAULT_CHAIN, ORIGINAL_CHAIN } from '../../src/core/pipeline/config.js';
import {
  type PlayerFigures,
  type SymbolSummary,
  type SymbolUnits,
  WATCH_SCHEMA,
  type WatchRow,
  type WatchSnapshot,
  type WatchTotals,
} from '../../src/core/watch/snapshot.js';
import { anyDetail } from './any-detail.js';
import { anyConnection, anyLatency, anyWriter } from './any-figures.js';
import {
  NOW_US,
  anyText,
  count,
  maybe,
  name,
  percentiles,
  positive,
  real,
  reason,
  record,
  share,
  side,
  signal,
  ticks,
  time,
} from './any-values.js';

const units: Arbitrary<SymbolUnits> = record<SymbolUnits>({
  tick: fc.constantFrom(0.1, 0.01, 1e-7, 5, 0.25),
  step: fc.constantFrom(1, 0.001, 1e-8, 1000),
  priceDecimals: fc.nat(8),
  qtyDecimals: fc.nat(8),
  base: fc.constantFrom('ETH', '1000PEPE', '币安人生', ''),
  quote: fc.constantFrom('USDT', 'USDC', ''),
});

const row: Arbitrary<WatchRow> = record<WatchRow>({
  timeUs: time,
  segment: fc.nat(20),
  bidTicks: maybe(ticks),
  askTicks: maybe(ticks),
  mid: maybe(positive),
  spreadTicks: maybe(fc.integer({ min: -3, max: 10_000 })),
  weightedMid: maybe(positive),
  queueImbalance: maybe(fc.double({ min: -1, max: 1, noNaN: true })),
  bookReason: maybe(reason),
  ofi: maybe(real),
  ofiZ: maybe(real),
  ofiReason: maybe(reason),
  ofiSamples: fc.nat(300),
  ofiSignal: maybe(side),
  cvdDelta: maybe(real),
  cvd: maybe(real),
  cvdZ: maybe(real),
  cvdReason: maybe(reason),
  cvdSamples: fc.nat(300),
  cvdSignal: maybe(side),
  fusion: maybe(real),
  consistency: maybe(share),
  fusionReason: maybe(reason),
  fusionSignal: maybe(fc.constantFrom('strong_buy', 'strong_sell', 'neutral')),
  trendBp: maybe(real),
  trendReason: maybe(reason),
  divergence: maybe(fc.constantFrom('bullish', 'bearish', 'inconsistent', 'none')),
  divergenceStrength: maybe(positive),
});

export const anySymbol: Arbitrary<SymbolSummary> = record<SymbolSummary>({
  symbol: name,
  units,
  sync: fc.constantFrom('synced', 'waiting', 'stale', 'down'),
  lastMessageUs: maybe(time),
  messages: count,
  perSecond: maybe(positive),
  depthGaps: count,
  resyncs: count,
  tradeGaps: count,
  tradesHealed: count,
  coverage: maybe(share),
  latencyMs: maybe(percentiles),
  row: maybe(row),
  lastSignal: maybe(signal),
});

const player: Arbitrary<PlayerFigures> = record<PlayerFigures>({
  state: fc.constantFrom('playing', 'paused', 'seeking', 'ended'),
  speed: maybe(fc.constantFrom(1, 10, 0.25)),
  fromUs: fc.constant(NOW_US - 7_200_000_000),
  toUs: time,
  positionUs: time,
  frames: count,
  indexed: share,
  gaps: count,
  signals: count,
  hits: maybe(count),
  missed: fc.constant(null),
});

const alert: Arbitrary<RaisedAlert> = record<RaisedAlert>({
  timeUs: time,
  symbol: maybe(name),
  rule: fc.constantFrom('stale', 'resync', 'gap', 'latency', 'disk', 'ofi_z > 3 && cvd_z > 1 for 2s'),
  text: anyText,
  isActive: fc.boolean(),
});

const totals: Arbitrary<WatchTotals> = record<WatchTotals>({
  messages: count,
  perSecond: maybe(positive),
  symbols: fc.nat(300),
  synced: fc.nat(300),
  waitingForSnapshot: fc.nat(300),
  reconnects: count,
  rollOvers: count,
  silences: count,
  malformed: count,
  depthGaps: count,
  resyncs: count,
  tradeGaps: count,
  tradesHealed: count,
  openHoles: count,
  clockSteps: count,
  rssBytes: maybe(count),
});

/** Any snapshot; symbols have names of their own and stand in the order of them. */
export const anySnapshot: Arbitrary<WatchSnapshot> = record<WatchSnapshot>({
  schema: fc.constant(WATCH_SCHEMA),
  software: fc.constant('v13 0.1.0'),
  source: fc.constantFrom('live', 'replay', 'attached'),
  env: fc.constantFrom(...ENVIRONMENTS),
  venue: fc.constantFrom('binance-usdm', 'binance-spot'),
  host: maybe(anyText),
  session: anyText,
  place: anyText,
  nowUs: fc.integer({ min: NOW_US, max: NOW_US + 1e9 }),
  startUs: time,
  config: fc.constantFrom(DEFAULT_CHAIN, ORIGINAL_CHAIN),
  totals,
  symbols: fc
    .uniqueArray(anySymbol, { maxLength: 12, selector: ({ symbol }) => symbol })
    .map((symbols) => [...symbols].sort((a, b) => (a.symbol < b.symbol ? -1 : 1))),
  detail: maybe(anyDetail),
  latency: anyLatency,
  writer: maybe(anyWriter),
  connections: fc.array(anyConnection, { maxLength: 6 }),
  link: maybe(record({ isConnected: fc.boolean(), answeredUs: fc.integer({ min: 0, max: 2_000_000_000_000_000 }) })),
  player: maybe(player),
  alerts: fc.array(alert, { maxLength: 10 }),
  troubles: fc.array(record({ timeUs: time, kind: fc.constantFrom('gap', 'disconnect'), text: anyText }), {
    maxLength: 10,
  }),
});

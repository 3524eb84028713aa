// Tests of a running capture as its screens see it: what is shown is what its metrics say.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { captureStatus } from '../../../src/assembly/capture/capture-status.js';
import { metricsInput } from '../../../src/assembly/capture/metrics-input.js';
import { connectionFigures, liveLatency, writerFigures } from '../../../src/assembly/watch/live-figures.js';
import { type LiveSource, createLiveSource } from '../../../src/assembly/watch/live-source.js';
import { createLiveWatch } from '../../../src/assembly/watch/live-watch.js';
import { captureMetrics } from '../../../src/core/quality/capture-metrics.js';
import { initIntervalRate } from '../../../src/core/quality/interval-rate.js';
import { type RunningCapture, startCapture, until } from '../../support/running-capture.js';
import { REQUEST } from '../../support/watched-market.js';

const LOG = { depth: 1, p95: 2, max: 3, drops: 0 };
const watch = createLiveWatch();
let running: RunningCapture;
let source: LiveSource;

beforeAll(async () => {
  running = await startCapture({ watchers: [watch.watcher] });
  watch.open(running.session);
  source = createLiveSource(running.session, { watch, log: () => LOG, troubles: () => [], alerts: () => [] });
  await until(
    () => source.snapshot(REQUEST).totals.synced === 2 && (source.snapshot(REQUEST).totals.perSecond ?? 0) > 0,
  );
});
afterAll(() => running.end());

test('every figure is that of metrics.json at the same moment', () => {
  const { session } = running;
  const shown = source.snapshot({ ...REQUEST, symbol: 'ETHUSDT' });
  const metrics = captureMetrics(metricsInput(session, LOG, 0), null);
  expect(shown.totals).toMatchObject({
    messages: metrics.total_messages,
    synced: metrics.synced_symbols,
    resyncs: metrics.resyncs,
    depthGaps: metrics.breaks,
    tradeGaps: metrics.trades.gaps,
    openHoles: metrics.trades.gaps_open,
    reconnects: metrics.reconnects,
    malformed: metrics.malformed,
    silences: metrics.silences,
  });
  for (const one of metrics.symbols) {
    const symbol = shown.symbols.find(({ symbol: name }) => name === one.symbol)!;
    expect(symbol).toMatchObject({ messages: one.total_messages, resyncs: one.resyncs, depthGaps: one.breaks });
    // The clock goes on between the two, in a run of hardly a second.
    expect(symbol.coverage).toBeCloseTo(one.coverage!, 1);
  }
  expect(shown.writer).toMatchObject({ bytes: metrics.storage.bytes, segment: metrics.storage.segment, logMax: 3 });
  const { n, mean: _, ...percentiles } = metrics.latency_event_ms.raw.window!;
  expect(liveLatency(session).raw).toEqual({ n, ...percentiles });
  expect(shown.totals.synced).toBe(captureStatus(session, { log: LOG, rate: initIntervalRate() }).synced);
});

test('symbols stand in the order of their names, with their units; connections as the feed has them', () => {
  const shown = source.snapshot(REQUEST);
  expect(shown.symbols.map(({ symbol, units }) => [symbol, units.base, units.quote])).toEqual([
    ['BTCUSDT', 'BTC', 'USDT'],
    ['ETHUSDT', 'ETH', 'USDT'],
  ]);
  expect(shown).toMatchObject({ source: 'live', env: 'emulator', player: null, link: null, place: running.folder });
  expect(shown.connections.length).toBeGreaterThan(0);
  expect(connectionFigures(running.session)[0]).toMatchObject({ state: 'open', lastError: null, silent: [] });
  expect(writerFigures(running.session, LOG, initIntervalRate())).toMatchObject({ logDepth: 1, logP95: 2, stalls: 0 });
});

test('the symbol in view has its book, and a picture of its past', async () => {
  const look = () => source.snapshot({ ...REQUEST, symbol: 'ETHUSDT' }).detail!;
  await until(() => (look().heat?.columns.filter(({ bidTicks }) => bidTicks !== null).length ?? 0) >= 2);
  const detail = look();
  expect(detail.ladder.bidTicks).toHaveLength(5);
  expect(detail.series.timeUs.length).toBeGreaterThan(2);
  expect(JSON.stringify(detail)).not.toContain('NaN');
});

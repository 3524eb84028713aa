// How a capture stands at this moment, as the input of metrics.json.

import type { CaptureMetricsInput } from '../../core/quality/capture-metrics.js';
import { verifiedTimes } from '../../core/quality/certificate.js';
import { mergedSketch } from '../../core/quality/distribution.js';
import {
  type RollingSketch,
  rollingWindow,
  turnRollingSketch,
  windowSeconds,
} from '../../core/quality/rolling-sketch.js';
import { bookUnknown } from '../../core/pipeline/symbol-chain.js';
import { SOFTWARE } from '../../platform/version.js';
import { cacheSize } from '../../store/cache.js';
import type { CaptureSession } from './capture-session.js';
import { runOffset } from './offset-sampler.js';

const windowed = (sketch: RollingSketch): CaptureMetricsInput['eventLatency'] => ({
  window: rollingWindow(sketch),
  run: sketch.run,
});

/** Everything at this moment. */
export function metricsInput(
  session: CaptureSession,
  log: CaptureMetricsInput['logQueue'],
  rssBytes: number,
): CaptureMetricsInput {
  const { config, world, figures, feed, healer, writer, loop, sampler, counts } = session;
  const nowUs = world.clock.nowUs();
  turnRollingSketch(figures.latency, nowUs);
  turnRollingSketch(figures.pipeline, nowUs);
  const feedCounts = feed.counters();
  const state = writer.state();
  const spans = loop.live.counts.quality.symbols.flatMap((symbol) => (symbol === undefined ? [] : [symbol.batchSpan]));
  return {
    software: SOFTWARE,
    session: writer.session,
    venue: 'binance-usdm',
    env: config.environment.env,
    nowUs,
    startUs: session.startUs,
    symbols: symbolParts(session, nowUs),
    malformed: counts.malformed + loop.slab.odd,
    reconnects: feedCounts.disconnects,
    rollovers: feedCounts.rollovers,
    silences: feedCounts.silences,
    batchSpan: mergedSketch(spans),
    windowSeconds: windowSeconds(figures.latency),
    eventLatency: windowed(figures.latency),
    pipelineLatency: windowed(figures.pipeline),
    offset: runOffset(sampler),
    clockSteps: figures.clockSteps,
    openTradeGaps: healer.counts.open + healer.holes.length,
    logQueue: log,
    writerQueue: depthOf(state.queueChunks),
    writerQueueBytes: depthOf(state.queueBytes),
    stalls: counts.stalls,
    cacheSize: figures.cache === null ? 0 : cacheSize(figures.cache).entries,
    bytes: counts.sealedBytes + state.segmentBytes,
    segment: state.segment,
    segmentBytes: state.segmentBytes,
    diskFreeBytes: state.diskFreeBytes,
    ...restParts(session),
    connections: connectionParts(session, nowUs),
    rssBytes,
  };
}

function restParts({ rest, loop }: CaptureSession): Pick<CaptureMetricsInput, 'rest' | 'restPausedUntilUs'> {
  const { weightUsed, weightPerMinute, requests, failures, pausedUntilUs } = rest.state();
  const { sequences } = loop.live.runner.normalizer;
  const snapshots = sequences.reduce((sum, { counts }) => sum + counts.snapshotsApplied, 0);
  return {
    rest: { weightUsed, weightLimit: weightPerMinute, requests, failures, snapshots },
    restPausedUntilUs: pausedUntilUs,
  };
}

const depthOf = ({ now, p95, max }: { now: number; p95: number | null; max: number | null }) => ({
  depth: now,
  p95,
  max,
});

/** A symbol that was asked for and has not sent anything. */
const unheard = (symbol: string, spanUs: number): CaptureMetricsInput['symbols'][number] => ({
  symbol,
  synced: false,
  total_messages: 0,
  breaks: 0,
  resyncs: 0,
  trade_gaps: 0,
  trades_missing: 0,
  trades_healed: 0,
  coverage: spanUs > 0 ? 0 : null,
});

function symbolParts(
  { loop, certificate, startUs, symbols }: CaptureSession,
  nowUs: number,
): CaptureMetricsInput['symbols'] {
  const { normalizer } = loop.live.runner;
  const { quality } = loop.live.counts;
  const verified = new Map(verifiedTimes(certificate).map((one) => [one.symbol, one]));
  const spanUs = nowUs - startUs;
  const heard = normalizer.sequences.map(({ scale, sync, counts }) => {
    const state = quality.symbols[scale.code];
    const chain = loop.live.runner.chain.symbols[scale.code];
    const known = verified.get(scale.symbol);
    const hasBook = sync.phase !== 'waiting' && chain !== undefined && !bookUnknown(chain);
    return {
      symbol: scale.symbol,
      synced: certificate.needsBook ? hasBook : known?.isKnown === true,
      total_messages: state?.streams.reduce((sum, { count }) => sum + count, 0) ?? 0,
      breaks: counts.depthGaps,
      resyncs: counts.resyncs,
      trade_gaps: counts.tradeGaps,
      trades_missing: counts.tradesMissing,
      trades_healed: state?.healedTrades ?? 0,
      coverage: spanUs > 0 ? Math.max(0, known?.verifiedUs ?? 0) / spanUs : null,
    };
  });
  const names = new Set(heard.map(({ symbol }) => symbol));
  return [...heard, ...symbols.filter(({ symbol }) => !names.has(symbol)).map(({ symbol }) => unheard(symbol, spanUs))];
}

const connectionParts = ({ feed }: CaptureSession, nowUs: number): CaptureMetricsInput['connections'] =>
  feed.states().map((one) => ({
    name: one.name,
    route: one.route,
    state: one.phase,
    streams: one.streams,
    acknowledged: one.acknowledged,
    silent: one.silent.length,
    age_s: one.ageMs === null ? null : one.ageMs / 1_000,
    quiet_s: one.lastMessageUs === null ? null : (nowUs - one.lastMessageUs) / 1e6,
    attempts: one.attempts,
  }));

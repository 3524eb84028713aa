// How a capture stands at this moment: the figures of a SUMMARY line.

import { rollingWindow } from '../../core/quality/rolling-sketch.js';
import { sketchQuantile } from '../../core/stats/log-sketch.js';
import type { CaptureStatus } from '../../core/pipeline/capture-status.js';
import type { CaptureSession } from './capture-session.js';
import { syncedSymbols } from './live-run.js';
import { offsetOf } from './offset-sampler.js';

interface LogDepth {
  readonly depth: number;
  readonly drops: number;
}

/** Sums over all symbols; latencies over the last ten minutes. */
export function captureStatus(session: CaptureSession, log: LogDepth): CaptureStatus {
  const { loop, feed, healer, keeper, sampler, world, startUs, writer, figures } = session;
  const { digest, runner } = loop.live;
  const latency = rollingWindow(figures.latency);
  const at = (p: number): number | null => sketchQuantile(latency, p);
  const state = writer.state();
  const counters = feed.counters();
  const offset = offsetOf(sampler);
  const sequences = runner.normalizer.sequences;
  const sum = (of: (counts: (typeof sequences)[number]['counts']) => number): number =>
    sequences.reduce((total, { counts }) => total + of(counts), 0);
  const seconds = (world.clock.nowUs() - startUs) / 1e6;
  return {
    environment: session.config.environment.env,
    seconds,
    symbols: session.symbols.length,
    synced: syncedSymbols(loop.live),
    waitingForSnapshot: keeper.wants.size,
    messages: counters.messages,
    perSecond: seconds > 0 ? counters.messages / seconds : 0,
    depthGaps: sum((counts) => counts.depthGaps),
    resyncs: sum((counts) => counts.resyncs),
    tradeGaps: sum((counts) => counts.tradeGaps),
    healed: healer.counts.healed,
    openHoles: healer.counts.open + healer.holes.length,
    malformed: session.counts.malformed + loop.slab.odd,
    reconnects: counters.disconnects,
    rollOvers: counters.rollovers,
    connections: feed.states().length,
    openConnections: feed.states().filter(({ phase }) => phase === 'open').length,
    latencyUs: latency.count === 0 ? null : { p50: at(0.5) ?? 0, p95: at(0.95) ?? 0, p99: at(0.99) ?? 0 },
    offsetUs: offset?.offsetUs ?? null,
    offsetUncertaintyUs: offset?.uncertaintyUs ?? null,
    pipelineP99Us: sketchQuantile(rollingWindow(figures.pipeline), 0.99),
    queueBytes: state.queuedBytes,
    queueMaxBytes: state.queueBytes.max ?? 0,
    segment: state.segment,
    segmentBytes: state.segmentBytes,
    diskFreeBytes: state.diskFreeBytes,
    logDepth: log.depth,
    logDrops: log.drops,
    rows: [...digest.symbols.values()].reduce((total, { rows }) => total + rows, 0),
  };
}

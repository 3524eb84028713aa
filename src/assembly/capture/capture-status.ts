// How a capture stands at this moment: the figures of a SUMMARY line.

import { type IntervalRate, stepIntervalRate } from '../../core/quality/interval-rate.js';
import { rollingWindow } from '../../core/quality/rolling-sketch.js';
import { sketchQuantile } from '../../core/stats/log-sketch.js';
import type { CaptureStatus } from '../../core/pipeline/capture-status.js';
import type { CaptureSession } from './capture-session.js';
import { knownSymbols } from './known-symbols.js';
import { offsetOf } from './offset-sampler.js';

interface StatusParts {
  readonly log: { readonly depth: number; readonly drops: number };
  /** Kept by the caller from one status to the next. */
  readonly rate: IntervalRate;
}

/** The latest message of all connections; null where there was none. */
function lastMessageUs({ feed }: CaptureSession): number | null {
  const times = feed.states().flatMap(({ lastMessageUs: us }) => (us === null ? [] : [us]));
  return times.length === 0 ? null : Math.max(...times);
}

/** Sums over all symbols; latencies over the last ten minutes. */
export function captureStatus(session: CaptureSession, { log, rate }: StatusParts): CaptureStatus {
  const { loop, feed, healer, keeper, sampler, world, writer, figures } = session;
  const { digest, runner } = loop.live;
  const latency = rollingWindow(figures.latency);
  const at = (p: number): number | null => sketchQuantile(latency, p);
  const state = writer.state();
  const counters = feed.counters();
  const offset = offsetOf(sampler);
  const sequences = runner.normalizer.sequences;
  const sum = (of: (counts: (typeof sequences)[number]['counts']) => number): number =>
    sequences.reduce((total, { counts }) => total + of(counts), 0);
  const seconds = (world.elapsedMs() - session.startMs) / 1_000;
  const lastUs = lastMessageUs(session);
  return {
    environment: session.config.environment.env,
    seconds,
    symbols: session.symbols.length,
    synced: knownSymbols(session),
    waitingForSnapshot: keeper.wants.size,
    messages: counters.messages,
    perSecond: stepIntervalRate(rate, counters.messages, seconds),
    quietSeconds: lastUs === null ? null : Math.max(0, (world.clock.nowUs() - lastUs) / 1e6),
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

// Figures of the machinery of a running capture: writer, connections, latencies.

import type { MeasuredOffset } from '../../core/quality/corrected-latency.js';
import { type IntervalRate, stepIntervalRate } from '../../core/quality/interval-rate.js';
import { rollingWindowSteps, turnRollingSketch } from '../../core/quality/rolling-sketch.js';
import { type Stepped, lastOf } from '../../core/stats/steps.js';
import type { ConnectionFigures, LatencyFigures, WriterFigures } from '../../core/watch/figures.js';
import { latencyFigureSteps } from '../../core/watch/latency-figures.js';
import type { CaptureSession } from '../capture/capture-session.js';
import { runOffset } from '../capture/offset-sampler.js';

/** The log's queue, in lines. */
export interface LogFigures {
  readonly depth: number;
  readonly p95: number | null;
  readonly max: number | null;
  readonly drops: number;
}

export const capturedBytes = ({ counts, writer }: CaptureSession): number =>
  counts.sealedBytes + writer.state().segmentBytes;

export function writerFigures(session: CaptureSession, log: LogFigures, rate: IntervalRate): WriterFigures {
  const { writer, counts, rest, world } = session;
  const { queueBytes, segment, segmentBytes, diskFreeBytes } = writer.state();
  const { weightUsed, weightPerMinute, pausedUntilUs } = rest.state();
  const bytes = capturedBytes(session);
  const seconds = (world.elapsedMs() - session.startMs) / 1_000;
  const perSecond = stepIntervalRate(rate, bytes, seconds);
  return {
    queueBytes: queueBytes.now,
    queueP95Bytes: queueBytes.p95,
    queueMaxBytes: queueBytes.max,
    stalls: counts.stalls,
    logDepth: log.depth,
    logP95: log.p95,
    logMax: log.max,
    logDrops: log.drops,
    bytes,
    bytesPerSecond: rate.seconds === 0 ? null : perSecond,
    segment,
    segmentBytes,
    diskFreeBytes,
    weightUsed,
    weightLimit: weightPerMinute,
    restPausedUntilUs: pausedUntilUs,
  };
}

export const connectionFigures = ({ feed }: CaptureSession): ConnectionFigures[] =>
  feed.states().map(({ phase, lastError, ...one }) => ({
    name: one.name,
    route: one.route,
    host: one.host,
    state: phase,
    sinceUs: one.sinceUs,
    ageMs: one.ageMs,
    streams: one.streams,
    acknowledged: one.acknowledged,
    silent: one.silent,
    lastMessageUs: one.lastMessageUs,
    nextRollOverUs: one.nextRollOverUs,
    isRollingOver: one.isRollingOver,
    attempts: one.attempts,
    lastError: lastError === null ? null : lastError.message,
  }));

/** Over the last ten minutes. Merges tens of thousands of counts: once a second is enough, and in short steps. */
export function* liveLatencySteps({ figures, sampler, world }: CaptureSession): Stepped<LatencyFigures> {
  const nowUs = world.clock.nowUs();
  turnRollingSketch(figures.latency, nowUs);
  turnRollingSketch(figures.pipeline, nowUs);
  const offset: MeasuredOffset | null = runOffset(sampler);
  const raw = yield* rollingWindowSteps(figures.latency);
  const pipeline = yield* rollingWindowSteps(figures.pipeline);
  return yield* latencyFigureSteps({ raw, excess: null, offset, pipeline });
}

export const liveLatency = (session: CaptureSession): LatencyFigures => lastOf(liveLatencySteps(session));

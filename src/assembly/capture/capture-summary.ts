// What a capture has done, collected into the one value that its report is made from.

import type { CaptureEnd, CaptureResult, OffsetResult, RecoveredSegment } from '../../core/pipeline/capture-result.js';
import { verifiedTimes } from '../../core/quality/certificate.js';
import type { SymbolCoverage } from '../../core/quality/coverage-row.js';
import { distributionOf } from '../../core/quality/distribution.js';
import { qualityReport } from '../../core/quality/quality-report.js';
import { initLogSketch, insertLogSketch } from '../../core/stats/log-sketch.js';
import { SOFTWARE } from '../../platform/version.js';
import { readDigest } from '../digest.js';
import type { CaptureSession } from './capture-session.js';
import { offsetOf, runOffset } from './offset-sampler.js';

/** A sealed segment, as the result tells of it. */
export interface EndedSegment {
  readonly path: string;
  readonly bytes: number;
  readonly lines: number;
}

interface Ended {
  readonly end: CaptureEnd;
  readonly problem: Error | null;
  readonly segments: readonly EndedSegment[];
  readonly recovered: readonly RecoveredSegment[];
  /** When the sockets were closed. */
  readonly untilUs: number;
}

/** A symbol that never sent anything has no time that could have been verified. */
function coverageOf({ symbols, certificate, startUs }: CaptureSession, untilUs: number): SymbolCoverage[] {
  const verified = new Map(verifiedTimes(certificate).map((one) => [one.symbol, one]));
  return symbols.map(({ symbol }) => {
    const { verifiedUs = 0, beganUs = null } = verified.get(symbol) ?? {};
    const [spanUs, waitUs] = beganUs === null ? [null, 0] : [Math.max(0, untilUs - beganUs), beganUs - startUs];
    return { symbol, verifiedUs, spanUs, waitUs };
  });
}

export function captureResult(session: CaptureSession, ended: Ended): CaptureResult {
  const { config, loop, healer, keeper, feed, counts, world } = session;
  const { live } = loop;
  const { segments } = ended;
  const sum = (of: (segment: (typeof segments)[number]) => number): number =>
    segments.reduce((total, segment) => total + of(segment), 0);
  const { holes, missing, healed, open } = healer.counts;
  const writer = session.writer.state();
  const { disconnects, rollovers, rolloverResyncs, silences, duplicates } = feed.counters();
  return {
    software: SOFTWARE,
    env: config.environment.env,
    environment: config.environment.name,
    venue: 'binance-usdm',
    host: new URL(config.environment.restBase).host,
    session: loop.writer.session,
    dataRoot: config.dataRoot,
    end: ended.end,
    problem: ended.problem?.message ?? null,
    lost: writer.lost,
    computing: loop.broken?.message ?? null,
    startUs: session.startUs,
    elapsedMs: world.elapsedMs() - session.startMs,
    symbols: session.symbols.map(({ symbol }) => symbol),
    streams: config.streams,
    segments,
    files: sessionPattern(segments.map(({ path }) => path)),
    bytes: sum(({ bytes }) => bytes),
    lines: sum(({ lines }) => lines),
    recovered: ended.recovered,
    chain: config.chain,
    quality: qualityReport(live.counts.quality, live.names, ended.untilUs),
    coverage: coverageOf(session, ended.untilUs),
    malformed: counts.malformed + loop.slab.odd,
    refused: live.runner.normalizer.counts.refused,
    healing: { holes, missing, healed, open: open + healer.holes.length },
    feed: { reconnects: disconnects, rollOvers: rollovers, rollOverResyncs: rolloverResyncs, silences, duplicates },
    syncTimes: distributionOf(sketchOf(keeper.took)),
    pipeline: distributionOf(loop.pipeline.run),
    offset: offsetResult(session),
    runOffset: runOffset(session.sampler),
    queue: { p95: writer.queueBytes.p95 ?? 0, max: writer.queueBytes.max ?? 0, stalls: counts.stalls },
    digest: readDigest(live.digest),
  };
}

/** One pattern for all segments of a session, which may lie in the folders of several days. */
function sessionPattern(paths: readonly string[]): string {
  const [first] = paths;
  if (first === undefined) return 'none';
  if (paths.length === 1) return first;
  const pattern = first.replace(/-\d{4,}\.ndjson$/, '-*.ndjson');
  const isOneDay = paths.every(
    (path) => path.slice(0, path.lastIndexOf('/')) === first.slice(0, first.lastIndexOf('/')),
  );
  return isOneDay ? pattern : pattern.replace(/\/\d{4}-\d\d-\d\d\/([^/]+)$/, '/*/$1');
}

function sketchOf(values: readonly number[]): ReturnType<typeof initLogSketch> {
  const sketch = initLogSketch();
  for (const value of values) insertLogSketch(sketch, Math.round(value));
  return sketch;
}

export function offsetResult({ sampler }: CaptureSession): OffsetResult | null {
  const offset = offsetOf(sampler);
  if (offset === null) return null;
  const { offsetUs, uncertaintyUs, samples } = offset;
  return { offsetUs, uncertaintyUs, samples };
}

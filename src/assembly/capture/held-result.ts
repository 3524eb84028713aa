// The result of a capture that has nothing to do, because the coverage asked for is held already.

import type { CaptureResult, RecoveredSegment } from '../../core/pipeline/capture-result.js';
import { qualityReport } from '../../core/quality/quality-report.js';
import { initQuality } from '../../core/quality/stream-quality.js';
import { SOFTWARE } from '../../platform/version.js';
import { createRowDigest, readDigest } from '../digest.js';
import type { CaptureConfig } from './capture-config.js';

export interface HeldRun {
  readonly session: string;
  readonly startUs: number;
  readonly symbols: readonly string[];
  readonly recovered: readonly RecoveredSegment[];
}

/** Nothing was connected, received or written. */
export function heldResult(config: CaptureConfig, { session, startUs, symbols, recovered }: HeldRun): CaptureResult {
  const { environment, dataRoot, streams, chain } = config;
  return {
    software: SOFTWARE,
    env: environment.env,
    environment: environment.name,
    venue: 'binance-usdm',
    host: new URL(environment.restBase).host,
    ...{ session, dataRoot, end: 'coverage', problem: null, lost: { bytes: 0, lines: 0 }, computing: null },
    ...{ startUs, elapsedMs: 0, symbols, streams, segments: [], files: 'none', bytes: 0, lines: 0, recovered, chain },
    quality: qualityReport(initQuality(), []),
    ...{ coverage: [], malformed: 0, refused: 0, healing: { holes: 0, missing: 0, healed: 0, open: 0 } },
    feed: { reconnects: 0, rollOvers: 0, rollOverResyncs: 0, silences: 0, duplicates: 0 },
    ...{ syncTimes: null, pipeline: null, offset: null, runOffset: null, queue: { p95: 0, max: 0, stalls: 0 } },
    digest: readDigest(createRowDigest()),
  };
}

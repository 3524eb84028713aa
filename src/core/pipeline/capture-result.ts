// What a capture has done, as one value that reports are made from.

import type { Environment, Venue } from '../market/instrument.js';
import type { Distribution } from '../quality/distribution.js';
import type { MeasuredOffset } from '../quality/corrected-latency.js';
import type { SymbolCoverage } from '../quality/coverage-row.js';
import type { QualityReport } from '../quality/quality-report.js';
import type { ChainConfig } from './config.js';
import type { ReplayDigest } from './replay-result.js';

/** Why a capture ended. */
export type CaptureEnd = 'interrupted' | 'duration' | 'coverage' | 'disk' | 'failed';

export interface CapturedSegment {
  readonly path: string;
  readonly bytes: number;
  readonly lines: number;
}

/** A segment that an earlier capture had left unfinished, brought to its end by this one. */
export interface RecoveredSegment {
  /** Null where nothing whole was left. */
  readonly path: string | null;
  readonly outcome: 'sealed' | 'described' | 'empty' | 'damaged';
  /** Bytes moved aside because they were no whole line. */
  readonly tornBytes: number;
  readonly lines: number;
  /** From its last line to this capture's start, µs: not captured. */
  readonly missedUs: number | null;
}

/** Holes in aggTrade ids, counted in trades. */
export interface HealingCounts {
  readonly holes: number;
  readonly missing: number;
  readonly healed: number;
  /** Holes that stay open. */
  readonly open: number;
}

export interface FeedTotals {
  /** Connections lost without a plan, and opened again. */
  readonly reconnects: number;
  readonly rollOvers: number;
  /** Hand-overs that needed a new snapshot. */
  readonly rollOverResyncs: number;
  /** Times that streams which ought to speak did not. */
  readonly silences: number;
  /** Second arrivals during hand-overs, which are not stored. */
  readonly duplicates: number;
}

/** Exchange's clock minus ours, µs; the truth lies within ± uncertainty. */
export interface OffsetResult {
  readonly offsetUs: number;
  readonly uncertaintyUs: number;
  readonly samples: number;
}

export interface QueueResult {
  /** Bytes waiting to be written. */
  readonly p95: number;
  readonly max: number;
  /** Times that reading from the sockets was held back. */
  readonly stalls: number;
}

export interface CaptureResult {
  readonly software: string;
  readonly env: Environment;
  readonly environment: string;
  readonly venue: Venue;
  readonly host: string;
  readonly session: string;
  readonly dataRoot: string;
  readonly end: CaptureEnd;
  /** What went wrong, in words; null after an ordinary end. */
  readonly problem: string | null;
  /** Received, and not on disk for sure: other than zero only after a failure of the disk. */
  readonly lost: { readonly bytes: number; readonly lines: number };
  /** Why computing ended before the capture did; null where it did not. Lines were written all the same. */
  readonly computing: string | null;
  readonly startUs: number;
  readonly elapsedMs: number;
  readonly symbols: readonly string[];
  readonly streams: readonly string[];
  readonly segments: readonly CapturedSegment[];
  /** Pattern that names the session's files. */
  readonly files: string;
  readonly bytes: number;
  readonly lines: number;
  readonly recovered: readonly RecoveredSegment[];
  readonly chain: ChainConfig;
  readonly quality: QualityReport;
  /** Of every symbol that was asked for, to the capture's end. */
  readonly coverage: readonly SymbolCoverage[];
  readonly malformed: number;
  readonly refused: number;
  readonly healing: HealingCounts;
  readonly feed: FeedTotals;
  /** Wish → synced book, ms. */
  readonly syncTimes: Distribution | null;
  /** Receipt → computed, µs. */
  readonly pipeline: Distribution | null;
  /** As it stood at the end. */
  readonly offset: OffsetResult | null;
  /** Covers all that was measured during the run. */
  readonly runOffset: MeasuredOffset | null;
  readonly queue: QueueResult;
  readonly digest: ReplayDigest;
}

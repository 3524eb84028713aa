// Everything that is known after a replay, as plain values: filled by the run, read by the report and by --json.

import type { Environment, Instrument, Venue } from '../market/instrument.js';
import type { GateResult } from '../quality/gate.js';
import type { QualityReport } from '../quality/quality-report.js';
import type { SymbolRowHealth } from '../quality/row-health.js';
import type { StageReport } from '../quality/stage-timing.js';
import type { ChainConfig } from './config.js';

export interface ReplayInput {
  readonly path: string;
  readonly format: string;
  /** Found by the first lines, or given by the caller. */
  readonly formatFrom: 'lines' | 'caller';
  readonly compression: string;
  /** Size as stored; null for streams. */
  readonly bytes: number | null;
  /** Session id of its header; null where it has none. */
  readonly session: string | null;
}

/** How the frames were read. */
export interface DecodingCounts {
  readonly frames: number;
  readonly byTemplate: number;
  readonly byScanner: number;
  /** Needed JSON.parse. */
  readonly fallback: number;
  readonly snapshots: number;
  /** Trades fetched over REST to fill holes. */
  readonly healed: number;
  readonly controls: number;
  readonly other: number;
  readonly ignored: number;
  readonly refused: number;
  readonly recordedGaps: number;
  readonly recordedResyncs: number;
}

/** What became of one symbol's messages at the sequence check. */
export interface SequenceNumbers {
  readonly depthMessages: number;
  readonly depthApplied: number;
  readonly depthStale: number;
  readonly depthBuffered: number;
  readonly depthDropped: number;
  readonly depthGaps: number;
  readonly resyncs: number;
  readonly snapshotsApplied: number;
  readonly snapshotsIgnored: number;
  readonly snapshotsTooOld: number;
  readonly tradeRepeats: number;
  readonly tradeGaps: number;
  readonly tradesMissing: number;
  readonly tickerStale: number;
  readonly tradesNotMarket: number;
}

/** One thing wrong with the input, and where. */
export interface ReplayProblem {
  readonly path: string;
  /** 1-based; null where it concerns the whole file. */
  readonly line: number | null;
  readonly code: string;
  readonly detail: string;
}

export interface ReplayProblems {
  readonly total: number;
  readonly counts: readonly { readonly code: string; readonly count: number }[];
  /** The first ones. */
  readonly kept: readonly ReplayProblem[];
}

export interface RowCounts {
  readonly rows: number;
  /** Rows whose value is not null. */
  readonly ofiZ: number;
  readonly cvdZ: number;
  readonly fusion: number;
}

export interface SymbolReplayDigest extends RowCounts {
  readonly symbol: string;
  /** 64 hex digits. */
  readonly value: string;
  /** Running hash after every 4,096 rows: the first that differs says where two runs part. */
  readonly checkpoints: readonly string[];
}

export interface ReplayDigest extends RowCounts {
  /** 64 hex digits. */
  readonly value: string;
  readonly symbols: readonly SymbolReplayDigest[];
}

/** The comparison with `--expect`. */
export interface DigestExpectation {
  readonly expected: string;
  readonly equal: boolean;
  /** The first row that differs, in words; null where it is not known, or none differs. */
  readonly firstDifference: string | null;
  /** False where no row has a fusion: two such runs are easily equal, and that says nothing about signals. */
  readonly proves: boolean;
}

export interface ReplayResult {
  /** `v13 0.1.0`, `v20.20.2`, `linux 6.1.0 x64`. */
  readonly software: string;
  readonly node: string;
  readonly system: string;
  readonly inputs: readonly ReplayInput[];
  readonly env: Environment;
  readonly venue: Venue;
  readonly host: string | null;
  /** Of the symbols replayed. */
  readonly instruments: readonly Instrument[];
  /** Half-open range asked for, µs. */
  readonly range: { readonly fromUs: number | null; readonly toUs: number | null };
  readonly chain: ChainConfig;
  /** Where the configuration came from, in words: `defaults`, `session header`, `session header, --grid`. */
  readonly chainFrom: string;
  readonly decoding: DecodingCounts;
  readonly sequences: readonly { readonly symbol: string; readonly counts: SequenceNumbers }[];
  readonly quality: QualityReport;
  readonly health: readonly SymbolRowHealth[];
  /** Null where nothing was timed. */
  readonly timings: { readonly every: number; readonly stages: readonly StageReport[] } | null;
  readonly digest: ReplayDigest;
  readonly expectation: DigestExpectation | null;
  readonly gate: GateResult | null;
  /** Sentences for the reader. */
  readonly warnings: readonly string[];
  /** Damaged input. */
  readonly problems: ReplayProblems;
  /** Messages that could not be understood; code: malformed_json, malformed_message, finer_than_unit. */
  readonly refused: ReplayProblems;
  readonly elapsedMs: number;
  /** Bytes taken from the inputs, as stored. */
  readonly bytesRead: number;
}

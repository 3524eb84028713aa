// How a running capture stands: what its SUMMARY line, its metrics and its screen show.

import type { Environment } from '../market/instrument.js';

export interface CaptureStatus {
  readonly environment: Environment;
  readonly seconds: number;
  readonly symbols: number;
  /** Symbols whose book is known. */
  readonly synced: number;
  readonly waitingForSnapshot: number;
  readonly messages: number;
  /** Over the time since the status before. */
  readonly perSecond: number;
  /** Since the last message of any connection; null before the first. */
  readonly quietSeconds: number | null;
  readonly depthGaps: number;
  readonly resyncs: number;
  readonly tradeGaps: number;
  /** Trades fetched over REST. */
  readonly healed: number;
  readonly openHoles: number;
  /** Frames that are no messages. */
  readonly malformed: number;
  readonly reconnects: number;
  readonly rollOvers: number;
  readonly connections: number;
  readonly openConnections: number;
  /** Receive time − E, raw, µs, of the last ten minutes. */
  readonly latencyUs: { readonly p50: number; readonly p95: number; readonly p99: number } | null;
  readonly offsetUs: number | null;
  readonly offsetUncertaintyUs: number | null;
  /** Receipt → computed, µs, of the last ten minutes. */
  readonly pipelineP99Us: number | null;
  readonly queueBytes: number;
  readonly queueMaxBytes: number;
  readonly segment: number;
  readonly segmentBytes: number;
  readonly diskFreeBytes: number | null;
  readonly logDepth: number;
  readonly logDrops: number;
  readonly rows: number;
}

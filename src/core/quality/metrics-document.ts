// The document metrics.json: what a running capture measures, under the names of the original design where it had one.

/** In the unit of the key that holds it; nearest-rank quantiles. */
export interface MetricPercentiles {
  readonly n: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Of the rolling window and of the whole run; null where nothing was measured. */
export interface WindowedPercentiles {
  readonly window: MetricPercentiles | null;
  readonly run: MetricPercentiles | null;
}

export interface ConnectionMetrics {
  readonly name: string;
  readonly route: string;
  /** connecting, open, backoff or closing. */
  readonly state: string;
  readonly streams: number;
  readonly acknowledged: number;
  /** Streams that ought to have spoken and did not. */
  readonly silent: number;
  /** Age of the socket; null where there is none. */
  readonly age_s: number | null;
  /** Time since its last message. */
  readonly quiet_s: number | null;
  /** Attempts since the last connection that held. */
  readonly attempts: number;
}

export interface SymbolMetrics {
  readonly symbol: string;
  readonly synced: boolean;
  readonly total_messages: number;
  /** Messages a second since the document before; null in the first. */
  readonly recv_rate: number | null;
  readonly breaks: number;
  readonly resyncs: number;
  readonly trade_gaps: number;
  readonly trades_missing: number;
  readonly trades_healed: number;
  /** Share of the run in which the book was known; null before it has a length. */
  readonly coverage: number | null;
}

export interface QueueMetrics {
  readonly depth: number;
  readonly p95: number | null;
  readonly max: number | null;
}

/** Units stand in the keys; counts have none. Absent is null. */
export interface CaptureMetrics {
  readonly schema: 'v13.metrics/1';
  readonly software: string;
  readonly session: string;
  readonly venue: string;
  readonly env: string;
  /** ms since the epoch. */
  readonly written_at_ms: number;
  readonly uptime_s: number;
  readonly total_messages: number;
  readonly recv_rate: number | null;
  readonly malformed: number;
  readonly breaks: number;
  readonly resyncs: number;
  readonly reconnects: number;
  readonly rollovers: number;
  readonly silences: number;
  readonly batch_span: { readonly avg: number | null; readonly p95: number | null; readonly max: number | null };
  readonly latency_window_s: number;
  readonly latency_event_ms: {
    readonly raw: WindowedPercentiles;
    /** By the measured clock offset; null where there is none. */
    readonly corrected: WindowedPercentiles | null;
  };
  readonly latency_pipeline_ms: WindowedPercentiles;
  readonly clock: {
    readonly offset_ms: number | null;
    readonly uncertainty_ms: number | null;
    readonly steps: number;
  };
  readonly trades: {
    readonly gaps: number;
    readonly gaps_open: number;
    readonly missing: number;
    readonly healed: number;
  };
  readonly log_queue: QueueMetrics & { readonly drops: number };
  readonly writer_queue: QueueMetrics & {
    readonly depth_bytes: number;
    readonly p95_bytes: number | null;
    readonly max_bytes: number | null;
    readonly stalls: number;
  };
  readonly cache_size: number;
  readonly storage: {
    readonly bytes: number;
    readonly segment: number;
    readonly segment_bytes: number;
    readonly disk_free_bytes: number | null;
  };
  readonly rest: {
    readonly weight_used: number;
    readonly weight_limit: number;
    readonly requests: number;
    readonly failures: number;
    readonly snapshots: number;
    readonly paused_until_ms: number | null;
  };
  readonly synced_symbols: number;
  readonly symbols: readonly SymbolMetrics[];
  readonly connections: readonly ConnectionMetrics[];
  readonly rss_bytes: number;
}

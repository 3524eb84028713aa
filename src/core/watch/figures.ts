// What a screen shows of the machinery: latencies, the writer, the connections.

export interface Percentiles {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface LatencyFigures {
  /** Receive time − E, ms; over the last ten minutes of a live run, over the whole of a replay. */
  readonly raw: Percentiles | null;
  /** By the measured clock offset, or as the excess over the trailing minimum: `correctedBy` tells. */
  readonly corrected: Percentiles | null;
  readonly correctedBy: 'offset' | 'excess' | null;
  readonly offsetMs: number | null;
  readonly uncertaintyMs: number | null;
  /** Receipt → computed signals, ms; null in a replay. */
  readonly pipeline: Percentiles | null;
  /** Counts of raw latencies in bins of equal width from `fromMs`; the outer bins hold what lies beyond. */
  readonly histogram: { readonly fromMs: number; readonly stepMs: number; readonly counts: readonly number[] } | null;
}

export interface WriterFigures {
  readonly queueBytes: number;
  readonly queueP95Bytes: number | null;
  readonly queueMaxBytes: number | null;
  readonly stalls: number;
  readonly logDepth: number;
  readonly logP95: number | null;
  readonly logMax: number | null;
  readonly logDrops: number;
  readonly bytes: number;
  readonly bytesPerSecond: number | null;
  readonly segment: number;
  readonly segmentBytes: number;
  readonly diskFreeBytes: number | null;
  /** Request weight of the running minute. */
  readonly weightUsed: number;
  readonly weightLimit: number;
  readonly restPausedUntilUs: number | null;
}

export interface ConnectionFigures {
  readonly name: string;
  readonly route: string;
  readonly host: string;
  readonly state: 'connecting' | 'open' | 'backoff' | 'closing';
  readonly sinceUs: number;
  readonly ageMs: number | null;
  readonly streams: number;
  readonly acknowledged: number;
  /** Streams that ought to have spoken and did not. */
  readonly silent: readonly string[];
  readonly lastMessageUs: number | null;
  readonly nextRollOverUs: number | null;
  readonly isRollingOver: boolean;
  readonly attempts: number;
  readonly lastError: string | null;
}

// What the alerts of data quality look at, once a second: counts and figures of a running capture or replay.

export interface QualityFigures {
  /** Receive clock; of a replay the time of its last frame. */
  readonly nowUs: number;
  readonly symbols: readonly SymbolFigures[];
  /** Receive time − E over the last minutes, corrected by the measured clock offset; null where that is not known. */
  readonly latencyP99Us: number | null;
  /** Null where nothing is written. */
  readonly disk: DiskFigures | null;
}

export interface SymbolFigures {
  readonly symbol: string;
  /** Of all its streams, and receive times of the first and the last; null before the first. */
  readonly messages: number;
  readonly firstUs: number | null;
  readonly lastUs: number | null;
  readonly depthGaps: number;
  readonly tradeGaps: number;
  readonly resyncs: number;
}

export interface DiskFigures {
  /** Null where the system does not say. */
  readonly freeBytes: number | null;
  /** Written by this run so far. */
  readonly writtenBytes: number;
  /** The capture ends in order when less is free. */
  readonly stopBytes: number;
}

export const QUALITY_RULES = ['stale', 'resync', 'gap', 'latency', 'disk'] as const;
export type QualityRule = (typeof QUALITY_RULES)[number];

export interface QualityConfig {
  /** Shortest silence of a symbol that may count as stale, µs: what the watchdog of the streams goes by. */
  readonly staleUs: number;
  /** Corrected p99 of the latency that raises; it clears below four fifths of it. */
  readonly latencyUs: number;
  /** Time to the end of writing that raises; it clears at a quarter more. */
  readonly diskUs: number;
  /** Least time between two alerts of one rule and symbol. */
  readonly minGapUs: number;
}

export const DEFAULT_QUALITY: QualityConfig = {
  staleUs: 10_000_000,
  latencyUs: 1_000_000,
  diskUs: 7_200_000_000,
  minGapUs: 30_000_000,
};

/** What a rule sees: begun or over. `symbol` null concerns the whole run. */
export interface QualityEdge {
  readonly kind: 'raise' | 'clear';
  readonly rule: QualityRule;
  readonly symbol: string | null;
  readonly timeUs: number;
  /** One sentence in English. */
  readonly text: string;
  readonly values: Readonly<Record<string, number | null>>;
  /** Beginnings since the alert before that came too soon after it. */
  readonly suppressed: number;
}

/** What a rule says of one thing at one moment. `hold`: as it was (hysteresis). */
export interface Finding {
  readonly rule: QualityRule;
  readonly symbol: string | null;
  readonly is: 'on' | 'off' | 'hold';
  readonly text: string;
  readonly values: QualityEdge['values'];
}

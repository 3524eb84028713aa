// What a capture is told to do, filled in and checked before anything is opened.

import type { ChainConfig } from '../../core/pipeline/config.js';
import type { FeedLimits } from '../../exchange/binance/feed-types.js';
import type { VenueEnvironment } from '../../exchange/binance/environments.js';
import type { Secret } from '../../platform/secrets.js';
import type { FsyncPolicy } from '../../store/writer-options.js';

export interface Rotation {
  /** Length of a segment, µs; boundaries lie at whole multiples of it, UTC. Null: by size only. */
  readonly everyUs: number | null;
  readonly bytes: number | null;
}

export interface Retention {
  readonly maxAgeUs: number | null;
  readonly maxBytes: number | null;
}

export interface CaptureConfig {
  readonly environment: VenueEnvironment;
  /** Value of --proxy, which may hold a password; null where it was not given. */
  readonly proxyFlag: Secret | null;
  /** Null: every perpetual that trades. */
  readonly symbols: readonly string[] | null;
  /** Stream suffixes: `depth@100ms`, `aggTrade`, … */
  readonly streams: readonly string[];
  readonly dataRoot: string;
  readonly durationUs: number | null;
  /** Ends when so much verified time of every symbol is held, earlier captures included. */
  readonly untilCoverageUs: number | null;
  readonly rotation: Rotation;
  readonly retention: Retention;
  readonly fsync: FsyncPolicy;
  /** Capture stops in order when less than this is free on the disk. */
  readonly leastFreeBytes: number;
  readonly chain: ChainConfig;
  readonly timingEvery: number | null;
  readonly feedLimits: FeedLimits;
}

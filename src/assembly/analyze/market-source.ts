// Where a study gets its events: one shape for raw recordings and for the lake, so that both give the same report.

import type { EventBatch } from '../../core/market/event-batch.js';
import type { EnvOrigin, Environment, Instrument, Venue } from '../../core/market/instrument.js';

/** A file that the data came from at first: of the lake, the recordings that were converted. */
export interface SourceInput {
  /** Name without its folders: those say more about a machine than about data. */
  readonly path: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
  /** Where it was read: as it is, or as the rows of the lake that were made of it. */
  readonly from: 'recording' | 'lake';
}

/** Sees what happens, in order of receive time. Batches are reused after the call, and may be changed in it. */
export interface MarketVisitor {
  /** A symbol, before its first event. */
  enter(code: number, instrument: Instrument): void;
  events(batch: EventBatch): void;
  /** Awaited before events up to this time are shown: what must be read from elsewhere. Null: nothing. */
  readonly before: ((untilUs: number) => Promise<void>) | null;
}

export interface RunChoices {
  /** In capitals; all others are left out. */
  readonly symbols: ReadonlySet<string>;
  /** End before this receive time, µs; null is the end of data. */
  readonly toUs: number | null;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** What could not be used of the inputs. */
export interface SourceTroubles {
  readonly damaged: number;
  readonly refused: number;
}

export interface MarketSource {
  readonly kind: 'recordings' | 'lake' | 'joined';
  readonly venue: Venue;
  readonly env: Environment;
  /** Whether the data say their environment themselves, or somebody said it of them. */
  envOrigin(): Promise<EnvOrigin>;
  /** In name order. */
  readonly symbols: readonly string[];
  /** No other symbols can come. */
  readonly symbolsComplete: boolean;
  /** Receive time of the first frame, µs, where the beginning tells. */
  readonly firstUs: number | null;
  /** Configuration of computing that the data came with; unchecked. */
  readonly recordedConfig: unknown;
  /** Amount of work in `unit`; null where it is not known. */
  readonly total: number | null;
  readonly unit: 'bytes' | 'rows';
  /** Identity for the cache: changes when the data do. Null: never the same twice (streams, growing files). */
  fingerprint(): Promise<string | null>;
  /** Files with their hashes; reads those whose hash is not known. `onBytes` hears of each piece. */
  inputs(signal: AbortSignal, onBytes: (bytes: number) => void): Promise<SourceInput[]>;
  /** Runs to the end; once only. Throws when the signal is aborted. */
  run(visitor: MarketVisitor, choices: RunChoices): Promise<SourceTroubles>;
  close(): Promise<void>;
}

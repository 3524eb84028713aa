// What an import is asked for, what it tells on the way, and what came of it.

import type { Environment, Venue } from '../../core/market/instrument.js';
import type { ImportedSession } from '../../core/pipeline/import-result.js';
import type { InputFormat } from '../../store/importers/format.js';

export interface ImportChoices {
  readonly paths: readonly string[];
  readonly dataRoot: string;
  readonly format: InputFormat | null;
  readonly venue: Venue | null;
  readonly env: Environment | null;
  /** In capitals: of files that name none. */
  readonly symbol: string | null;
  /** Decimal texts; for one symbol only. */
  readonly tick: string | null;
  readonly step: string | null;
  /** Damaged files are imported as far as they can be read, instead of refused. */
  readonly lenient: boolean;
  /** Size at which a segment ends. */
  readonly segmentBytes: number;
  /** Paths of fetched files → the addresses that they are from. */
  readonly urls: ReadonlyMap<string, string>;
}

export interface ImportWatch {
  readonly signal: AbortSignal;
  /** A part of the work begins: bytes to read in it. */
  readonly onPart: (label: 'hashing' | 'importing', bytesTotal: number) => void;
  readonly onProgress: (bytes: number) => void;
  readonly onNote: (text: string) => void;
}

/** A file that an earlier import holds already. */
export interface HeldFile {
  readonly path: string;
  readonly session: string;
  readonly env: string;
}

export interface ImportResult {
  readonly sessions: readonly ImportedSession[];
  readonly held: readonly HeldFile[];
}

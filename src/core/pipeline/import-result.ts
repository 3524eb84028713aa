// What an import has written, as one value that its report and its JSON are made from.

import type { Environment, Venue } from '../market/instrument.js';

export interface ImportedSymbol {
  readonly symbol: string;
  /** Decimal text. */
  readonly tick: string | null;
  readonly step: string | null;
}

/** Damage that was survived, because that was asked for. */
export interface SurvivedDamage {
  readonly path: string;
  readonly line: number | null;
  readonly code: string;
  readonly detail: string;
}

export interface ImportedSession {
  readonly session: string;
  readonly venue: Venue;
  readonly env: Environment;
  readonly files: readonly { readonly path: string; readonly format: string; readonly sha256: string }[];
  readonly symbols: readonly ImportedSymbol[];
  /** Paths relative to the data folder. */
  readonly segments: readonly { readonly path: string; readonly bytes: number; readonly lines: number }[];
  readonly lines: number;
  readonly firstRecvUs: number;
  readonly lastRecvUs: number;
  /** `made`: the source has no update ids, and messages were numbered on. */
  readonly ids: 'given' | 'made';
  /** `exchange`: the source has no receive times, and the exchange's stand for them. */
  readonly times: 'received' | 'exchange';
  /** Messages that nobody could read, kept as malformed frames. */
  readonly odd: number;
  /** Holes in ids and breaks of the books, as the certificate has them. */
  readonly gaps: number;
  readonly problems: readonly SurvivedDamage[];
  readonly problemCount: number;
}

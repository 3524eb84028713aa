// What a fetch is asked for, what it tells on the way, and what came of it.

import type { FetchItem } from '../../store/fetch/fetch-plan.js';

export interface FetchChoices {
  readonly items: readonly FetchItem[];
  /** Where the files are put. */
  readonly folder: string;
  readonly dataRoot: string;
  /** Whether files that an import of the data folder holds are passed over. */
  readonly skipHeld: boolean;
}

export interface FetchWatch {
  readonly signal: AbortSignal;
  /** Bytes so far, and of all files whose size is known by now. */
  readonly onProgress: (bytes: number, total: number) => void;
  readonly onNote: (text: string) => void;
  readonly onFile: (file: FetchedFile) => void;
}

/** Everything about the network that the caller knows. */
export interface FetchNetwork {
  /** As typed; null for none, empty for "no proxy at all". */
  readonly proxyFlag: string | null;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly random: () => number;
  readonly nowMs: () => number;
  /** Default: those of fetch-network.ts. Tests take shorter ones. */
  readonly limits?: FetchLimits;
}

export interface FetchLimits {
  readonly idleMs: number;
  readonly attempts: number;
  readonly baseWaitMs: number;
  readonly longestPauseMs: number;
  readonly betweenRequestsMs: number;
}

export interface FetchedFile {
  readonly item: FetchItem;
  /** `held`: an import of the data folder is made of it already. */
  readonly end: 'fetched' | 'absent' | 'held';
  /** Null where nothing was fetched. */
  readonly path: string | null;
  readonly bytes: number;
  readonly sha256: string | null;
  /** Whether its SHA-256 is that which the source publishes; false where the source publishes none. */
  readonly isChecked: boolean;
}

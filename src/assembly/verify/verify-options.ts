// What every part of a verification is told.

export interface VerifyOptions {
  /** Paths of manifests whose segment is not there. */
  readonly manifestsAlone: readonly string[];
  /** Symbols wanted; null for all. */
  readonly symbols: ReadonlySet<string> | null;
  readonly signal: AbortSignal;
  /** Stored bytes of the running file taken so far, and those of a file that is done. */
  readonly onBytes: (bytes: number) => void;
  readonly onFileEnd: (bytes: number) => void;
}

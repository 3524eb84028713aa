// The process as a value: what bin/ hands to the frame, and a test can make.

import type { Readable, Writable } from 'node:stream';

export interface TerminalOutput extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

export interface World {
  /** Words after the program's name. */
  readonly argv: readonly string[];
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: TerminalOutput;
  readonly stderr: TerminalOutput;
  /** Aborted by signals, and by the frame when the reader of stdout goes away. */
  readonly controller: AbortController;
  readonly version: string;
  /** Wall clock, integer µs since the epoch. */
  nowUs(): number;
  /** Monotonic milliseconds. */
  elapsedMs(): number;
}

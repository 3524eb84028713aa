// What a running command may touch of the world: output, talk, progress, interruption. Made by the frame.

import type { Readable } from 'node:stream';
import type { ListedCommand } from './command-shape.js';
import type { Language } from '../text/language.js';
import type { Words } from '../text/words.js';
import type { TimeZone } from './plan-env.js';

/** Text with a meaning; the identity where colour is off. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly accent: (text: string) => string;
}

/** Standard output: data only. */
export interface DataWriter {
  /** Waits while the reader is slow; rejects with BrokenPipeError when it has gone. Write in chunks, not row by row. */
  write(chunk: string | Uint8Array): Promise<void>;
}

/** Standard error: talk. Each call prints one line or several. */
export interface Talk {
  /** Hidden by -q. */
  info(text: string): void;
  /** Shown with -v only. */
  detail(text: string): void;
  /** Shown even with -q, prefixed `warning:`. */
  warn(text: string): void;
}

export interface ProgressOptions {
  /** What is being done: `replaying`. */
  readonly label: string;
  /** Whole amount in `unit`, or null when unknown (then no percent and no estimate). */
  readonly total: number | null;
  /** `bytes` is shown as MB and MB/s; any other word as a count. */
  readonly unit: string;
}

export interface Progress {
  /** Amount done so far. Cheap to call: draws at most ten times a second, and only on a terminal. */
  update(done: number): void;
  /** Removes the bar; always call it (finally). */
  end(): void;
}

export interface JsonDocument {
  /** `v13.<command>/<version>`. */
  readonly schema: `v13.${string}/${number}`;
}

export interface Context {
  readonly stdin: Readable;
  readonly stdout: DataWriter;
  readonly talk: Talk;
  readonly isTty: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  /** Colours for stdout and for stderr: each is on or off by its own. */
  readonly paint: { readonly stdout: Paint; readonly stderr: Paint };
  /** Width of standard output in cells: 80 where the terminal does not say, Infinity for a file or a pipe. */
  readonly columns: number;
  /** Whether --no-color was given. */
  readonly noColor: boolean;
  /** Whether -q was given. */
  readonly isQuiet: boolean;
  /** Ends the run as SIGINT does: what a screen does with Ctrl-C, which no signal comes of while it reads keys. */
  interrupt(): void;
  /** Aborted by SIGINT, SIGTERM, SIGHUP (reason InterruptedError) or a broken pipe. A rejected run ends with 130 or 0. */
  readonly signal: AbortSignal;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly dataRoot: string;
  readonly timeZone: TimeZone;
  readonly lang: Language;
  /** Texts for people in that language; talk and next put theirs by themselves. */
  readonly words: Words;
  readonly version: string;
  /** Whether --json was given: then the only thing on stdout is one json(). */
  readonly wantsJson: boolean;
  /** All commands, for help and completion. */
  readonly commands: readonly ListedCommand[];
  /** Monotonic milliseconds for measuring durations. */
  elapsedMs(): number;
  /** Wall clock, integer µs since the epoch. */
  nowUs(): number;
  progress(options: ProgressOptions): Progress;
  /** Prints `next: …` on stderr (hidden by -q). */
  next(line: string): void;
  /** Prints the one final JSON document; a second call in a run is a bug. */
  json<Document extends JsonDocument>(document: Document): Promise<void>;
}

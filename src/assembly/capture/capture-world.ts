// What a capture needs of the command that runs it.

import type { ReceiveClock } from '../../platform/receive-clock.js';
import type { openSegmentWriter } from '../../store/segment-writer.js';
import type { NoteEvent } from './event-log.js';
import type { LiveWatcher } from './live-run.js';

/** What the session needs of the command that runs it. */
export interface CaptureWorld {
  readonly signal: AbortSignal;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly clock: ReceiveClock;
  /** Monotonic milliseconds. */
  readonly elapsedMs: () => number;
  readonly random: () => number;
  /** As typed, for whoever finds the folder locked. */
  readonly command: string;
  /** Derives the certificate of a segment that a dead capture left. */
  readonly describe: (path: string) => Promise<unknown>;
  readonly talk: CaptureTalk;
  /** Takes every trouble for the log. */
  readonly note: NoteEvent;
  /** Refuses symbols that the venue does not list. */
  readonly requireKnown: (wanted: readonly string[], known: readonly string[]) => void;
  /** Others that see events and rows. */
  readonly watchers: readonly LiveWatcher[];
  /** Default: the writer of segments itself. Soaks and tests put a smaller or a faulty one in its place. */
  readonly openWriter?: typeof openSegmentWriter;
}

export interface CaptureTalk {
  info(text: string): void;
  detail(text: string): void;
  warn(text: string): void;
}

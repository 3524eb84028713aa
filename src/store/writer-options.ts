// What a segment writer is told, and what it tells of itself.

import { type StoreError } from '../platform/errors.js';
import { type SegmentSummary } from './manifest.js';
import { type Depth } from './queue-depth.js';
import { type SealedSegment } from './segment-file.js';

/**
 * When written bytes are forced to the disk. A crash of the program loses nothing that was written; a crash of the machine
 * at most what was written since the last fsync. `segment`: only when a segment is sealed.
 */
export type FsyncPolicy = 'segment' | { readonly everyMs: number; readonly everyBytes: number };

export const DEFAULT_FSYNC: FsyncPolicy = { everyMs: 1000, everyBytes: 16 * 1024 * 1024 };
export const DEFAULT_QUEUE_BYTES = 64 * 1024 * 1024;

export type WriterTrouble =
  /** Once, when free space falls below what is needed: close the writer while there is room. */
  | { readonly kind: 'lowDisk'; readonly freeBytes: number; readonly neededBytes: number }
  /** Once; nothing more is written. `error.details`: what was written and synced for sure. */
  | { readonly kind: 'failed'; readonly error: StoreError };

export interface SegmentWriterOptions {
  readonly dataFolder: string;
  readonly venue: string;
  readonly env: string;
  readonly session: string;
  /** Size at which the caller rotates; only the watch over free space uses it here. */
  readonly segmentBytes: number;
  /** Queue size from which the writer counts as full; default 64 MB. */
  readonly queueBytes?: number;
  readonly fsync?: FsyncPolicy;
  /** Default 512 MB. */
  readonly minFreeBytes?: number;
  readonly onTrouble?: (trouble: WriterTrouble) => void;
  /** After each segment is sealed and described. */
  readonly onSealed?: (sealed: SealedSegment) => void;
  /** Memory passed to `append` is free again: in order, once each. */
  readonly onWritten?: (bytes: Uint8Array) => void;
  /** Free bytes for this user below a path; default: asks the system. */
  readonly freeBytes?: (path: string) => Promise<number | null>;
}

/** How a segment ends: its summary, and the receive time of its seal where the caller stamps one. */
export interface SegmentEnd extends SegmentSummary {
  /** µs, after the last line and before the next segment's first; default: the last line's + 1. */
  readonly sealUs?: number | null;
}

export interface WriterState {
  /** Number of the segment that appended bytes go to, 0-based. */
  readonly segment: number;
  /** Appended to it so far, queued or written. */
  readonly segmentBytes: number;
  readonly segmentLines: number;
  /** Of the segment on disk (it lags behind after a rotation): handed to the system, and forced to the disk. */
  readonly writtenBytes: number;
  readonly syncedBytes: number;
  readonly sealedSegments: number;
  readonly queuedBytes: number;
  readonly queueChunks: Depth;
  readonly queueBytes: Depth;
  /** True from the limit on until the queue is below half of it. */
  readonly isFull: boolean;
  readonly diskFreeBytes: number | null;
  readonly lowDisk: boolean;
  readonly failed: StoreError | null;
  /** What was appended and is not on disk for sure; other than zero only after a failure. */
  readonly lost: { readonly bytes: number; readonly lines: number };
}

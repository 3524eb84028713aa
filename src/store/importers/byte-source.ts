// Bytes of one input, read in big pieces: files that can be opened again, and streams (stdin, pipes) that cannot.

import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { type Readable } from 'node:stream';
import { type ProblemCode } from './problem.js';

/** What a source found wrong at its end, in words that follow "path: ". */
export interface SourceDamage {
  readonly code: ProblemCode;
  readonly detail: string;
}

export interface ByteSource {
  /** Bytes put into `target` from `from` on; 0 at the end. One call at a time. */
  read(target: Buffer, from: number): Promise<number>;
  /** Bytes taken from the disk or pipe so far (compressed, where they are). */
  readonly consumed: number;
  /** Known after the end. */
  readonly damage: SourceDamage | null;
  close(): Promise<void>;
}

/**
 * A plain file. Reads are synchronous: from the page cache one costs less than handing it to another thread. After each
 * the event loop has its turn, so that signals and screens live on.
 */
export function openFileSource(path: string): ByteSource {
  const descriptor = openSync(path, 'r');
  let consumed = 0;
  let closed = false;
  return {
    async read(target, from) {
      if (closed) return 0;
      const count = readSync(descriptor, target, from, target.length - from, null);
      consumed += count;
      await new Promise(setImmediate);
      return count;
    },
    get consumed() {
      return consumed;
    },
    damage: null,
    close() {
      if (!closed) closeSync(descriptor);
      closed = true;
      return Promise.resolve();
    },
  };
}

/** A stream that is read once; what was looked at before the real reading begins is kept and read again. */
export interface StreamTap {
  readonly stream: Readable;
  readonly iterator: AsyncIterator<unknown>;
  /** Pieces in order of arrival; null where the final reading is past them. */
  readonly pieces: (Buffer | null)[];
  /** The pull under way, shared by all who wait for it. */
  pull: Promise<void> | null;
  ended: boolean;
}

/** `-` is standard input; anything else is a path to a pipe or device. */
export function createStreamTap(path: string): StreamTap {
  const stream: Readable = path === '-' ? process.stdin : createReadStream(path);
  return { stream, iterator: stream[Symbol.asyncIterator](), pieces: [], pull: null, ended: false };
}

/** Reads a tap from its beginning. `peek` keeps what it reads for the next opening; `final` lets it go. */
export function openTapSource(tap: StreamTap, mode: 'peek' | 'final'): ByteSource {
  let index = 0;
  let offset = 0;
  let consumed = 0;
  return {
    async read(target, from) {
      for (;;) {
        while (index === tap.pieces.length) {
          if (tap.ended) return 0;
          await (tap.pull ??= pullPiece(tap));
        }
        const piece = tap.pieces[index] ?? null;
        if (piece !== null && offset < piece.length) {
          const count = piece.copy(target, from, offset);
          offset += count;
          consumed += count;
          return count;
        }
        if (mode === 'final') tap.pieces[index] = null;
        index++;
        offset = 0;
      }
    },
    get consumed() {
      return consumed;
    },
    damage: null,
    close() {
      if (mode === 'final') {
        tap.ended = true;
        tap.stream.destroy();
      }
      return Promise.resolve();
    },
  };
}

async function pullPiece(tap: StreamTap): Promise<void> {
  try {
    const result = await tap.iterator.next();
    if (result.done === true) tap.ended = true;
    else tap.pieces.push(Buffer.from(result.value as Uint8Array));
  } catch (error) {
    // Closing destroys the stream under a pending read: that is an end, not a failure.
    if (!isEnded(tap)) throw error;
  } finally {
    tap.pull = null;
  }
}

/** Read anew: another call may have ended the tap during a wait. */
const isEnded = (tap: StreamTap): boolean => tap.ended;

/** Reads until `limit` bytes or the end. */
export async function readUpTo(source: ByteSource, limit: number): Promise<Buffer> {
  const target = Buffer.allocUnsafe(limit);
  let size = 0;
  while (size < limit) {
    const count = await source.read(target, size);
    if (count === 0) break;
    size += count;
  }
  return target.subarray(0, size);
}

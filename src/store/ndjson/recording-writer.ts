// Writes one recording, plain or gzip, that appears under its name only when it is whole.

import { once } from 'node:events';
import { createGzip } from 'node:zlib';
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createAtomicFile } from '../../platform/atomic-file.js';
import { StoreError } from '../../platform/errors.js';

export interface RecordingWriter {
  /** Appends whole lines; waits while the disk is slow. */
  write(lines: string): Promise<void>;
  commit(): Promise<void>;
  /** Removes an unfinished file; harmless after commit. Call it in `finally`. */
  discard(): Promise<void>;
  /** Bytes of the file so far. */
  bytes(): number;
}

export interface RecordingTarget {
  /** A name that ends in `.gz` is compressed. */
  readonly path: string;
  readonly overwrite: boolean;
}

/** Place of the operating system's number in a gzip header; 255 is "unknown". */
const GZIP_OS = 9;

async function refuseExisting(path: string): Promise<void> {
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (!exists) return;
  throw new StoreError(`${path} exists`, {
    code: 'V13_STORE_EXISTS',
    hint: 'choose another --out, or replace it with --force',
    details: { path },
  });
}

/** Throws StoreError (V13_STORE_EXISTS, V13_STORE_WRITE). */
export async function createRecordingWriter({ path, overwrite }: RecordingTarget): Promise<RecordingWriter> {
  if (!overwrite) await refuseExisting(path);
  const file = await createAtomicFile(path);
  let bytes = 0;
  const append = async (chunk: string | Uint8Array): Promise<void> => {
    bytes += typeof chunk === 'string' ? Buffer.byteLength(chunk) : chunk.length;
    await file.write(chunk);
  };
  const sink = path.endsWith('.gz') ? gzipInto(append) : { write: append, end: () => Promise.resolve() };
  return {
    write: (lines) => sink.write(lines),
    bytes: () => bytes,
    discard: () => file.discard(),
    async commit() {
      await sink.end();
      await file.commit();
    },
  };
}

/** The header carries no time and no system, so that the same lines give the same bytes wherever zlib is the same. */
function gzipInto(append: (chunk: Uint8Array) => Promise<void>) {
  const gzip = createGzip();
  const pumped = (async () => {
    let first = true;
    for await (const chunk of gzip as AsyncIterable<Uint8Array>) {
      if (first) chunk[GZIP_OS] = 255;
      first = false;
      await append(chunk);
    }
  })();
  // Awaited at every wait below; until then a failure must not count as unhandled.
  pumped.catch(() => undefined);
  return {
    async write(lines: string): Promise<void> {
      if (!gzip.write(lines)) await Promise.race([once(gzip, 'drain'), pumped]);
    },
    async end(): Promise<void> {
      gzip.end();
      await pumped;
    },
  };
}

/** Absolute path of a recording named relative to `folder`. */
export const recordingPath = (folder: string, name: string): string => resolve(folder, name);

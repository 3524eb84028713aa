// SHA-256 of a file's bytes as they lie on disk: how the same file is known again, whatever it is called.

import { createReadStream } from 'node:fs';
import { DataError } from '../../platform/errors.js';
import { createSha256, hexText } from '../../platform/sha256.js';

export interface HashWatch {
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

const CHUNK_BYTES = 1024 * 1024;

/** 64 hex digits. Throws DataError where the file cannot be read, and the signal's reason. */
export async function hashFile(path: string, { signal, onBytes }: HashWatch): Promise<string> {
  const hash = createSha256();
  try {
    const stream = createReadStream(path, { highWaterMark: CHUNK_BYTES, signal });
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk);
      onBytes(chunk.length);
    }
  } catch (cause) {
    signal.throwIfAborted();
    const hint = 'check that the file exists and may be read, and that the disk is well';
    throw new DataError(`${path}: cannot be read`, { code: 'V13_INPUT_UNREADABLE', path, hint, cause });
  }
  return hexText(hash.digest());
}

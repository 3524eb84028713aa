// The bytes of a file of signals: a file, plain or gzip, or standard input.

import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { DataError } from '../../platform/errors.js';
import { createSha256, hexText } from '../../platform/sha256.js';
import { type SignalFile, type SignalFileOptions, parseSignals } from './signal-file.js';

/** A list of signals is read whole; what is longer is no such list. */
const MOST_BYTES = 1024 * 1024 * 1024;

async function bytesOf(stream: Readable, path: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      size += piece.length;
      if (size > MOST_BYTES) throw new DataError(`${path}: longer than 1 GiB`, { code: 'V13_SIGNAL_LONG', path });
      pieces.push(Buffer.from(piece));
    }
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    const hint = 'check the name; - is standard input';
    throw new DataError(`${path}: cannot be read`, { code: 'V13_SIGNAL_UNREADABLE', path, hint, cause });
  }
  return Buffer.concat(pieces);
}

function unpacked(bytes: Buffer, path: string): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (cause) {
    throw new DataError(`${path}: damaged gzip`, { code: 'V13_SIGNAL_UNREADABLE', path, cause });
  }
}

/** `-` is `stdin`. Throws DataError: what cannot be read, and what `parseSignals` throws. */
export async function readSignals(stdin: Readable, options: SignalFileOptions): Promise<SignalFile> {
  const { path } = options;
  const bytes = unpacked(await bytesOf(path === '-' ? stdin : createReadStream(path), path), path);
  const hash = createSha256();
  hash.update(bytes);
  return parseSignals(bytes.toString('utf8'), hexText(hash.digest()), options);
}

// Opens the bytes of an input, decompressed, as often as needed: to look at its head, to probe it, to read it.

import { basename } from 'node:path';
import { DataError } from '../../platform/errors.js';
import { type InputFile } from '../inputs.js';
import {
  type ByteSource,
  createStreamTap,
  openFileSource,
  openTapSource,
  readUpTo,
  type StreamTap,
} from './byte-source.js';
import { type Compression, decodeSource, detectCompression } from './compression.js';
import { unzipSource } from './zip-source.js';

/** How to get at the bytes of one input. */
export interface InputAccess {
  readonly file: InputFile;
  readonly compression: Compression;
  /** For streams, which can be opened only once. */
  readonly tap: StreamTap | null;
}

export async function accessInput(file: InputFile): Promise<InputAccess> {
  const tap = file.kind === 'stream' ? createStreamTap(file.path) : null;
  const raw = openRaw({ file, compression: 'none', tap }, 'peek');
  try {
    const compression = detectCompression(await readUpTo(raw, 4));
    return { file, compression, tap };
  } finally {
    await raw.close();
  }
}

/** `peek` leaves a stream's bytes in place for the next opening; `final` is the last opening. */
export function openInputSource(access: InputAccess, mode: 'peek' | 'final'): ByteSource {
  const raw = openRaw(access, mode);
  if (access.compression === 'none') return raw;
  if (access.compression === 'zip') return unzipSource(raw, access.file.path);
  return decodeSource(raw, {
    compression: access.compression,
    path: access.file.path,
    reopen: access.tap === null ? () => openRaw(access, 'peek') : null,
  });
}

function openRaw(access: InputAccess, mode: 'peek' | 'final'): ByteSource {
  const { path } = access.file;
  try {
    const source = access.tap === null ? openFileSource(path) : openTapSource(access.tap, mode);
    return explainFailures(source, path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function explainFailures(source: ByteSource, path: string): ByteSource {
  return {
    async read(target, from) {
      try {
        return await source.read(target, from);
      } catch (cause) {
        throw unreadable(path, cause);
      }
    },
    get consumed() {
      return source.consumed;
    },
    damage: null,
    close: () => source.close(),
  };
}

function unreadable(path: string, cause: unknown): DataError {
  return new DataError(`${path}: cannot be read`, {
    code: 'V13_INPUT_UNREADABLE',
    path,
    hint: 'check that the file exists and may be read, and that the disk is well',
    details: { reason: (cause as NodeJS.ErrnoException).code ?? null },
    cause,
  });
}

/** Name without folders, for order and for symbols in file names. */
export function baseNameOf(file: InputFile): string {
  return file.path === '-' ? '-' : basename(file.path);
}

/** A segment still being written: an unfinished end is not damage. */
export function isGrowing(file: InputFile): boolean {
  return file.path.endsWith('.open');
}

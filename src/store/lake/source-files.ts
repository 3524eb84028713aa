// What identifies a file that was converted: path, size, time of change, and the hash of its bytes.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { DataError } from '../../platform/errors.js';
import { readManifest } from '../manifest.js';
import { pathsOfFile } from '../catalog.js';
import type { SourceFile } from './source-record.js';

const unreadable = (path: string, cause: unknown): DataError =>
  new DataError(`${path}: cannot be read`, {
    code: 'V13_INPUT_UNREADABLE',
    path,
    hint: 'check the permissions of the file',
    cause,
  });

export async function fileState(path: string): Promise<Omit<SourceFile, 'sha256'>> {
  const { size, mtimeMs } = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  return { path, bytes: size, mtimeMs };
}

/** SHA-256 of the file as it lies there, 64 hex digits. */
export async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  } catch (cause) {
    throw unreadable(path, cause);
  }
  return hash.digest('hex');
}

/** With the hash of the manifest beside it where it speaks of these bytes, else with one made now. */
export async function describeFile(path: string): Promise<SourceFile> {
  const state = await fileState(path);
  const manifestPath = pathsOfFile(path)?.manifestPath ?? null;
  const manifest = manifestPath === null ? null : await readManifest(manifestPath).catch(() => null);
  const isSame = manifest !== null && manifest.bytes === state.bytes && path.endsWith(manifest.file);
  return { ...state, sha256: isSame ? manifest.sha256 : await fileHash(path) };
}

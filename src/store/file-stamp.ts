// What a file is without reading it, for telling whether a result made from it still stands.

import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pathsOfFile } from './catalog.js';
import { readManifest } from './manifest.js';

export interface FileStamp {
  readonly name: string;
  readonly bytes: number;
  /** Of the plain segment, where a manifest states it; then the time of writing does not matter. */
  readonly sha256: string | null;
  /** Time of the last change, ms; null where there is a hash. */
  readonly mtimeMs: number | null;
}

/** Throws what the system says where the file is gone. */
export async function fileStamp(path: string): Promise<FileStamp> {
  const { size: bytes, mtimeMs } = await stat(path);
  const manifestPath = pathsOfFile(path)?.manifestPath;
  const manifest = manifestPath === undefined ? null : await readManifest(manifestPath).catch(() => null);
  const file = [manifest, manifest?.packed].find((one) => one?.file === basename(path));
  // A manifest that speaks of another size is not that of these bytes.
  const sha256 = file?.bytes === bytes ? file.sha256 : null;
  return { name: basename(path), bytes, sha256, mtimeMs: sha256 === null ? mtimeMs : null };
}

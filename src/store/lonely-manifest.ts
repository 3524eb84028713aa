// Manifests whose segment is not there: what is left where a segment was lost, or its deletion was interrupted.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathsOfFile, segmentNameOf } from './catalog.js';

/** Below a folder, by name; none for anything else. Folders that cannot be listed hold none. */
export function lonelyManifests(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return namesBelow(folder)
    .map((name) => join(folder, name))
    .filter(isLonely)
    .sort();
}

function namesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}

function isLonely(path: string): boolean {
  if (segmentNameOf(path)?.kind !== 'manifest') return false;
  const paths = pathsOfFile(path);
  if (paths === null) return false;
  return ![paths.path, paths.gzipPath, paths.openPath, paths.sealingPath].some((one) => existsSync(one));
}

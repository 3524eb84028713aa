// Whether a folder can be written to, or made.

import { type Stats, accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';

export interface FolderState {
  readonly exists: boolean;
  readonly isFolder: boolean;
  /** For one that is missing: whether it could be made. */
  readonly isWritable: boolean;
  /** The folder itself, or the nearest above it that exists. */
  readonly nearest: string;
}

/** Nothing stands below a file: that is missing, too. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

export function folderState(path: string): FolderState {
  const stats = statsOf(path);
  let nearest = path;
  while (statsOf(nearest) === undefined && dirname(nearest) !== nearest) {
    nearest = dirname(nearest);
  }
  const isFolder = stats?.isDirectory() === true;
  return { exists: stats !== undefined, isFolder, isWritable: isWritable(nearest), nearest };
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

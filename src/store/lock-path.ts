// Where the lock of a data folder lies: one path per folder, however the folder is named, short enough for a socket.

import { createHash } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface LockPlace {
  readonly kind: 'socket' | 'pipe';
  readonly path: string;
}

/** Systems cut off at 104 to 108 bytes; a unique ending of 9 has to fit too. */
const MAX_PATH_BYTES = 90;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);

/**
 * Where to look and to bind, the first that works: in the folder itself, and in the system's temporary folder under a hash
 * of the real path (for long paths, and for file systems without sockets); on Windows a named pipe. The folder must exist.
 * Captures that share such a folder must also share TMPDIR.
 */
export const lockPlaces = (dataFolder: string, platform: NodeJS.Platform = process.platform): LockPlace[] =>
  placesOf(dataFolder, { inside: '.capture.sock', ending: '' }, platform);

/** Where a capture into the folder answers those who look at it, by the same rules. */
export const watchPlaces = (dataFolder: string, platform: NodeJS.Platform = process.platform): LockPlace[] =>
  placesOf(dataFolder, { inside: '.watch.sock', ending: '-watch' }, platform);

/** Paths to ask at: those of a data folder, or the socket that is named itself. None where there is no such folder. */
export function watchPaths(place: string): readonly string[] {
  const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? watchPlaces(place).map(({ path }) => path) : [place];
}

interface PlaceName {
  readonly inside: string;
  readonly ending: string;
}

function placesOf(dataFolder: string, name: PlaceName, platform: NodeJS.Platform): LockPlace[] {
  const real = realpathSync(dataFolder);
  if (platform === 'win32') {
    return [{ kind: 'pipe', path: `\\\\.\\pipe\\v13-${hashOf(real.toLowerCase())}${name.ending}` }];
  }
  const inside = join(real, name.inside);
  const distant = join(tmpdir(), `v13-${hashOf(real)}${name.ending}.sock`);
  const paths = Buffer.byteLength(inside) <= MAX_PATH_BYTES ? [inside, distant] : [distant];
  return paths.map((path) => ({ kind: 'socket', path }));
}

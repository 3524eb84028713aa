// Paths of files, for layers that use no Node modules themselves.

import { dirname, isAbsolute, join, relative, resolve } from 'node:path';

/** `path` as seen from `base`, absolute. */
export const resolvePath = (base: string, path: string): string => resolve(base, path);
export const folderOf = (path: string): string => dirname(path);
export const joinPath = (folder: string, name: string): string => join(folder, name);

/** Short name for messages: relative to the working directory where that is no detour. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === '' || short.startsWith('..') || isAbsolute(short) ? path : short;
}

// The project's own files as sources for the architecture rules.

import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sources } from './source.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDERS = ['bin', 'src', 'test', 'bench', 'soak', 'scripts'];
const CODE = /\.(ts|tsx|mjs|js)$/;

/** Path relative to the root → text, for every code file of the project; `root` is for trees made by tests. */
export function readSources(root: string = ROOT): Sources {
  const paths = [
    ...namesIn(root, false).map((name) => join(root, name)),
    ...FOLDERS.flatMap((folder) => namesIn(join(root, folder), true).map((name) => join(root, folder, name))),
  ].filter((path) => CODE.test(path));
  return new Map(paths.map((path) => [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')]));
}

function namesIn(folder: string, recursive: boolean): string[] {
  try {
    return readdirSync(folder, { recursive, encoding: 'utf8' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

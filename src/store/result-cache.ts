// Results that took long, kept by a hash of all that they depend on.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../platform/atomic-file.js';

/** A folder that begins with a dot: nobody takes what lies in it for a recording. */
const FOLDER = '.cache';

const pathOf = (dataFolder: string, kind: string, key: string): string => join(dataFolder, FOLDER, kind, `${key}.json`);

/** What was kept under a key, or null. A file that cannot be read is as good as none. */
export async function readCached(dataFolder: string, kind: string, key: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(pathOf(dataFolder, kind, key), 'utf8')) as unknown;
  } catch {
    return null;
  }
}

/** Throws StoreError (V13_STORE_WRITE). */
export const writeCached = (
  dataFolder: string,
  place: { readonly kind: string; readonly key: string },
  value: unknown,
): Promise<void> => writeFileAtomic(pathOf(dataFolder, place.kind, place.key), `${JSON.stringify(value)}\n`);

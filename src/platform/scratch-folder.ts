// A folder for what a run needs only while it runs: made beside the data, removed at the end.

import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder, storeError } from './atomic-file.js';
import { hasEnded, processMark } from './process-mark.js';

export interface ScratchFolder {
  readonly path: string;
  /** Removes it with everything in it. Never throws: what is left is swept by a later run. */
  remove(): Promise<void>;
}

const PREFIX = '.v13-scratch-';

/** Age from which such a folder is taken for what a killed run left behind. */
const STALE_MS = 86_400_000;

async function sweep(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(PREFIX))) {
    const path = join(parent, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    const [mark = ''] = name.slice(PREFIX.length).split('-');
    if (age > STALE_MS || hasEnded(mark)) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function makeIn(parent: string): Promise<ScratchFolder> {
  await makeFolder(parent);
  await sweep(parent);
  const path = await mkdtemp(join(parent, `${PREFIX}${processMark() ?? ''}-`));
  return {
    path,
    remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined),
  };
}

/**
 * In `named`, which is made where it is missing; else in `home` where that exists and can be written to; else in the
 * system's folder for such. Throws StoreError.
 */
export async function openScratchFolder(named: string | null, home: string): Promise<ScratchFolder> {
  // Data that may only be read can still be asked: what the run needs for itself goes elsewhere.
  const atHome = named === null && existsSync(home) ? await makeIn(home).catch(() => null) : null;
  if (atHome !== null) return atHome;
  const parent = named ?? tmpdir();
  return makeIn(parent).catch((cause: unknown) => {
    throw storeError(parent, cause);
  });
}

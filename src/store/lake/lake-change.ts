// A change of the lake: files that appear and files that go, together. What a crash cuts in two is finished at the next start.

import { mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, syncFolder, writeFileAtomic } from '../../platform/atomic-file.js';
import { DataError } from '../../platform/errors.js';
import { lakeWorkFolder } from '../catalog.js';

/** Paths are relative to the lake. */
export interface LakeChange {
  /** Whole files in the staging folder, and where they belong. */
  readonly add: readonly { readonly from: string; readonly to: string }[];
  readonly remove: readonly string[];
}

const STAGING = 'staging';
const CHANGES = 'changes';

/** A new folder for the files of the one change that is being made. Relative to the lake. */
export async function stagingFolder(lake: string, id: string): Promise<string> {
  const path = join(lakeWorkFolder(lake), STAGING, id);
  await makeFolder(path);
  return join('.work', STAGING, id);
}

const changePath = (lake: string, id: string): string => join(lakeWorkFolder(lake), CHANGES, `${id}.json`);

/**
 * Applies a change. Once its note is on disk it will happen, here or at the next start. Old files go first: a reader may
 * miss rows for a moment, but never sees a row twice.
 */
export async function applyChange(lake: string, id: string, change: LakeChange): Promise<void> {
  const note = changePath(lake, id);
  await writeFileAtomic(note, `${JSON.stringify(change)}\n`);
  await finishChange(lake, change);
  await rm(note, { force: true });
  await rm(join(lakeWorkFolder(lake), STAGING), { recursive: true, force: true });
}

async function finishChange(lake: string, { add, remove }: LakeChange): Promise<void> {
  const folders = new Set<string>();
  for (const path of remove) {
    await rm(join(lake, path), { force: true });
    folders.add(dirname(join(lake, path)));
  }
  for (const folder of folders) await syncFolder(folder);
  for (const { from, to } of add) {
    const target = join(lake, to);
    await makeFolder(dirname(target));
    if (await exists(join(lake, from))) await rename(join(lake, from), target);
    else if (!(await exists(target))) throw lostError(lake, from);
    folders.add(dirname(target));
  }
  for (const folder of folders) await syncFolder(folder);
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const lostError = (lake: string, file: string): DataError =>
  new DataError(`${join(lake, file)} is gone: a change of the lake cannot be finished`, {
    code: 'V13_LAKE_CHANGE_LOST',
    path: join(lake, file),
    hint: 'remove the file of this change under .work/changes, and convert the sources again into a new lake',
  });

/** Finishes changes that a crash interrupted, and drops what never became one. Needs the lock. Number of those finished. */
export async function recoverLake(lake: string): Promise<number> {
  const work = lakeWorkFolder(lake);
  const names = await readdir(join(work, CHANGES)).catch(() => []);
  const ids = names.filter((name) => /^[^.].*\.json$/.test(name)).map((name) => name.slice(0, -'.json'.length));
  for (const id of ids.sort()) {
    const change = JSON.parse(await readFile(changePath(lake, id), 'utf8')) as LakeChange;
    await finishChange(lake, change);
    await rm(changePath(lake, id), { force: true });
  }
  await rm(join(work, STAGING), { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  return ids.length;
}

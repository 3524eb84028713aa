// Where an import is written before it is whole: beside the raw folder, so that nobody ever reads half of one.

import { readdir, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { makeFolder, storeError, syncFolder } from '../../platform/atomic-file.js';
import { segmentPaths } from '../catalog.js';
import type { SealedSegment } from '../segment-file.js';

const FOLDER = '.import';

export interface Staging {
  /** Stands for the data folder while the segments are written. */
  readonly folder: string;
  /**
   * Moves whole segments to their places, the manifest of each last. Gives their paths relative to the data folder.
   * Throws StoreError; what was moved by then stays, and the next run of the same import replaces it by the same bytes.
   */
  publish(segments: readonly SealedSegment[]): Promise<string[]>;
  /** Removes everything that is left. Call it in `finally`. */
  discard(): Promise<void>;
}

/** What a killed run of the same import left is removed; runs of other processes that live are left alone. */
export async function openStaging(dataFolder: string, session: string): Promise<Staging> {
  const base = join(dataFolder, FOLDER);
  const folder = join(base, `${session}.${process.pid}`);
  for (const name of await readdir(base).catch(() => [])) {
    const owner = Number(/\.(\d+)$/.exec(name)?.[1] ?? 0);
    if (owner === process.pid || !isAlive(owner)) await rm(join(base, name), { recursive: true, force: true });
  }
  await makeFolder(folder).catch((cause: unknown) => {
    throw storeError(folder, cause);
  });
  return {
    folder,
    publish: (segments) => publishAll(dataFolder, segments),
    async discard() {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    },
  };
}

/** Whether a process of this number runs; one of another user does too. */
function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function publishAll(dataFolder: string, segments: readonly SealedSegment[]): Promise<string[]> {
  const published: string[] = [];
  for (const { path, manifestPath, manifest, session, segment } of segments) {
    const { venue, env, firstRecvUs } = manifest;
    const target = segmentPaths(dataFolder, { session, segment }, { venue, env, firstRecvUs });
    try {
      await makeFolder(target.folder);
      await rename(path, target.path);
      await rename(manifestPath, target.manifestPath);
      await syncFolder(target.folder);
    } catch (cause) {
      throw storeError(target.path, cause);
    }
    published.push(relative(dataFolder, target.path).replaceAll('\\', '/'));
  }
  return published;
}

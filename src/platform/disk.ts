// The disk under a path: how much of it is free.

import { statfsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface DiskSpace {
  /** Bytes that this user may still write. */
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Of the nearest folder above `path` that exists, itself included; null where the system does not say. */
export async function diskSpace(path: string): Promise<DiskSpace | null> {
  for (let at = path; ; at = dirname(at)) {
    try {
      return spaceOf(await statfs(at));
    } catch (cause) {
      if (!isMissing(cause) || dirname(at) === at) return null;
    }
  }
}

/** As diskSpace, at once. */
export function diskSpaceNow(path: string): DiskSpace | null {
  for (let at = path; ; at = dirname(at)) {
    try {
      return spaceOf(statfsSync(at));
    } catch (cause) {
      if (!isMissing(cause) || dirname(at) === at) return null;
    }
  }
}

const spaceOf = ({ bavail, blocks, bsize }: { bavail: number; blocks: number; bsize: number }): DiskSpace => ({
  freeBytes: bavail * bsize,
  totalBytes: blocks * bsize,
});

const isMissing = (cause: unknown): boolean => cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';

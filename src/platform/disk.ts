// The disk under a path: how much of it is free.

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
      const { bavail, blocks, bsize } = await statfs(at);
      return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? cause.code : null;
      if (code !== 'ENOENT' || dirname(at) === at) return null;
    }
  }
}

// What stands at a path: for outputs that must replace neither an input nor a file that somebody wants to keep.

import { type BigIntStats, statSync } from 'node:fs';

/** Null where nothing stands there, or where nobody may look. */
function statOf(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

/** Whether both paths lead to one existing file, links of either kind seen through. */
export function isSameFile(first: string, second: string): boolean {
  const [a, b] = [statOf(first), statOf(second)];
  return a !== null && b !== null && a.dev === b.dev && a.ino === b.ino;
}

/** `other` is a folder, a pipe or a device. */
export function whatStandsAt(path: string): 'nothing' | 'file' | 'other' {
  const stats = statOf(path);
  if (stats === null) return 'nothing';
  return stats.isFile() ? 'file' : 'other';
}

// How many files and sockets this process may have open.

import { readFileSync } from 'node:fs';

/** Null where the system does not say (only Linux does, without a program of its own). */
export function openFileLimit(read: () => string = () => readFileSync('/proc/self/limits', 'utf8')): number | null {
  try {
    const soft = /^Max open files\s+(\S+)/m.exec(read())?.[1];
    if (soft === 'unlimited') return Infinity;
    return soft === undefined ? null : Number(soft);
  } catch {
    return null;
  }
}

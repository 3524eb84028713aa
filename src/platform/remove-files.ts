// Removing files that are not wanted any more, for layers that use no Node modules themselves.

import { rm } from 'node:fs/promises';

/** Those that are gone already, or cannot be removed, are no reason to fail. */
export async function removeFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(path, { force: true }).catch(() => undefined);
}

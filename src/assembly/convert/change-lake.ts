// Work on the lake that no other writer may meet: the lock, and what a crash left, before it.

import { StoreError } from '../../platform/errors.js';
import { whatStandsAt } from '../../platform/file-identity.js';
import { folderOf } from '../../platform/paths.js';
import { recoverLake } from '../../store/lake/lake-change.js';
import { type LakeLockWish, takeLakeLock } from '../../store/lake/lake-lock.js';

/** Throws StoreError (V13_DATA_ROOT_FILE) where the data root of the lake is a file. */
export function checkDataRoot(lake: string): void {
  const root = folderOf(lake);
  if (whatStandsAt(root) !== 'file') return;
  throw new StoreError(`${root} is a file: a lake lies in a folder`, {
    code: 'V13_DATA_ROOT_FILE',
    hint: 'name a folder with --data',
    details: { path: root },
  });
}

/** Does nothing where there is no lake. Throws StoreError (V13_LAKE_LOCKED). */
export async function changeLake(wish: LakeLockWish, change: () => Promise<void>): Promise<void> {
  checkDataRoot(wish.lake);
  if (whatStandsAt(wish.lake) === 'nothing') return;
  const lock = await takeLakeLock(wish);
  try {
    await recoverLake(wish.lake);
    await change();
  } finally {
    await lock.release();
  }
}

// Work on the lake that no other writer may meet: the lock, and what a crash left, before it.

import { whatStandsAt } from '../../platform/file-identity.js';
import { recoverLake } from '../../store/lake/lake-change.js';
import { type LakeLockWish, takeLakeLock } from '../../store/lake/lake-lock.js';

/** Does nothing where there is no lake. Throws StoreError (V13_LAKE_LOCKED). */
export async function changeLake(wish: LakeLockWish, change: () => Promise<void>): Promise<void> {
  if (whatStandsAt(wish.lake) === 'nothing') return;
  const lock = await takeLakeLock(wish);
  try {
    await recoverLake(wish.lake);
    await change();
  } finally {
    await lock.release();
  }
}

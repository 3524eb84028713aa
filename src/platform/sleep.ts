// Waiting for a time that a signal can cut short.

import { setTimeout as timer } from 'node:timers/promises';

/** Resolves after `waitMs`; when the signal is aborted, before or meanwhile, rejects with its reason. */
export async function sleep(waitMs: number, signal: AbortSignal): Promise<void> {
  try {
    await timer(waitMs, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

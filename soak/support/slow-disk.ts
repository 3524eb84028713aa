// A disk that is slow below one folder: every write to a file there waits first. The rest of the process notices nothing.

import { readlinkSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** Folders and the wait of each write below them, ms. */
const slow = new Map<string, number>();
let isPatched = false;

function waitFor(handle: FileHandle): number {
  if (slow.size === 0) return 0;
  const path = readlinkSync(`/proc/self/fd/${handle.fd}`);
  for (const [folder, ms] of slow) if (path.startsWith(folder)) return ms;
  return 0;
}

/** Node gives no name to the class of file handles: it is taken from one of them. */
async function patch(): Promise<void> {
  const probe = await open(process.execPath);
  const kind = Object.getPrototypeOf(probe) as Pick<FileHandle, 'writev'>;
  await probe.close();
  if (isPatched) return;
  isPatched = true;
  const { writev } = kind;
  kind.writev = async function slowWritev(this: FileHandle, ...args: Parameters<FileHandle['writev']>) {
    const ms = waitFor(this);
    if (ms > 0) await wait(ms);
    return writev.apply(this, args);
  } as FileHandle['writev'];
}

/** Slows the writes below a folder until the function given back is called. Linux only. */
export async function slowDown(folder: string, writeMs: number): Promise<() => void> {
  await patch();
  slow.set(folder, writeMs);
  return () => void slow.delete(folder);
}

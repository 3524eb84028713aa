// What the system says about fsync: a few lines loaded into the capture's process note each call that has returned.

import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * The capture itself does not tell its synced offset from moment to moment. The size before a sync is a lower bound of what
 * it made safe; the line is written by one system call, so that it survives the kill that follows.
 */
const NOTE_SYNCS = `
import { open } from 'node:fs/promises';
import { openSync, writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
if (isMainThread && process.env.SOAK_SYNC_LOG !== undefined) {
  const log = openSync(process.env.SOAK_SYNC_LOG, 'a');
  const probe = await open(process.execPath);
  const methods = Object.getPrototypeOf(probe);
  await probe.close();
  for (const name of ['sync', 'datasync']) {
    const original = methods[name];
    methods[name] = async function () {
      const { ino, size } = await this.stat();
      await original.call(this);
      writeSync(log, ino + ' ' + size + ' ' + Date.now() + '\\n');
    };
  }
}
`;

/** Writes the script; gives the variables that a process wants which is to note its syncs in `logPath`. */
export function syncNotes(scriptPath: string, logPath: string): Readonly<Record<string, string>> {
  writeFileSync(scriptPath, NOTE_SYNCS);
  writeFileSync(logPath, '', { flag: 'a' });
  return { NODE_OPTIONS: `--import ${pathToFileURL(scriptPath).href}`, SOAK_SYNC_LOG: logPath };
}

export interface Synced {
  readonly bytes: number;
  readonly atMs: number;
}

/** By inode: the largest size that was synced, and when last. */
export function readSyncs(logPath: string): Map<number, Synced> {
  const syncs = new Map<number, Synced>();
  for (const line of readFileSync(logPath, 'utf8').split('\n')) {
    const [inode = 0, bytes = 0, atMs = 0] = line.split(' ').map(Number);
    if (atMs > 0) syncs.set(inode, { bytes: Math.max(bytes, syncs.get(inode)?.bytes ?? 0), atMs });
  }
  return syncs;
}

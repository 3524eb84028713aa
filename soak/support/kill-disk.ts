// The data folder between two captures: what stands there, what a loss of power makes of it, and what must be left of it.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PowerLoss } from './kill-plan.js';
import type { Synced } from './kill-sync-log.js';

const NEWLINE = 10;

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Paths of all files below `raw`, in order. */
export function rawFiles(dataFolder: string): string[] {
  const raw = join(dataFolder, 'raw');
  if (!existsSync(raw)) return [];
  const names = readdirSync(raw, { recursive: true, encoding: 'utf8' });
  return names
    .map((name) => join(raw, name))
    .filter((path) => /\.\w+$/.test(path))
    .sort();
}

/** `…/20240808T235415Z-8000-0003.ndjson.open` → `20240808T235415Z-8000`; half-written files begin with a point. */
export const sessionOf = (path: string): string => basename(path).replace(/^\./, '').slice(0, 21);

/** What a dead capture's open segment holds, and therefore what its recovery must make of it. */
export interface Leftover {
  readonly session: string;
  /** Path without its ending. */
  readonly base: string;
  readonly kill: number;
  /** Whole lines from its beginning: these bytes must become the sealed segment. */
  readonly keptBytes: number;
  readonly keptSha256: string;
  /** The capture had written its seal already. */
  readonly isSealed: boolean;
  /** Everything behind: these bytes must be moved aside. */
  readonly tailBytes: number;
  readonly tailSha256: string;
  /** Synced before the kill. */
  readonly syncedBytes: number;
  /** Written and not synced. */
  readonly unsyncedBytes: number;
  /** From the last sync to the kill, ms; null where there was none. */
  readonly unsyncedMs: number | null;
  /** Cut off by the loss of power. */
  readonly cutBytes: number;
}

function garbageOf({ garbage, bytes, pick }: PowerLoss, file: Buffer): Buffer {
  if (garbage === 'nothing') return Buffer.alloc(0);
  if (garbage === 'zeros') return Buffer.alloc(bytes);
  if (garbage === 'noise') return Buffer.from(Uint8Array.from({ length: bytes }, () => pick(256)));
  const older = file.subarray(0, file.indexOf(NEWLINE, Math.floor(file.length / 2)) + 1);
  return garbage === 'older lines' ? older : older.subarray(0, Math.floor(older.length / 2));
}

function commonLength(left: Buffer, right: Buffer): number {
  const most = Math.min(left.length, right.length);
  let at = 0;
  while (at < most && left[at] === right[at]) at++;
  return at;
}

export interface DeadCapture {
  readonly kill: number;
  readonly killMs: number;
  readonly power: PowerLoss | null;
  readonly syncs: ReadonlyMap<number, Synced>;
}

/** Lets the power fail where it is planned, and says what must be left of this open segment. */
export function leaveBehind(openPath: string, dead: DeadCapture): Leftover {
  const written = readFileSync(openPath);
  const synced = dead.syncs.get(statSync(openPath).ino) ?? null;
  const syncedBytes = synced?.bytes ?? 0;
  let after = written;
  let cutAt = written.length;
  if (dead.power !== null) {
    cutAt = syncedBytes + Math.floor((written.length - syncedBytes) * dead.power.share);
    after = Buffer.concat([written.subarray(0, cutAt), garbageOf(dead.power, written)]);
    writeFileSync(openPath, after);
  }
  // Garbage may by chance go on as the file did.
  const same = written.subarray(0, commonLength(written, after));
  const kept = same.subarray(0, same.lastIndexOf(NEWLINE) + 1);
  const tail = after.subarray(kept.length);
  const lastLine = kept.subarray(kept.lastIndexOf(NEWLINE, kept.length - 2) + 1).toString('utf8');
  return {
    session: sessionOf(openPath),
    base: openPath.slice(0, -'.ndjson.open'.length),
    kill: dead.kill,
    ...{ keptBytes: kept.length, keptSha256: sha256(kept) },
    isSealed: lastLine.includes(',"control":"seal",'),
    ...{ tailBytes: tail.length, tailSha256: sha256(tail), syncedBytes },
    unsyncedBytes: written.length - syncedBytes,
    unsyncedMs: synced === null ? null : dead.killMs - synced.atMs,
    cutBytes: written.length - cutAt,
  };
}

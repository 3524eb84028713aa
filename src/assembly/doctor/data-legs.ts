// The data root: whether it can be written, how much room and how fast the disk is, who captures and how the last one went.

import { type LegFinding, failed, passed, warned } from '../../core/quality/leg.js';
import { type DiskSpace, diskSpace } from '../../platform/disk.js';
import { type FolderState, folderState } from '../../platform/folder-state.js';
import { joinPath } from '../../platform/paths.js';
import { type SyncSpeed, measureSync } from '../../platform/sync-speed.js';
import { readTextFile } from '../../platform/text-file.js';
import { lockHolderOf } from '../../store/capture-lock.js';
import type { LockHolder } from '../../store/lock-holder.js';
import type { LegPlan } from './run-legs.js';

export interface DataFacts {
  readonly dataRoot: string;
  /** Wall clock, µs. */
  readonly nowUs: () => number;
  readonly signal: AbortSignal;
}

const GB = 1_000_000_000;
const bytesText = (bytes: number): string => `${(bytes / GB).toFixed(1)} GB`;

export function folderLeg(dataRoot: string, { exists, isFolder, isWritable, nearest }: FolderState): LegFinding {
  const figures = { path: dataRoot, exists, writable: isWritable };
  if (exists && !isFolder) return failed(`${dataRoot} is a file`, 'name a folder with --data', figures);
  if (!isWritable) {
    return failed(`${nearest} cannot be written to`, 'choose another folder with --data, or change its owner', figures);
  }
  return passed(exists ? dataRoot : `${dataRoot} does not exist yet and can be made`, figures);
}

/** A capture of one liquid symbol writes about 0.2 GB an hour, and ends by itself when less than 1 GB is free. */
const PLENTY = 10 * GB;
const LEAST = GB;

export function spaceLeg(space: DiskSpace | null): LegFinding {
  if (space === null) return warned('this file system does not tell its free space', 'watch it by other means');
  const { freeBytes, totalBytes } = space;
  const found = `${bytesText(freeBytes)} of ${bytesText(totalBytes)} free`;
  const figures = { freeBytes, totalBytes };
  if (freeBytes >= PLENTY) return passed(found, figures);
  const hint = 'make room, or name a folder on another disk with --data';
  return freeBytes < LEAST ? failed(found, hint, figures) : warned(found, hint, figures);
}

const TRIAL = { count: 40, bytes: 4_096, limitMs: 2_000 };
const SLOW_US = 100_000;
const TOO_SLOW_US = 1_000_000;

export function syncLeg({ count, p50Us, p95Us }: SyncSpeed): LegFinding {
  const ms = (us: number): string => (us / 1_000).toFixed(us < 10_000 ? 2 : 0);
  const found = `fsync of 4 KiB: p50 ${ms(p50Us)} ms, p95 ${ms(p95Us)} ms (${count} times)`;
  const figures = { count, p50Us, p95Us };
  if (p95Us <= SLOW_US) return passed(found, figures);
  const hint = 'a slow disk holds up the sockets; choose a local disk with --data, or --fsync segment';
  return p95Us > TOO_SLOW_US ? failed(found, hint, figures) : warned(found, hint, figures);
}

export function lockLeg(holder: LockHolder | 'unknown' | null): LegFinding {
  if (holder === null) return passed('no capture is running here', { running: false });
  if (holder === 'unknown') {
    return warned(
      'somebody holds the lock and does not answer',
      'a capture that is stopped or very busy; look for it',
      {
        running: null,
      },
    );
  }
  const { pid, session, command, since } = holder;
  const from = new Date(since / 1_000).toISOString().slice(0, 19);
  return passed(`a capture is running since ${from}Z: ${command}, process ${pid}`, { running: true, pid, session });
}

export interface LastMetrics {
  readonly writtenAtMs: number;
  readonly session: string;
  readonly env: string;
  /** Failure of the writer and holes left open, as counted. */
  readonly gapsOpen: number | null;
}

/** Metrics are written every ten seconds. */
const STALE_MS = 60_000;

export function lastCaptureLeg(last: LastMetrics | null, nowMs: number, isRunning: boolean): LegFinding {
  if (last === null) return passed('no capture has been here yet', { ageMs: null });
  const { session, env, gapsOpen, writtenAtMs } = last;
  const ageMs = Math.max(0, nowMs - writtenAtMs);
  const figures = { ageMs, session, env, gapsOpen };
  const ago = ageMs < 120_000 ? `${Math.round(ageMs / 1_000)} s` : `${(ageMs / 3_600_000).toFixed(1)} h`;
  const found = `${env.toUpperCase()} ${session}, last sign ${ago} ago, open holes in trades: ${gapsOpen ?? 'unknown'}`;
  if (isRunning && ageMs > STALE_MS) {
    return failed(found, 'it runs but writes no metrics any more: look into logs/ and at its memory and disk', figures);
  }
  if ((gapsOpen ?? 0) > 0) return warned(found, 'v13 verify lists the holes', figures);
  return passed(found, figures);
}

/** What metrics.json says; null where there is none, or none that can be read. */
export function parseMetrics(text: string): LastMetrics | null {
  try {
    const value = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    const { written_at_ms: at, session, env, trades } = value ?? {};
    if (typeof at !== 'number' || typeof session !== 'string' || typeof env !== 'string') return null;
    const open = (trades as { readonly gaps_open?: unknown } | undefined)?.gaps_open;
    return { writtenAtMs: at, session, env, gapsOpen: typeof open === 'number' ? open : null };
  } catch {
    return null;
  }
}

function lastMetrics(dataRoot: string): LastMetrics | null {
  const file = readTextFile(joinPath(dataRoot, 'metrics.json'));
  return file.kind === 'text' ? parseMetrics(file.text) : null;
}

export function dataLegs({ dataRoot, nowUs, signal }: DataFacts): LegPlan[] {
  const { nearest, exists, isFolder } = folderState(dataRoot);
  const folder: LegPlan = { group: 'data', name: 'folder', look: () => folderLeg(dataRoot, folderState(dataRoot)) };
  // Of a file nothing else can be told: not even whether somebody captures into it.
  if (exists && !isFolder) return [folder];
  return [
    folder,
    { group: 'data', name: 'space', look: async () => spaceLeg(await diskSpace(dataRoot)) },
    { group: 'data', name: 'fsync', look: async () => syncLeg(await measureSync(nearest, { ...TRIAL, signal })) },
    { group: 'data', name: 'lock', look: async () => lockLeg(await lockHolderOf(dataRoot)) },
    {
      group: 'data',
      name: 'last-capture',
      look: async () => lastCaptureLeg(lastMetrics(dataRoot), nowUs() / 1_000, (await lockHolderOf(dataRoot)) !== null),
    },
  ];
}

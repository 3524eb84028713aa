// At the start of a capture: finishes what dead captures left in the data folder, and says what was lost.

import { rm } from 'node:fs/promises';
import { InterruptedError, StoreError } from '../platform/errors.js';
import { storeError } from '../platform/atomic-file.js';
import { type Describe, type RecoveredSegment, recoverOpen, recoverUndescribed } from './recover-segment.js';
import { type SegmentEntry, listSegments } from './segment-list.js';

export interface RecoveryOptions {
  readonly dataFolder: string;
  /** Now, µs: what lies between a dead capture's last line and now was not captured. */
  readonly nowUs: number;
  /** Makes the certificate of each sealed segment; default: none, the manifest's certificate is null. */
  readonly describe?: Describe;
  readonly configHash?: (config: unknown) => string;
}

export interface RecoveryReport {
  /** Only those where something was to be done, by session and number. */
  readonly segments: readonly RecoveredSegment[];
  /** Segments that could not be recovered (the disk, permissions): they are tried again at the next start. */
  readonly failures: readonly { readonly path: string; readonly error: StoreError }[];
  /** Half-written files under temporary names that were removed. */
  readonly removedTemporary: readonly string[];
  /** Moved aside in all of them. */
  readonly tornBytes: number;
}

/**
 * The caller holds the capture lock: whoever wrote these files is dead. Flat memory, whatever the sizes. Killed and begun
 * again it gives the same files.
 */
export async function recoverSegments(options: RecoveryOptions): Promise<RecoveryReport> {
  const { dataFolder, nowUs, describe = null, configHash = null } = options;
  const { segments: entries, temporary } = await listSegments(dataFolder);
  for (const path of temporary) await rm(path, { force: true });
  const segments: RecoveredSegment[] = [];
  const failures: { path: string; error: StoreError }[] = [];
  for (const entry of entries) {
    const recover = workFor(entry);
    if (recover === null) continue;
    const { paths } = entry;
    const path = entry.open !== null ? paths.openPath : entry.sealing !== null ? paths.sealingPath : paths.path;
    try {
      segments.push(await recover({ entry, describe, configHash, nowUs }));
    } catch (cause) {
      if (cause instanceof InterruptedError) throw cause;
      failures.push({ path, error: cause instanceof StoreError ? cause : storeError(path, cause) });
    }
  }
  const tornBytes = segments.reduce((sum, segment) => sum + segment.tornBytes, 0);
  return { segments, failures, removedTemporary: temporary, tornBytes };
}

function workFor(entry: SegmentEntry): typeof recoverOpen | null {
  if (entry.open !== null || entry.sealing !== null) return recoverOpen;
  return entry.plain !== null && entry.manifest === null ? recoverUndescribed : null;
}

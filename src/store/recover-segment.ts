// Brings one segment of a dead capture to its end: tail aside, seal, final name, manifest.

import { open, rename, rm } from 'node:fs/promises';
import { storeError, syncFolder } from '../platform/atomic-file.js';
import { InterruptedError } from '../platform/errors.js';
import { type SealCheck, checkSeal, openSegment } from './check-seal.js';
import { type SegmentSummary, writeManifest } from './manifest.js';
import { type SessionHeader, parseSessionHeader } from './ndjson/session-header.js';
import { MAX_SEAL_BYTES, type Seal, sealLine } from './ndjson/seal-line.js';
import { cutTail } from './quarantine.js';
import { manifestOf } from './segment-file.js';
import { type SegmentEntry } from './segment-list.js';
import { type SegmentScan, scanSegment } from './segment-scan.js';

/** Derives the certificate of a sealed segment from its bytes; null where nobody can. */
export type Describe = (path: string) => Promise<unknown>;

export interface RecoveredSegment {
  readonly session: string;
  readonly segment: number;
  /** Path under which the whole part lies now; null where there was none. */
  readonly path: string | null;
  /**
   * `sealed`: it was open. `described`: it was sealed, and its manifest missing. `empty`: it held no whole line.
   * `damaged`: it bears its final name and disagrees with its seal, or bears two names: left as it is, for `verify`.
   */
  readonly outcome: 'sealed' | 'described' | 'empty' | 'damaged';
  /** Of the segment as it is now, seal included. */
  readonly lines: number;
  readonly bytes: number;
  /** Moved aside into `….torn`. */
  readonly tornBytes: number;
  readonly firstRecvUs: number | null;
  readonly lastRecvUs: number | null;
  /** From the last line to now, µs: what was not captured; null where there was no line. */
  readonly missedUs: number | null;
  /** Why the tail was cut, or what disagrees. */
  readonly reason: string | null;
  /** Why the certificate is null, where `describe` failed. */
  readonly describeError: string | null;
}

export interface RecoveryTask {
  readonly entry: SegmentEntry;
  readonly describe: Describe | null;
  /** Hash of the configuration in a session header, 64 hex digits. */
  readonly configHash: ((config: unknown) => string) | null;
  readonly nowUs: number;
}

/**
 * An unsealed segment. Killed at any point and begun again, it ends with the same bytes: `.open` means that what stands
 * behind the whole part is the dead capture's and is moved aside; `.sealing`, that it is the seal recovery was writing.
 * Throws StoreError.
 */
export async function recoverOpen(task: RecoveryTask): Promise<RecoveredSegment> {
  const { entry } = task;
  const { open: opened, sealing, plain, gzip, paths } = entry;
  if ([opened, sealing, plain, gzip].filter((bytes) => bytes !== null).length > 1) {
    const reason = 'another file of the same segment stands beside it';
    return outcomeOf(task, { outcome: 'damaged', check: null, tornBytes: 0, reason });
  }
  const path = opened === null ? paths.sealingPath : paths.openPath;
  const scan = await scanSegment(path);
  const tornBytes = await cutTail({
    paths,
    path,
    wholeBytes: scan.bytes,
    ownBytes: opened === null ? MAX_SEAL_BYTES : 0,
  });
  if (scan.lines === 0) {
    await rm(path, { force: true });
    return outcomeOf(task, { outcome: 'empty', check: null, tornBytes, reason: scan.damage });
  }
  try {
    if (opened !== null) await rename(path, paths.sealingPath);
    await syncFolder(paths.folder);
    await finishFile(paths.sealingPath, scan.seal === null ? recoverySeal(scan, entry.segment, tornBytes) : '');
    await rename(paths.sealingPath, paths.path);
    await syncFolder(paths.folder);
  } catch (cause) {
    throw storeError(paths.path, cause);
  }
  return describeSegment(task, { outcome: 'sealed', tornBytes, reason: opened === null ? null : scan.damage });
}

/** A segment under its final name without a manifest. Throws StoreError. */
export const recoverUndescribed = (task: RecoveryTask): Promise<RecoveredSegment> =>
  describeSegment(task, { outcome: 'described', tornBytes: 0, reason: null });

function recoverySeal(scan: SegmentScan, segment: number, tornBytes: number): string {
  const { lines, bytes, sha256 } = scan;
  const recvUs = (scan.lastRecvUs ?? 0) + 1;
  return sealLine({ recvUs, segment, lines, bytes, sha256, state: 'recovered', tornBytes });
}

async function finishFile(path: string, seal: string): Promise<void> {
  const handle = await open(path, 'a');
  try {
    if (seal !== '') await handle.appendFile(seal);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function describeSegment(task: RecoveryTask, found: Omit<Outcome, 'check'>): Promise<RecoveredSegment> {
  const { entry, describe } = task;
  const { paths, session, segment } = entry;
  const check = await checkSeal(paths.path);
  const { seal, verdict, faults } = check;
  if (seal === null || verdict !== 'found') {
    return outcomeOf(task, { ...found, outcome: 'damaged', check, reason: faults.join('; ') });
  }
  const described = await certificateOf(paths.path, describe);
  const facts = { ...check, session, segment, paths, ...timesOf(check, seal), state: seal.state };
  const summary = summaryOf(task, await headerOf(paths.path), described.certificate);
  await writeManifest(paths.manifestPath, manifestOf({ ...facts, tornBytes: seal.tornBytes }, summary));
  const tornBytes = Math.max(seal.tornBytes, found.tornBytes);
  return { ...outcomeOf(task, { ...found, check, tornBytes }), describeError: described.error };
}

const timesOf = (check: SealCheck, seal: Seal): { firstRecvUs: number; lastRecvUs: number } => ({
  firstRecvUs: check.firstRecvUs ?? seal.recvUs,
  lastRecvUs: check.lastRecvUs ?? seal.recvUs,
});

/** A certificate that cannot be derived is no reason to leave the segment without its hashes. */
async function certificateOf(
  path: string,
  describe: Describe | null,
): Promise<{ certificate: unknown; error: string | null }> {
  try {
    return { certificate: describe === null ? null : ((await describe(path)) ?? null), error: null };
  } catch (error) {
    // Interrupted: without a manifest the next start tries again; with an empty one nobody would.
    if (error instanceof InterruptedError || (error instanceof Error && error.name === 'AbortError')) throw error;
    return { certificate: null, error: error instanceof Error ? error.message : String(error) };
  }
}

function summaryOf(task: RecoveryTask, header: SessionHeader | null, certificate: unknown): SegmentSummary {
  const { venue, env } = task.entry;
  const { host = null, software = null, config = null } = header ?? {};
  const configHash = config === null || task.configHash === null ? null : task.configHash(config);
  return { venue, env, host, software, configHash, clockOffset: null, certificate, digest: null };
}

/** The session header in the first line, where it is one. */
async function headerOf(path: string): Promise<SessionHeader | null> {
  const chunks = openSegment(path)[Symbol.asyncIterator]();
  const first = await chunks.next();
  await chunks.return?.();
  if (first.done === true) return null;
  const bytes = Buffer.from(first.value);
  return parseSessionHeader(bytes.toString('utf8', 0, Math.max(0, bytes.indexOf(10))));
}

interface Outcome {
  readonly outcome: RecoveredSegment['outcome'];
  readonly check: SealCheck | null;
  readonly tornBytes: number;
  readonly reason: string | null;
}

function outcomeOf({ entry, nowUs }: RecoveryTask, { outcome, check, tornBytes, reason }: Outcome): RecoveredSegment {
  const { session, segment, paths } = entry;
  const { lines = 0, bytes = 0, firstRecvUs = null, lastRecvUs = null } = check ?? {};
  const missedUs = lastRecvUs === null ? null : Math.max(0, nowUs - lastRecvUs);
  const path = outcome === 'empty' ? null : paths.path;
  return {
    ...{ session, segment, path, outcome, lines, bytes, tornBytes, firstRecvUs, lastRecvUs, missedUs, reason },
    describeError: null,
  };
}

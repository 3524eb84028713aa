// Deletes the oldest sealed segments of a data folder when they are too old, or too many bytes.

import { rm, rmdir } from 'node:fs/promises';
import { readManifest } from './manifest.js';
import { type SegmentEntry, listSegments } from './segment-list.js';

export interface RetentionPolicy {
  /** Segments whose last line is older go; null: no limit. */
  readonly maxAgeUs: number | null;
  /** The oldest go until all files together are within it; null: no limit. */
  readonly maxBytes: number | null;
  /** Sealed segments of the current session that stay in any case. */
  readonly keepSegments: number;
}

export interface RetentionWish {
  readonly dataFolder: string;
  readonly policy: RetentionPolicy;
  readonly nowUs: number;
  /** Session of the capture under way; null where there is none. */
  readonly session: string | null;
  /** Kept by the caller from one call to the next, so that no manifest is read twice. */
  readonly ages?: SegmentAges;
}

/** Time of the last line by path of the manifest, µs. One that could not be read is tried again by the next call. */
export type SegmentAges = Map<string, number>;

export interface RemovedSegment {
  readonly session: string;
  readonly segment: number;
  readonly path: string;
  /** Of all its files. */
  readonly bytes: number;
  readonly lastRecvUs: number;
  readonly reason: 'age' | 'bytes';
}

export interface RetentionReport {
  readonly removed: readonly RemovedSegment[];
  /** What could not be removed; its files are whole, or its manifest still stands. */
  readonly failures: readonly { readonly path: string; readonly reason: string }[];
  readonly keptBytes: number;
}

interface Candidate {
  readonly entry: SegmentEntry;
  readonly lastRecvUs: number;
}

/** Only sealed segments with a readable manifest are ever touched. */
export async function applyRetention(wish: RetentionWish): Promise<RetentionReport> {
  const { policy, nowUs } = wish;
  const { segments } = await listSegments(wish.dataFolder);
  let keptBytes = segments.reduce((sum, { bytes }) => sum + bytes, 0);
  const removed: RemovedSegment[] = [];
  const failures: { path: string; reason: string }[] = [];
  for (const candidate of await candidatesOf(segments, wish)) {
    const { entry, lastRecvUs } = candidate;
    const isOld = policy.maxAgeUs !== null && nowUs - lastRecvUs > policy.maxAgeUs;
    if (!isOld && (policy.maxBytes === null || keptBytes <= policy.maxBytes)) continue;
    const { session, segment, bytes, paths } = entry;
    const path = entry.plain === null && entry.gzip !== null ? paths.gzipPath : paths.path;
    try {
      await removeFiles(entry);
      wish.ages?.delete(paths.manifestPath);
      keptBytes -= bytes;
      removed.push({ session, segment, path, bytes, lastRecvUs, reason: isOld ? 'age' : 'bytes' });
    } catch (error) {
      failures.push({ path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { removed, failures, keptBytes };
}

/** Oldest first. A manifest whose data are gone (a removal that was interrupted) is one too. */
async function candidatesOf(segments: readonly SegmentEntry[], wish: RetentionWish): Promise<Candidate[]> {
  const current = segments.filter((entry) => entry.session === wish.session && isSealed(entry));
  const kept = new Set(wish.policy.keepSegments > 0 ? current.slice(-wish.policy.keepSegments) : []);
  const found: Candidate[] = [];
  for (const entry of segments.filter((one) => isSealed(one) && !kept.has(one))) {
    const lastRecvUs = await ageOf(entry, wish.ages ?? new Map<string, number>());
    if (lastRecvUs !== null) found.push({ entry, lastRecvUs });
  }
  return found.sort((a, b) => a.lastRecvUs - b.lastRecvUs);
}

/** A finished segment does not change, nor does what its manifest says. */
async function ageOf({ paths: { manifestPath } }: SegmentEntry, ages: SegmentAges): Promise<number | null> {
  const known = ages.get(manifestPath);
  if (known !== undefined) return known;
  const manifest = await readManifest(manifestPath).catch(() => null);
  if (manifest === null) return null;
  ages.set(manifestPath, manifest.lastRecvUs);
  return manifest.lastRecvUs;
}

const isSealed = (entry: SegmentEntry): boolean =>
  entry.manifest !== null && entry.open === null && entry.sealing === null;

/** The manifest last: while it stands, an interrupted removal is known and finished by the next one. */
async function removeFiles({ paths, torn }: SegmentEntry): Promise<void> {
  for (const path of [paths.path, paths.gzipPath, ...torn.map((file) => file.path), paths.manifestPath]) {
    await rm(path, { force: true });
  }
  // Only an empty folder goes.
  await rmdir(paths.folder).catch(() => undefined);
}

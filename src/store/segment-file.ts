// One segment on disk while it is written: appends, syncs, the running hash, and the steps that seal it.

import { type Hash, createHash } from 'node:crypto';
import { access, open, rename, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { makeFolder, storeError, syncFolder } from '../platform/atomic-file.js';
import { StoreError } from '../platform/errors.js';
import { type SegmentKey, type SegmentPaths } from './catalog.js';
import { MANIFEST_SCHEMA, type Manifest, type SegmentSummary, writeManifest } from './manifest.js';
import { lastLineStart, lineTimeUs } from './ndjson/line-time.js';
import { sealLine, type SealState } from './ndjson/seal-line.js';

export interface SealedSegment extends SegmentKey {
  readonly path: string;
  readonly manifestPath: string;
  readonly manifest: Manifest;
}

export interface OpenSegment extends SegmentKey {
  readonly paths: SegmentPaths;
  readonly handle: FileHandle;
  readonly hash: Hash;
  /** Handed to the operating system for sure. */
  bytes: number;
  lines: number;
  /** On the disk for sure: nothing before this offset is lost with the power. */
  syncedBytes: number;
  firstRecvUs: number;
  lastRecvUs: number;
}

/** Creates the folder and the `.open` file; never opens one that exists. Throws StoreError. */
export async function createSegment(paths: SegmentPaths, key: SegmentKey, firstRecvUs: number): Promise<OpenSegment> {
  const { folder, path, openPath } = paths;
  try {
    await makeFolder(folder);
    const exists = await access(path).then(
      () => true,
      () => false,
    );
    if (exists) throw new StoreError(`${path} exists`, { code: 'V13_STORE_EXISTS', details: { path } });
    const handle = await open(openPath, 'ax');
    await syncFolder(folder);
    const counts = { bytes: 0, lines: 0, syncedBytes: 0, firstRecvUs, lastRecvUs: firstRecvUs };
    return { ...key, paths, handle, hash: createHash('sha256'), ...counts };
  } catch (cause) {
    throw cause instanceof StoreError ? cause : storeError(openPath, cause);
  }
}

/** Appends whole lines in one call where the system takes them in one. Throws StoreError; `bytes` tells how far it got. */
export async function writeChunks(segment: OpenSegment, chunks: readonly Uint8Array[], lines: number): Promise<void> {
  let left = chunks;
  while (left.length > 0) {
    let written: number;
    try {
      written = (await segment.handle.writev(left)).bytesWritten;
    } catch (cause) {
      throw storeError(segment.paths.openPath, cause);
    }
    left = noteWritten(segment, left, written);
  }
  segment.lines += lines;
  const last = chunks.at(-1);
  if (last !== undefined) segment.lastRecvUs = lineTimeUs(last, lastLineStart(last)) ?? segment.lastRecvUs;
}

/** Hashes what was written and gives what was not. */
function noteWritten(segment: OpenSegment, chunks: readonly Uint8Array[], written: number): readonly Uint8Array[] {
  segment.bytes += written;
  let rest = written;
  for (const [i, chunk] of chunks.entries()) {
    if (rest < chunk.length) {
      segment.hash.update(chunk.subarray(0, rest));
      return [chunk.subarray(rest), ...chunks.slice(i + 1)];
    }
    segment.hash.update(chunk);
    rest -= chunk.length;
  }
  return [];
}

/** Makes everything written so far survive a loss of power. Throws StoreError. */
export async function syncSegment(segment: OpenSegment): Promise<void> {
  const { bytes } = segment;
  try {
    await segment.handle.datasync();
  } catch (cause) {
    throw storeError(segment.paths.openPath, cause);
  }
  segment.syncedBytes = bytes;
}

export interface SealWish {
  readonly summary: SegmentSummary;
  readonly state: SealState;
  readonly tornBytes: number;
  /** Receive time for the seal, µs; null, or not after the last line: the last line's + 1. */
  readonly sealUs: number | null;
  /** No segment of the session follows. */
  readonly last: boolean;
}

/**
 * Seal line, fsync, rename, fsync of the folder, manifest: in this order, so that a crash between two steps leaves what
 * the next start can finish. Throws StoreError.
 */
export async function sealSegment(segment: OpenSegment, wish: SealWish): Promise<SealedSegment> {
  const { state, tornBytes, summary, last } = wish;
  const { lines, bytes, lastRecvUs, paths, handle } = segment;
  const sha256 = segment.hash.copy().digest('hex');
  const recvUs = Math.max(wish.sealUs ?? 0, lastRecvUs + 1);
  const line = sealLine({ recvUs, segment: segment.segment, lines, bytes, sha256, state, tornBytes, last });
  await writeChunks(segment, [Buffer.from(line)], 1);
  segment.lastRecvUs = lastRecvUs;
  try {
    await handle.sync();
    segment.syncedBytes = segment.bytes;
    await handle.close();
    await rename(paths.openPath, paths.path);
    await syncFolder(paths.folder);
  } catch (cause) {
    throw storeError(paths.path, cause);
  }
  const manifest = manifestOf({ ...segment, state, tornBytes, sha256: segment.hash.digest('hex') }, summary);
  await writeManifest(paths.manifestPath, manifest);
  const { session, segment: number } = segment;
  return { session, segment: number, path: paths.path, manifestPath: paths.manifestPath, manifest };
}

/** What the bytes of a sealed segment say of themselves. */
export interface SegmentFacts extends SegmentKey {
  readonly paths: SegmentPaths;
  readonly bytes: number;
  readonly lines: number;
  readonly sha256: string;
  readonly firstRecvUs: number;
  readonly lastRecvUs: number;
  readonly state: SealState;
  readonly tornBytes: number;
}

export function manifestOf(facts: SegmentFacts, summary: SegmentSummary): Manifest {
  const { session, segment, paths, bytes, lines, sha256, firstRecvUs, lastRecvUs, state, tornBytes } = facts;
  const { venue, env, host, software, configHash, clockOffset, certificate, digest } = summary;
  return {
    schema: MANIFEST_SCHEMA,
    ...{ session, segment, venue, env, host, file: basename(paths.path), bytes, lines, sha256, packed: null },
    ...{ firstRecvUs, lastRecvUs, state, tornBytes, software, configHash, clockOffset, digest, certificate },
  };
}

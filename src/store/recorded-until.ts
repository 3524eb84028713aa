// The segments of one session that can be read now, and how far the newest of them is on disk.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { lastLineStart, lineTimeUs } from './ndjson/line-time.js';
import { type SegmentEntry, listSegments } from './segment-list.js';

/** The file of a segment that holds its lines; null where there is none. */
function fileOf({ paths, plain, gzip, sealing, open }: SegmentEntry): string | null {
  if (plain !== null) return paths.path;
  if (gzip !== null) return paths.gzipPath;
  if (sealing !== null) return paths.sealingPath;
  return open === null ? null : paths.openPath;
}

/** In their order; empty where the session is not there. Rejects where the folder cannot be read. */
export async function filesOfSession(dataRoot: string, session: string): Promise<readonly string[]> {
  const { segments } = await listSegments(dataRoot);
  return segments.filter((one) => one.session === session).flatMap((one) => fileOf(one) ?? []);
}

const TAIL_BYTES = 256 * 1024;

/** Receive time of the last whole line of a file that is being written, µs; null where its end tells none. */
export function recordedUntilUs(path: string): number | null {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const bytes = new Uint8Array(Math.min(size, TAIL_BYTES));
    const read = readSync(file, bytes, 0, bytes.length, size - bytes.length);
    // What stands behind the last line feed is half a line.
    const end = bytes.subarray(0, read).lastIndexOf(0x0a) + 1;
    return end === 0 ? null : lineTimeUs(bytes, lastLineStart(bytes, end));
  } finally {
    closeSync(file);
  }
}

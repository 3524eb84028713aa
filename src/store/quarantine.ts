// Moves the damaged end of a segment into a file beside it. Nothing is deleted that anybody but recovery itself wrote.

import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createAtomicFile, storeError } from '../platform/atomic-file.js';
import { type SegmentPaths } from './catalog.js';
import { nextTornPath, tornFiles } from './segment-list.js';

export interface TailCut {
  readonly paths: SegmentPaths;
  /** The unsealed file. */
  readonly path: string;
  /** Bytes of it that are whole; the rest is the tail. */
  readonly wholeBytes: number;
  /** A tail of up to this many bytes is recovery's own unfinished seal, and no loss. */
  readonly ownBytes: number;
}

/**
 * Copies the tail to `….torn` (durable), then cuts it off. Gives all bytes moved aside from this segment, in this call or
 * in one that was killed after it: the same however often it is interrupted.
 */
export async function cutTail({ paths, path, wholeBytes, ownBytes }: TailCut): Promise<number> {
  const size = (await stat(path)).size;
  let torn = await tornFiles(paths);
  if (size > wholeBytes) {
    const tail = { path, from: wholeBytes, bytes: size - wholeBytes };
    if (tail.bytes > ownBytes && !(await isKept(tail, torn))) await copyTail(tail, nextTornPath(paths, torn.length));
    await truncateTo(path, wholeBytes);
    torn = await tornFiles(paths);
  }
  return torn.reduce((total, { bytes }) => total + bytes, 0);
}

interface Tail {
  readonly path: string;
  readonly from: number;
  readonly bytes: number;
}

const readFrom = (path: string, from: number): AsyncIterable<Buffer> =>
  createReadStream(path, { start: from, highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>;

/** Whether the last file moved aside holds exactly this tail: the killed recovery had not cut it off yet. */
async function isKept(tail: Tail, torn: readonly { path: string; bytes: number }[]): Promise<boolean> {
  const last = torn.at(-1);
  if (last?.bytes !== tail.bytes) return false;
  const kept = readFrom(last.path, 0)[Symbol.asyncIterator]();
  for await (const chunk of readFrom(tail.path, tail.from)) {
    const other = await kept.next();
    if (other.done === true || !chunk.equals(other.value)) return false;
  }
  return true;
}

async function copyTail(tail: Tail, target: string): Promise<void> {
  const file = await createAtomicFile(target);
  try {
    for await (const chunk of readFrom(tail.path, tail.from)) await file.write(chunk);
    await file.commit();
  } finally {
    await file.discard();
  }
}

async function truncateTo(path: string, bytes: number): Promise<void> {
  try {
    const handle = await open(path, 'r+');
    try {
      await handle.truncate(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw storeError(path, cause);
  }
}

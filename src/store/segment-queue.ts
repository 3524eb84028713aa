// What waits to be written: bytes in order of arrival, and between them the places where one segment ends.

import { type SegmentSummary } from './manifest.js';

/** One trip to the disk at most. */
const BATCH_BYTES = 4 * 1024 * 1024;
/** The operating system takes up to 1024 buffers a call. */
const BATCH_CHUNKS = 512;

export interface Batch {
  readonly kind: 'batch';
  readonly chunks: Uint8Array[];
  bytes: number;
  lines: number;
}
export interface SealJob {
  readonly kind: 'seal';
  readonly summary: SegmentSummary;
  /** Receive time for the seal, µs, where the caller has stamped one. */
  readonly sealUs: number | null;
  /** The session ends with it. */
  readonly last: boolean;
}
export type Job = Batch | SealJob;

interface Chunk {
  readonly kind: 'chunk';
  readonly bytes: Uint8Array;
  readonly lines: number;
}

/** Unbounded by itself: the writer says when it is full, and its caller stops reading. */
export interface SegmentQueue {
  items: (Chunk | SealJob)[];
  /** Place of the next item; what is before it is done. */
  head: number;
  /** What is queued or on its way to the disk. */
  bytes: number;
  chunks: number;
  lines: number;
  seals: number;
}

export const initSegmentQueue = (): SegmentQueue => ({ items: [], head: 0, bytes: 0, chunks: 0, lines: 0, seals: 0 });

/** Lets go of everything: nobody is left to write it. */
export function clearQueue(queue: SegmentQueue): void {
  Object.assign(queue, initSegmentQueue());
}

export function queueBytes(queue: SegmentQueue, bytes: Uint8Array, lines: number): void {
  queue.items.push({ kind: 'chunk', bytes, lines });
  queue.bytes += bytes.length;
  queue.chunks++;
  queue.lines += lines;
}

export function queueSeal(queue: SegmentQueue, job: SealJob): void {
  queue.items.push(job);
  queue.seals++;
}

/** The next thing to do, or null. It counts as queued until `finishJob`. */
export function nextJob(queue: SegmentQueue): Job | null {
  const first = queue.items[queue.head];
  if (first === undefined) return null;
  if (first.kind === 'seal') {
    advance(queue, 1);
    return first;
  }
  const batch: Batch = { kind: 'batch', chunks: [], bytes: 0, lines: 0 };
  for (let at = queue.head; batch.chunks.length < BATCH_CHUNKS && batch.bytes < BATCH_BYTES; at++) {
    const item = queue.items[at];
    if (item?.kind !== 'chunk') break;
    batch.chunks.push(item.bytes);
    batch.bytes += item.bytes.length;
    batch.lines += item.lines;
  }
  advance(queue, batch.chunks.length);
  return batch;
}

function advance(queue: SegmentQueue, count: number): void {
  queue.head += count;
  if (queue.head === queue.items.length) {
    queue.items = [];
    queue.head = 0;
  } else if (queue.head > 4096) {
    queue.items = queue.items.slice(queue.head);
    queue.head = 0;
  }
}

export function finishJob(queue: SegmentQueue, job: Job): void {
  if (job.kind === 'seal') {
    queue.seals--;
    return;
  }
  queue.bytes -= job.bytes;
  queue.chunks -= job.chunks.length;
  queue.lines -= job.lines;
}

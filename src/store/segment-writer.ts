// Writes the raw lines of one session into segments: in order, one write at a time, synced, sealed and described.

import { makeFolder, storeError } from '../platform/atomic-file.js';
import { type StoreError, invariant } from '../platform/errors.js';
import { rawFolder } from './catalog.js';
import { DEFAULT_MIN_FREE_BYTES, DiskGuard, freeBytesAt } from './disk-guard.js';
import { lineTimeUs } from './ndjson/line-time.js';
import { depthOf, initQueueDepth, noteDepth } from './queue-depth.js';
import { SegmentDisk } from './segment-disk.js';
import { type SealedSegment } from './segment-file.js';
import {
  type Batch,
  type Job,
  clearQueue,
  finishJob,
  initSegmentQueue,
  nextJob,
  queueBytes,
  queueSeal,
} from './segment-queue.js';
import {
  type FsyncPolicy,
  type SegmentEnd,
  type SegmentWriterOptions,
  type WriterState,
  DEFAULT_FSYNC,
  DEFAULT_QUEUE_BYTES,
} from './writer-options.js';

export interface SegmentWriter {
  readonly session: string;
  /**
   * Queues whole lines (the last byte is a line feed; a segment's first line begins with its receive time). The memory is
   * the writer's until `onWritten`. Order is kept, nothing is dropped, a full queue is no error: the caller stops reading.
   */
  append(bytes: Uint8Array, lines: number): void;
  /** Ends the segment after what was appended, and begins the next one with these lines. */
  rotate(head: Uint8Array, lines: number, end: SegmentEnd): void;
  readonly isFull: boolean;
  /** Appended to the current segment, for the decision to rotate. */
  readonly segmentBytes: number;
  readonly state: () => WriterState;
  /** Resolves when the queue is not full; rejects with the StoreError when the writer has failed. */
  drained(): Promise<void>;
  /** Writes, seals and describes what is left; null where nothing was ever appended. Rejects with the StoreError. */
  close(end: SegmentEnd): Promise<SealedSegment | null>;
}

/** Makes the folder and looks at the disk; the first file appears with the first bytes. Throws StoreError. */
export async function openSegmentWriter(options: SegmentWriterOptions): Promise<SegmentWriter> {
  const folder = rawFolder(options.dataFolder);
  await makeFolder(folder).catch((cause: unknown) => {
    throw storeError(folder, cause);
  });
  const guard = new DiskGuard({
    folder,
    minFreeBytes: options.minFreeBytes ?? DEFAULT_MIN_FREE_BYTES,
    segmentBytes: options.segmentBytes,
    freeBytes: options.freeBytes ?? freeBytesAt,
    onLow: (freeBytes, neededBytes) => options.onTrouble?.({ kind: 'lowDisk', freeBytes, neededBytes }),
  });
  await guard.check();
  return new Writer(options, guard);
}

/** Small pieces are gathered up to this size or time: one trip to the disk costs as much as thousands of lines. */
const GATHER_BYTES = 256 * 1024;
const GATHER_MS = 25;

interface Waiter<Value> {
  resolve(value: Value): void;
  reject(error: StoreError): void;
}

class Writer implements SegmentWriter {
  readonly session: string;
  readonly #options: SegmentWriterOptions;
  readonly #guard: DiskGuard;
  readonly #disk: SegmentDisk;
  readonly #fsync: FsyncPolicy;
  readonly #limit: number;
  readonly #queue = initSegmentQueue();
  readonly #depth = initQueueDepth();
  #gatherTimer: NodeJS.Timeout | null = null;
  #syncTimer: NodeJS.Timeout | null = null;
  #flushDue = false;
  #syncDue = false;
  #running = false;
  /** What was appended to the current segment, queued or written. */
  #appended = { segment: 0, bytes: 0, lines: 0 };
  #isFull = false;
  readonly #drainWaiters: Waiter<void>[] = [];
  #closing: Promise<SealedSegment | null> | null = null;
  #closeWaiter: Waiter<SealedSegment | null> | null = null;
  #failed: StoreError | null = null;
  #lost = { bytes: 0, lines: 0 };

  constructor(options: SegmentWriterOptions, guard: DiskGuard) {
    this.session = options.session;
    this.#options = options;
    this.#guard = guard;
    this.#disk = new SegmentDisk(options);
    this.#fsync = options.fsync ?? DEFAULT_FSYNC;
    this.#limit = options.queueBytes ?? DEFAULT_QUEUE_BYTES;
  }

  get isFull(): boolean {
    return this.#isFull;
  }
  get segmentBytes(): number {
    return this.#appended.bytes;
  }

  append(bytes: Uint8Array, lines: number): void {
    invariant(this.#closing === null, 'nothing is appended to a closed writer');
    if (bytes.length === 0) return;
    if (this.#appended.bytes === 0) invariant(lineTimeUs(bytes) !== null, 'a segment begins with a raw line');
    this.#appended.bytes += bytes.length;
    this.#appended.lines += lines;
    if (this.#failed !== null) {
      this.#lost = { bytes: this.#lost.bytes + bytes.length, lines: this.#lost.lines + lines };
      return;
    }
    queueBytes(this.#queue, bytes, lines);
    noteDepth(this.#depth, this.#queue.chunks, this.#queue.bytes);
    if (this.#queue.bytes >= this.#limit) this.#isFull = true;
    this.#kick();
  }

  rotate(head: Uint8Array, lines: number, end: SegmentEnd): void {
    if (this.#appended.bytes > 0) {
      this.#endSegment(end, false);
      this.#appended = { segment: this.#appended.segment + 1, bytes: 0, lines: 0 };
    }
    this.append(head, lines);
  }

  drained(): Promise<void> {
    if (this.#failed !== null) return Promise.reject(this.#failed);
    if (!this.#isFull) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#drainWaiters.push({ resolve, reject });
    });
  }

  close(end: SegmentEnd): Promise<SealedSegment | null> {
    if (this.#closing !== null) return this.#closing;
    this.#guard.stop();
    if (this.#appended.bytes > 0) this.#endSegment(end, true);
    this.#closing = new Promise((resolve, reject) => {
      this.#closeWaiter = { resolve, reject };
      if (this.#failed !== null) reject(this.#failed);
      else if (!this.#running) this.#settle();
    });
    return this.#closing;
  }

  #endSegment({ sealUs = null, ...summary }: SegmentEnd, last: boolean): void {
    if (this.#failed !== null) return;
    queueSeal(this.#queue, { kind: 'seal', summary, sealUs, last });
    this.#kick();
  }

  /** Begins to write when there is enough of it, or when it has waited long enough. */
  #kick(): void {
    if (this.#running || this.#failed !== null) return;
    if (this.#isPressing()) {
      this.#running = true;
      this.#run().then(
        () => this.#settle(),
        (cause: unknown) => this.#fail(cause),
      );
    } else if (this.#queue.bytes > 0) this.#gatherTimer ??= setTimeout(() => this.#gathered(), GATHER_MS);
  }

  #gathered(): void {
    this.#gatherTimer = null;
    this.#flushDue = true;
    this.#kick();
  }

  #isPressing(): boolean {
    return this.#queue.bytes >= GATHER_BYTES || this.#queue.seals > 0 || this.#flushDue || this.#syncDue;
  }

  async #run(): Promise<void> {
    while (this.#isPressing()) {
      this.#flushDue = false;
      const job = nextJob(this.#queue);
      if (job !== null) await this.#perform(job);
      if (this.#syncDue) await this.#sync();
    }
  }

  /** After a run: the queue is empty, or its rest waits to be gathered. */
  #settle(): void {
    this.#running = false;
    this.#kick();
    if (this.#closeWaiter === null || this.#queue.bytes > 0 || this.#queue.seals > 0) return;
    this.#clearTimers();
    this.#closeWaiter.resolve(this.#disk.lastSealed);
  }

  async #perform(job: Job): Promise<void> {
    if (job.kind === 'batch') await this.#write(job);
    else {
      const sealed = await this.#disk.seal(job);
      if (sealed !== null) this.#options.onSealed?.(sealed);
    }
    finishJob(this.#queue, job);
    if (!this.#isFull || this.#queue.bytes >= this.#limit / 2) return;
    this.#isFull = false;
    for (const waiter of this.#drainWaiters.splice(0)) waiter.resolve();
  }

  async #write(batch: Batch): Promise<void> {
    const disk = this.#disk;
    await disk.write(batch);
    for (const chunk of batch.chunks) this.#options.onWritten?.(chunk);
    this.#guard.noteWritten(batch.bytes, disk.writtenBytes);
    if (this.#fsync === 'segment') return;
    if (disk.writtenBytes - disk.syncedBytes >= this.#fsync.everyBytes) this.#syncDue = true;
    else this.#syncTimer ??= setTimeout(() => this.#requestSync(), this.#fsync.everyMs);
  }

  #requestSync(): void {
    this.#syncTimer = null;
    this.#syncDue = true;
    this.#kick();
  }

  async #sync(): Promise<void> {
    this.#syncDue = false;
    if (this.#syncTimer !== null) clearTimeout(this.#syncTimer);
    this.#syncTimer = null;
    await this.#disk.sync();
  }

  #clearTimers(): void {
    this.#guard.stop();
    for (const timer of [this.#gatherTimer, this.#syncTimer]) if (timer !== null) clearTimeout(timer);
    this.#gatherTimer = null;
    this.#syncTimer = null;
  }

  /** The first failure ends the writing; the file stays `.open` for the next start. */
  #fail(cause: unknown): void {
    const error = this.#disk.abandon(cause);
    this.#failed = error;
    this.#running = false;
    this.#lost = { bytes: this.#queue.bytes, lines: this.#queue.lines };
    clearQueue(this.#queue);
    this.#isFull = false;
    this.#clearTimers();
    for (const waiter of this.#drainWaiters.splice(0)) waiter.reject(error);
    this.#closeWaiter?.reject(error);
    this.#options.onTrouble?.({ kind: 'failed', error });
  }

  readonly state = (): WriterState => ({
    segment: this.#appended.segment,
    segmentBytes: this.#appended.bytes,
    segmentLines: this.#appended.lines,
    writtenBytes: this.#disk.writtenBytes,
    syncedBytes: this.#disk.syncedBytes,
    sealedSegments: this.#disk.sealedSegments,
    queuedBytes: this.#queue.bytes,
    queueChunks: depthOf(this.#depth.chunks, this.#queue.chunks),
    queueBytes: depthOf(this.#depth.bytes, this.#queue.bytes),
    isFull: this.#isFull,
    diskFreeBytes: this.#guard.freeBytes,
    lowDisk: this.#guard.isLow,
    failed: this.#failed,
    lost: this.#lost,
  });
}

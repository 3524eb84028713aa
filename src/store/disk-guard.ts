// Watches the free space of the disk that is written to: the capture stops cleanly before the disk is full.

import { statfs } from 'node:fs/promises';

export interface DiskGuardOptions {
  readonly folder: string;
  /** Free bytes below which the disk counts as low, whatever is still to come. */
  readonly minFreeBytes: number;
  /** Size at which a segment is rotated: twice what is left of it must fit. */
  readonly segmentBytes: number;
  readonly freeBytes: (path: string) => Promise<number | null>;
  /** Once each time the disk becomes low. */
  readonly onLow: (freeBytes: number, neededBytes: number) => void;
}

export const DEFAULT_MIN_FREE_BYTES = 512 * 1024 * 1024;
const CHECK_MS = 1000;
const CHECK_BYTES = 16 * 1024 * 1024;

/** max(minimum, 2 × what the segment may still grow by), bytes. */
export const neededBytes = (limits: { minFreeBytes: number; segmentBytes: number }, written: number): number =>
  Math.max(limits.minFreeBytes, 2 * Math.max(0, limits.segmentBytes - written));

/** Bytes that this user may still write below `path`; null where the system does not say. */
export async function freeBytesAt(path: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** Looks once a second and each 16 MB, until `stop`. */
export class DiskGuard {
  readonly #options: DiskGuardOptions;
  readonly #timer: NodeJS.Timeout;
  /** Of the segment being written. */
  #segmentBytes = 0;
  #uncheckedBytes = 0;
  #freeBytes: number | null = null;
  #isLow = false;

  constructor(options: DiskGuardOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.check(), CHECK_MS);
    this.#timer.unref();
  }

  get freeBytes(): number | null {
    return this.#freeBytes;
  }
  get isLow(): boolean {
    return this.#isLow;
  }

  noteWritten(bytes: number, segmentBytes: number): void {
    this.#segmentBytes = segmentBytes;
    this.#uncheckedBytes += bytes;
    if (this.#uncheckedBytes >= CHECK_BYTES) void this.check();
  }

  async check(): Promise<void> {
    this.#uncheckedBytes = 0;
    const { folder, freeBytes, onLow } = this.#options;
    const free = await freeBytes(folder).catch(() => null);
    this.#freeBytes = free;
    if (free === null) return;
    const needed = neededBytes(this.#options, this.#segmentBytes);
    const wasLow = this.#isLow;
    this.#isLow = free < needed;
    if (this.#isLow && !wasLow) onLow(free, needed);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

// The disk side of the writer: turns batches and seals into the files of one segment after another.

import { storeError } from '../platform/atomic-file.js';
import { StoreError } from '../platform/errors.js';
import { segmentPaths } from './catalog.js';
import { lineTimeUs } from './ndjson/line-time.js';
import {
  type OpenSegment,
  type SealedSegment,
  createSegment,
  sealSegment,
  syncSegment,
  writeChunks,
} from './segment-file.js';
import { type Batch, type SealJob } from './segment-queue.js';

export interface DiskPlace {
  readonly dataFolder: string;
  readonly venue: string;
  readonly env: string;
  readonly session: string;
}

/** One call at a time. All methods reject with StoreError. */
export class SegmentDisk {
  readonly #place: DiskPlace;
  /** Null between a seal and the next write. */
  #open: OpenSegment | null = null;
  #lastSealed: SealedSegment | null = null;
  #sealed = 0;

  constructor(place: DiskPlace) {
    this.#place = place;
  }

  get writtenBytes(): number {
    return this.#open?.bytes ?? 0;
  }
  get syncedBytes(): number {
    return this.#open?.syncedBytes ?? 0;
  }
  get sealedSegments(): number {
    return this.#sealed;
  }
  get lastSealed(): SealedSegment | null {
    return this.#lastSealed;
  }

  async write(batch: Batch): Promise<void> {
    this.#open ??= await this.#create(batch);
    await writeChunks(this.#open, batch.chunks, batch.lines);
  }

  #create(batch: Batch): Promise<OpenSegment> {
    const { dataFolder, venue, env, session } = this.#place;
    const firstRecvUs = lineTimeUs(batch.chunks[0] ?? new Uint8Array()) ?? 0;
    const key = { session, segment: this.#sealed };
    return createSegment(segmentPaths(dataFolder, key, { venue, env, firstRecvUs }), key, firstRecvUs);
  }

  /** Forces to the disk what is not there yet. */
  async sync(): Promise<void> {
    if (this.#open !== null && this.#open.syncedBytes < this.#open.bytes) await syncSegment(this.#open);
  }

  async seal({ summary, sealUs, last }: SealJob): Promise<SealedSegment | null> {
    if (this.#open === null) return null;
    const sealed = await sealSegment(this.#open, { summary, sealUs, state: 'clean', tornBytes: 0, last });
    this.#open = null;
    this.#sealed++;
    this.#lastSealed = sealed;
    return sealed;
  }

  /** Lets go of a file that cannot be written any more, and says what of it is on disk for sure. */
  abandon(cause: unknown): StoreError {
    const { dataFolder, session } = this.#place;
    const error = cause instanceof StoreError ? cause : storeError(dataFolder, cause);
    const open = this.#open;
    open?.handle.close().catch(() => undefined);
    const sure = {
      segment: open?.segment ?? null,
      writtenBytes: open?.bytes ?? 0,
      writtenLines: open?.lines ?? 0,
      syncedBytes: open?.syncedBytes ?? 0,
    };
    return new StoreError(error.message, {
      code: error.code,
      hint: 'make room or choose another folder, then start again: the next start seals what was written',
      cause,
      details: { ...error.details, session, ...sure },
    });
  }
}

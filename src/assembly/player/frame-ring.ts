// The frames last read from a recording, kept so that a small step back needs no file to be opened again.

import { type FrameBatch, createFrameBatch } from '../../core/market/frame.js';

interface KeptBatch {
  /** Frames of the recording before its first one. */
  readonly firstFrame: number;
  readonly batch: FrameBatch;
  readonly bytes: number;
}

/** Batches in order and without a hole between them; the oldest leave when there are too many bytes. */
export interface FrameRing {
  readonly mostBytes: number;
  bytes: number;
  readonly kept: KeptBatch[];
}

export const createRing = (mostBytes: number): FrameRing => ({ mostBytes, bytes: 0, kept: [] });

export function clearRing(ring: FrameRing): void {
  ring.kept.length = 0;
  ring.bytes = 0;
}

/** Of the arrays of a batch: two of four bytes, two of eight, one of one. */
const FRAME_BYTES = 25;

/** Takes a copy: feeds reuse their memory. Only the bytes of these frames are copied, for a batch may be a short run. */
export function keepBatch(ring: FrameRing, batch: FrameBatch, firstFrame: number): void {
  const { count } = batch;
  if (count === 0) return;
  const from = batch.start[0] as number;
  const to = batch.end[count - 1] as number;
  const copy = createFrameBatch(count);
  copy.count = count;
  copy.input = batch.input;
  // With the line's end, which may stop a scan.
  copy.bytes = new Uint8Array(batch.bytes.subarray(from, to + 1));
  for (let i = 0; i < count; i++) {
    copy.start[i] = (batch.start[i] as number) - from;
    copy.end[i] = (batch.end[i] as number) - from;
  }
  copy.recvUs.set(batch.recvUs.subarray(0, count));
  copy.line.set(batch.line.subarray(0, count));
  copy.kind.set(batch.kind.subarray(0, count));
  for (const [index, symbol] of batch.hints) copy.hints.set(index, symbol);
  const bytes = to - from + FRAME_BYTES * count;
  ring.kept.push({ firstFrame, batch: copy, bytes });
  ring.bytes += bytes;
  while (ring.bytes > ring.mostBytes && ring.kept.length > 1) ring.bytes -= ring.kept.shift()?.bytes ?? 0;
}

/** Where frame `frame` (counted from 0) lies; null where it is not held. */
export function findFrame(
  { kept }: FrameRing,
  frame: number,
): { readonly batch: FrameBatch; readonly at: number } | null {
  let from = 0;
  let to = kept.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((kept[middle]?.firstFrame ?? 0) <= frame) from = middle + 1;
    else to = middle;
  }
  const one = kept[from - 1];
  if (one === undefined || frame >= one.firstFrame + one.batch.count) return null;
  return { batch: one.batch, at: frame - one.firstFrame };
}

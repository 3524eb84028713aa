// Raw frames in memory: texts → the frame batches that the readers would deliver.

import { FRAME, type FrameBatch, type FrameKind, createFrameBatch } from '../../src/core/market/frame.js';

export interface RawFrame {
  /** The frame's text, or its bytes where they are no UTF-8. */
  readonly text: string | Uint8Array;
  readonly recvUs: number;
  /** A stream message unless said otherwise. */
  readonly kind?: FrameKind;
  /** Symbol of a snapshot. */
  readonly hint?: string;
  /** Bytes that lie behind the frame's end in the same buffer: never the frame's own. */
  readonly behind?: string | Uint8Array;
}

const bytesOf = (text: string | Uint8Array): Uint8Array => (typeof text === 'string' ? Buffer.from(text) : text);
const LINE_END = Uint8Array.of(10);

/** All frames in one buffer, a line end after each. */
export function batchOf(frames: readonly RawFrame[]): FrameBatch {
  const batch = createFrameBatch(Math.max(1, frames.length));
  const parts: Uint8Array[] = [];
  let at = 0;
  frames.forEach((frame, i) => {
    const own = bytesOf(frame.text);
    const behind = frame.behind === undefined ? LINE_END : bytesOf(frame.behind);
    parts.push(own, behind);
    batch.start[i] = at;
    batch.end[i] = at + own.length;
    batch.recvUs[i] = frame.recvUs;
    batch.line[i] = i + 1;
    batch.kind[i] = frame.kind ?? FRAME.stream;
    if (frame.hint !== undefined) batch.hints.set(i, frame.hint);
    at += own.length + behind.length;
  });
  batch.bytes = Buffer.concat(parts);
  batch.count = frames.length;
  return batch;
}

/** The frames in batches of at most `size`. */
export function batchesOf(frames: readonly RawFrame[], size: number): FrameBatch[] {
  const batches: FrameBatch[] = [];
  for (let from = 0; from < frames.length; from += size) batches.push(batchOf(frames.slice(from, from + size)));
  return batches;
}

/** A stream message in its envelope. */
export const streamText = (stream: string, data: string): string => `{"stream":"${stream}","data":${data}}`;

export const snapshotFrame = (symbol: string, recvUs: number, body: string): RawFrame => ({
  text: body,
  recvUs,
  kind: FRAME.snapshot,
  hint: symbol,
});

/** A v13 control line. */
export const controlFrame = (
  recvUs: number,
  control: string,
  more: Readonly<Record<string, unknown>> = {},
): RawFrame => ({
  text: JSON.stringify({ ts_recv: recvUs / 1000, control, ...more }),
  recvUs,
  kind: FRAME.control,
});

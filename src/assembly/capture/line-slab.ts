// Lines in memory on their way to disk and to the chain: composed once, read by both from the same bytes.

import { FRAME, type FrameBatch, createFrameBatch } from '../../core/market/frame.js';
import { eventTimeMs, isStreamMessage } from '../../exchange/binance/message-head.js';
import { LATENCY_PENDING, LATENCY_WIDTH, fillLatency } from '../../store/ndjson/latency-field.js';
import { controlLine, healedLine, malformedLine, snapshotLine } from '../../store/ndjson/raw-line.js';
import { writeLineHead } from './line-head.js';

/** What came over REST: when it was asked for, where, and the answer's bytes (or a part of them). */
export interface RestPart {
  readonly stream: string;
  readonly url: string;
  readonly sentUs: number;
  readonly recvUs: number;
  readonly data: string;
}

/** A stretch of lines in memory. Once their latencies are filled in, it does not change any more. */
export interface LineChunk {
  readonly bytes: Uint8Array;
  readonly lines: number;
}

interface Waiting {
  /** A stream message or a malformed frame as received, or a finished line. */
  readonly content: Buffer | string;
  readonly recvUs: number;
  readonly kind: typeof FRAME.stream | typeof FRAME.control | typeof FRAME.rawLine;
}

export interface LineSlab {
  waiting: Waiting[];
  bytes: Buffer;
  /** Chunks of each slab that are not written yet, and slabs of which all are. */
  readonly unwritten: WeakMap<ArrayBufferLike, number>;
  readonly spares: Buffer[];
  /** Bytes filled so far. */
  used: number;
  readonly frames: FrameBatch;
  /** Where the pipeline's latency of each frame ends in the slab; 0 where its line has none. */
  readonly latencyEnd: Int32Array;
  /** Time of the last line added, µs: the next one is later. */
  lastUs: number;
  /** Lines of the session so far. */
  lines: number;
  /** Messages that could not be spliced into a line as they came, and are kept as malformed frames. */
  odd: number;
}

/** Small, so that a few in turn stay in the processor's cache. */
const SLAB_BYTES = 1 << 18;
/** Written slabs kept for the next lines: as many as a full queue holds, since what is let go waits long for the collector. */
const KEPT_SPARES = 256;
/** Frames a batch at the most. */
const BATCH_FRAMES = 2_048;
/** What stands around a message at the most. */
const HEAD_BYTES = 160;
const COMMA = 44;
const NEWLINE = 10;

export const createLineSlab = (): LineSlab => ({
  waiting: [],
  bytes: Buffer.allocUnsafeSlow(SLAB_BYTES),
  unwritten: new WeakMap(),
  spares: [],
  used: 0,
  frames: createFrameBatch(BATCH_FRAMES),
  latencyEnd: new Int32Array(BATCH_FRAMES),
  lastUs: 0,
  lines: 0,
  odd: 0,
});

/** Receive times are strictly increasing in a session: what was stamped at one moment follows by a microsecond. */
export function nextUs(slab: LineSlab, recvUs: number): number {
  slab.lastUs = Math.max(recvUs, slab.lastUs + 1);
  return slab.lastUs;
}

/** A message as it came over a socket, `{"stream":"…","data":…}`; anything else is kept as a malformed frame. */
export function addMessage(slab: LineSlab, content: Buffer, recvUs: number): void {
  const kind = isStreamMessage(content) ? FRAME.stream : FRAME.rawLine;
  if (kind === FRAME.rawLine) slab.odd++;
  slab.waiting.push({ content, recvUs: nextUs(slab, recvUs), kind });
}

export function addMalformed(slab: LineSlab, content: Buffer, recvUs: number): void {
  slab.waiting.push({ content, recvUs: nextUs(slab, recvUs), kind: FRAME.rawLine });
}

/** A control line; gives its receive time. */
export function addControl(slab: LineSlab, control: string, at: { recvUs: number; fields: object }): number {
  const recvUs = nextUs(slab, at.recvUs);
  slab.waiting.push({ content: controlLine(recvUs, control, at.fields), recvUs, kind: FRAME.control });
  return recvUs;
}

/** A line whose text depends on its time, such as a session header. */
export function addControlText(slab: LineSlab, recvUs: number, textAt: (recvUs: number) => string): void {
  const us = nextUs(slab, recvUs);
  slab.waiting.push({ content: textAt(us), recvUs: us, kind: FRAME.control });
}

const PIPELINE_KEY = '"latency_pipeline_ms":';
const NO_LATENCY = `${PIPELINE_KEY}null`;

const withPending = (line: string): string => line.replace(NO_LATENCY, `${PIPELINE_KEY}${LATENCY_PENDING}`);

function addRest(slab: LineSlab, part: RestPart, write: typeof snapshotLine): void {
  const recvUs = nextUs(slab, part.recvUs);
  const line = write({ ...part, recvUs, latencyEventUs: null, latencyPipelineUs: null });
  slab.waiting.push({ content: withPending(line), recvUs, kind: FRAME.stream });
}

export const addSnapshot = (slab: LineSlab, part: RestPart): void => addRest(slab, part, snapshotLine);
export const addHealed = (slab: LineSlab, part: RestPart): void => addRest(slab, part, healedLine);

/**
 * Writes what waits as lines and gives the first batch of them, whose frames are then in `slab.frames`; null when nothing
 * waits. Call it until it does.
 */
export function composeLines(slab: LineSlab): LineChunk | null {
  const { frames, waiting } = slab;
  if (waiting.length === 0) return null;
  beginBatch(slab);
  const from = slab.used;
  let taken = 0;
  while (taken < waiting.length && frames.count < frames.capacity) {
    const item = waiting[taken] as Waiting;
    if (slab.used + sizeOf(item) > slab.bytes.length) {
      if (taken > 0) break;
      return composeAlone(slab);
    }
    compose(slab, item);
    taken++;
  }
  // What waits is mostly taken at once: a new list then is cheaper than moving the old one's rest.
  slab.waiting = taken === waiting.length ? [] : waiting.slice(taken);
  const bytes = slab.bytes.subarray(from, slab.used);
  slab.unwritten.set(bytes.buffer, (slab.unwritten.get(bytes.buffer) ?? 0) + 1);
  return { bytes, lines: taken };
}

/** A chunk is written, and nobody reads it any more: a slab without unwritten chunks serves again. */
export function releaseChunk(slab: LineSlab, chunk: Uint8Array): void {
  const { unwritten, spares } = slab;
  const { buffer } = chunk;
  const left = (unwritten.get(buffer) ?? 0) - 1;
  if (left > 0) {
    unwritten.set(buffer, left);
    return;
  }
  unwritten.delete(buffer);
  if (buffer === slab.bytes.buffer || buffer.byteLength !== SLAB_BYTES || spares.length >= KEPT_SPARES) return;
  spares.push(Buffer.from(buffer));
}

/**
 * Fills the latencies of the batch composed last into its lines: from receipt to `doneUs`, when its signals were computed.
 * Call it before anybody else is given the bytes.
 */
export function stampLatencies({ frames, bytes, latencyEnd }: LineSlab, doneUs: number): void {
  for (let i = 0; i < frames.count; i++) {
    const end = latencyEnd[i] as number;
    if (end >= LATENCY_WIDTH) fillLatency(bytes, end, Math.max(0, doneUs - (frames.recvUs[i] as number)));
  }
}

function beginBatch(slab: LineSlab): void {
  const { frames } = slab;
  frames.count = 0;
  frames.hints.clear();
  if (slab.bytes.length - slab.used < HEAD_BYTES) renew(slab, SLAB_BYTES);
  frames.bytes = slab.bytes;
}

function renew(slab: LineSlab, size: number): void {
  // What is left behind with every chunk of it written is free at once.
  const old = slab.bytes;
  const spare = size === SLAB_BYTES ? slab.spares.pop() : undefined;
  slab.bytes = spare ?? Buffer.allocUnsafeSlow(size);
  if (!slab.unwritten.has(old.buffer) && old.length === SLAB_BYTES && slab.spares.length < KEPT_SPARES)
    slab.spares.push(old);
  slab.used = 0;
  slab.frames.bytes = slab.bytes;
}

/** The first waiting line does not fit: a new slab, as large as it must be. */
function composeAlone(slab: LineSlab): LineChunk | null {
  renew(slab, Math.max(SLAB_BYTES, sizeOf(slab.waiting[0] as Waiting)));
  return composeLines(slab);
}

/** Bytes that a line may take at the most. */
function sizeOf({ content, kind }: Waiting): number {
  if (typeof content === 'string') return content.length * 3 + HEAD_BYTES;
  return (kind === FRAME.rawLine ? Math.ceil(content.length / 3) * 4 : content.length) + HEAD_BYTES;
}

function compose(slab: LineSlab, item: Waiting): void {
  const { frames } = slab;
  const { content, recvUs, kind } = item;
  const i = frames.count++;
  const from = slab.used;
  // Behind the latencies; a control line has none.
  let stream = 0;
  if (typeof content === 'string') {
    slab.used += slab.bytes.write(content, from);
    if (kind === FRAME.stream) stream = from + content.indexOf('"stream"');
  } else if (kind === FRAME.stream) {
    stream = composeMessage(slab, content, recvUs);
  } else {
    const latencies = { latencyEventUs: null, latencyPipelineUs: null };
    const line = withPending(malformedLine({ recvUs, ...latencies, base64: content.toString('base64') }));
    slab.used += slab.bytes.write(line, from);
    stream = from + line.indexOf('"stream"');
  }
  // Frames of streams are cut behind the latencies, as the reader of the file cuts them.
  frames.start[i] = kind === FRAME.stream ? stream : from;
  frames.end[i] = slab.used - 1;
  frames.recvUs[i] = recvUs;
  frames.kind[i] = kind;
  frames.line[i] = ++slab.lines;
  slab.latencyEnd[i] = Math.max(0, stream - 1);
}

/** A message's own bytes, its first brace replaced by the head of our line. Gives the place of its `"stream"`. */
function composeMessage(slab: LineSlab, content: Buffer, recvUs: number): number {
  const { bytes } = slab;
  const sentMs = eventTimeMs(content);
  const eventUs = sentMs === null ? null : recvUs - sentMs * 1000;
  const start = writeLineHead(bytes, slab.used, { recvUs, eventUs });
  // The whole message at once: its first brace falls on the comma in front, which is then put back.
  bytes.set(content, start - 1);
  bytes[start - 1] = COMMA;
  const end = start - 1 + content.length;
  bytes[end] = NEWLINE;
  slab.used = end + 1;
  return start;
}

// Two captures of one market → one recording: frames in order of receipt, each message once, breaks only where both broke.

import { FRAME, type FrameBatch } from '../../core/market/frame.js';
import { kindOfStream, messageIds, sequenceOf } from '../../exchange/binance/message-ids.js';
import { controlLine, msText } from '../../store/ndjson/raw-line.js';
import type { Recording } from '../recording.js';
import {
  type Side,
  type UnionMessage,
  type UnionStream,
  createUnionStream,
  releaseHeld,
  takeMessage,
} from './union-stream.js';

export interface MergeSink {
  readonly signal: AbortSignal;
  /** Of the header: every line comes after it. */
  readonly startUs: number;
  /** A whole line of a v13 raw recording. */
  readonly write: (line: string, recvUs: number) => Promise<void>;
  readonly onProgress: (bytesRead: number) => void;
}

/** What one capture was seen to hold. */
export interface SideSummary {
  frames: number;
  firstUs: number | null;
  lastUs: number | null;
  breaks: number;
}

export interface MergeRun {
  readonly streams: Map<string, UnionStream>;
  readonly sides: readonly [SideSummary, SideSummary];
  lines: number;
  /** Snapshots and notes of one capture that the other made needless, and frames that are no messages. */
  left: number;
  /** Breaks of both captures at once. */
  breaks: number;
}

interface Reader {
  readonly recording: Recording;
  frames: FrameBatch | null;
  k: number;
  /** Since a note of trouble, until its next message. */
  down: boolean;
}

interface Merge extends MergeRun {
  readonly readers: readonly [Reader, Reader];
  readonly sink: MergeSink;
  /** Of the last line written. */
  lastUs: number;
  /** Symbol → last depth id that a new snapshot must reach; absent: its book goes on. */
  readonly lost: Map<string, number>;
  readonly seen: Set<string>;
}

/** How long a message behind a hole waits for the other capture. */
const HOLD_US = 30_000_000;

const emptySide = (): SideSummary => ({ frames: 0, firstUs: null, lastUs: null, breaks: 0 });

/** Writes every line but the session's header; closing the feeds is the caller's. */
export async function mergeCaptures(a: Recording, b: Recording, sink: MergeSink): Promise<MergeRun> {
  const reader = (recording: Recording): Reader => ({ recording, frames: null, k: 0, down: false });
  const merge: Merge = {
    ...{ streams: new Map(), sides: [emptySide(), emptySide()], lines: 0, left: 0, breaks: 0, sink },
    ...{ readers: [reader(a), reader(b)], lastUs: sink.startUs, lost: new Map(), seen: new Set() },
  };
  for (const one of merge.readers) await refill(one);
  for (let steps = 0; ; steps++) {
    const side = earlier(merge.readers);
    if (side === null) break;
    await takeFrame(merge, side);
    await refill(merge.readers[side]);
    if (steps % 4_096 !== 0) continue;
    sink.signal.throwIfAborted();
    const [first, second] = [a, b].map(({ opened }) => opened.progress().bytesRead) as [number, number];
    sink.onProgress(first + second);
  }
  await release(merge);
  return merge;
}

async function refill(reader: Reader): Promise<void> {
  while (reader.frames === null || reader.k >= reader.frames.count) {
    reader.frames = await reader.recording.opened.feed.next();
    reader.k = 0;
    if (reader.frames === null) return;
  }
}

const headUs = ({ frames, k }: Reader): number => (frames === null ? Infinity : (frames.recvUs[k] as number));

function earlier([a, b]: readonly [Reader, Reader]): Side | null {
  if (a.frames === null && b.frames === null) return null;
  return headUs(a) <= headUs(b) ? 0 : 1;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

async function takeFrame(merge: Merge, side: Side): Promise<void> {
  const reader = merge.readers[side];
  const { frames, k } = reader;
  if (frames === null) return;
  reader.k++;
  const recvUs = frames.recvUs[k] as number;
  const text = decoder.decode(frames.bytes.subarray(frames.start[k], frames.end[k]));
  const summary = merge.sides[side];
  summary.firstUs ??= recvUs;
  summary.lastUs = recvUs;
  if (frames.kind[k] === FRAME.control) return takeControl(merge, side, { recvUs, text });
  summary.frames++;
  reader.down = false;
  if (frames.kind[k] === FRAME.snapshot) {
    const symbol = (frames.hints.get(k) ?? '').toLowerCase();
    const head = `"stream":"${symbol}@snapshot","url":"","sent_at":${msText(recvUs)},"data":`;
    return takeSnapshot(merge, { recvUs, text: `${head}${text}}` });
  }
  if (frames.kind[k] !== FRAME.stream) {
    merge.left++;
    return;
  }
  await takeStream(merge, side, { recvUs, text: text.startsWith('{') ? text.slice(1) : text });
}

interface Line {
  readonly recvUs: number;
  /** From the first key behind the receive time (and the latencies) on. */
  readonly text: string;
}

const STREAM_NAME = /^"stream":"([^"\\]+)"/;

async function takeStream(merge: Merge, side: Side, { recvUs, text }: Line): Promise<void> {
  const name = STREAM_NAME.exec(text)?.[1] ?? '';
  if (name.endsWith('@snapshot')) return takeSnapshot(merge, { recvUs, text });
  if (name.endsWith('@healedTrade')) return takeHealed(merge, name, { recvUs, text });
  const kind = kindOfStream(name);
  const stream = streamOf(merge, name, sequenceOf(kind));
  const ids = messageIds(kind, encoder.encode(`{${text}`));
  await writeAll(merge, takeMessage(stream, { side, recvUs, ids, text }));
  await release(merge);
}

function streamOf({ streams }: Merge, name: string, sequence: UnionStream['sequence']): UnionStream {
  const known = streams.get(name) ?? createUnionStream(name, sequence);
  streams.set(name, known);
  return known;
}

/** Writes what waited for messages that neither capture can give any more. */
async function release(merge: Merge): Promise<void> {
  for (const stream of merge.streams.values()) {
    if (stream.held.length === 0) continue;
    const holes = stream.holes.length;
    const ready = releaseHeld(stream, (side, sinceUs) => headUs(merge.readers[side]) <= sinceUs + HOLD_US);
    const last = stream.holes.at(-1);
    const isDepth = stream.name.includes('@depth');
    if (isDepth && stream.holes.length > holes && last !== undefined) merge.lost.set(symbolOf(stream.name), last.to);
    await writeAll(merge, ready);
  }
}

const symbolOf = (name: string): string => (name.split('@')[0] ?? '').toUpperCase();

async function writeAll(merge: Merge, messages: readonly UnionMessage[]): Promise<void> {
  for (const { recvUs, text } of messages) await writeMessage(merge, { recvUs, text });
}

/** Times rise strictly; a message that had to wait is written at the time it could be known in its place. */
async function writeMessage(merge: Merge, { recvUs, text }: Line): Promise<void> {
  const us = stamp(merge, recvUs);
  await merge.sink.write(`{"ts_recv":${msText(us)},"latency_event_ms":null,"latency_pipeline_ms":null,${text}\n`, us);
}

function stamp(merge: Merge, recvUs: number): number {
  merge.lastUs = Math.max(recvUs, merge.lastUs + 1);
  merge.lines++;
  return merge.lastUs;
}

const LAST_UPDATE_ID = /"lastUpdateId":(\d+)/;

/** A book that goes on needs no snapshot: only those that begin one, or begin it anew behind a hole, are written. */
async function takeSnapshot(merge: Merge, line: Line): Promise<void> {
  const symbol = symbolOf(STREAM_NAME.exec(line.text)?.[1] ?? '');
  const lastId = Number(LAST_UPDATE_ID.exec(line.text)?.[1] ?? -1);
  const needed = merge.seen.has(symbol) ? merge.lost.get(symbol) : 0;
  if (needed === undefined || lastId < needed) {
    merge.left++;
    return;
  }
  merge.seen.add(symbol);
  merge.lost.delete(symbol);
  await writeMessage(merge, line);
}

const AGGREGATE_ID = /"a":(\d+)/;

/** A trade fetched later: written where no capture had it from the stream. */
async function takeHealed(merge: Merge, name: string, line: Line): Promise<void> {
  const id = Number(AGGREGATE_ID.exec(line.text)?.[1] ?? -1);
  const stream = streamOf(merge, name.replace('@healedTrade', '@aggTrade'), 'chain');
  const isMissing = stream.holes.some(({ from, to }) => id > from && id <= to);
  const key = `${name} ${id}`;
  if (!isMissing || merge.seen.has(key)) {
    merge.left++;
    return;
  }
  merge.seen.add(key);
  await writeMessage(merge, line);
}

const TROUBLE = ['disconnect', 'silence', 'clock_step', 'rest_failure'];

/** Trouble of one capture is none of the union while the other goes on. A book at a segment's begin counts as a snapshot. */
async function takeControl(merge: Merge, side: Side, { recvUs, text }: Line): Promise<void> {
  const { ts_recv: _, control, ...fields } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  if (control === 'checkpoint') return takeCheckpoint(merge, recvUs, fields);
  if (typeof control !== 'string' || !TROUBLE.includes(control)) return;
  merge.sides[side].breaks++;
  const other = merge.readers[side === 0 ? 1 : 0];
  merge.readers[side].down ||= control === 'disconnect' || control === 'silence';
  if (!other.down && other.frames !== null) {
    merge.left++;
    return;
  }
  merge.breaks++;
  const us = stamp(merge, recvUs);
  await merge.sink.write(controlLine(us, control, fields), us);
}

async function takeCheckpoint(merge: Merge, recvUs: number, fields: Readonly<Record<string, unknown>>): Promise<void> {
  const { symbol, last_id: lastId } = fields;
  if (typeof symbol !== 'string' || typeof lastId !== 'number' || merge.seen.has(symbol)) return;
  merge.seen.add(symbol);
  const us = stamp(merge, recvUs);
  await merge.sink.write(controlLine(us, 'checkpoint', fields), us);
}

// Raw frames → events, in one place. Known shapes and templates first, then the any-order scanner, then JSON.parse: each
// takes what the one before it refused, and all of them fill the same fields.

import { FRAME, type FrameBatch } from '../../core/market/frame.js';
import { emitWaiting } from './delta-buffer.js';
import { learnTemplate } from './learn-template.js';
import { writeMessage } from './message-row.js';
import { normalizeOtherFrame, normalizePlain } from './normalize-plain.js';
import { type Normalizer, registerStream } from './normalizer.js';
import { type Scan, kindOfMessage, readStreamName, scanEnvelope, toStreamName } from './scan-frame.js';
import { findStream, rememberStream } from './stream-table.js';
import type { Stream } from './stream.js';
import { STREAM, type StreamKind, type SymbolScale } from './streams.js';
import { type Shape, learnShape, runShape } from './shape.js';
import { type Template, runTemplate } from './template.js';

/** Rows that one frame can add at the most, besides the backlog of a snapshot. */
const ROWS_PER_FRAME = 4;
const MAX_TEMPLATES = 4;
const MAX_SHAPES = 16;
/** Shapes learned before their hits are counted against them. */
const SHAPE_TRIAL = 64;

/**
 * Normalises frames [from, to) into the batch as far as it has room. Returns the index of the first frame not taken; call
 * again with an emptied batch until that is `to` and `normalizer.backlog` is null.
 */
export function normalizeFrames(
  normalizer: Normalizer,
  frames: FrameBatch,
  span: { readonly from: number; readonly to: number },
): number {
  const { scan, target, counts } = normalizer;
  const { batch } = target;
  const { cursor } = scan;
  useBytes(normalizer, frames);
  let k = span.from;
  if (!drainBacklog(normalizer)) return k;
  while (k < span.to && batch.count + ROWS_PER_FRAME <= batch.capacity) {
    // A control line may speak of every symbol: it gets a batch of its own.
    if (frames.kind[k] === FRAME.control && batch.count > 0) break;
    counts.frames++;
    normalizer.line = frames.line[k] as number;
    target.recvUs = frames.recvUs[k] as number;
    cursor.pos = frames.start[k] as number;
    cursor.end = frames.end[k] as number;
    if (frames.kind[k] === FRAME.stream) normalizeStreamFrame(normalizer);
    else normalizeOtherFrame(normalizer, frames, k);
    k++;
    if (normalizer.backlog !== null && !drainBacklog(normalizer)) break;
  }
  return k;
}

function useBytes(normalizer: Normalizer, frames: FrameBatch): void {
  const { cursor } = normalizer.scan;
  normalizer.input = frames.input;
  if (cursor.bytes === frames.bytes) return;
  cursor.bytes = frames.bytes;
  cursor.view = new DataView(frames.bytes.buffer, frames.bytes.byteOffset, frames.bytes.byteLength);
}

/** Writes deltas that waited for the snapshot just applied. False while the batch has no room for all of them. */
function drainBacklog(normalizer: Normalizer): boolean {
  const { backlog, target } = normalizer;
  if (backlog === null) return true;
  const { batch } = target;
  const at = { symbol: backlog.sequence.scale.code, recvUs: backlog.recvUs };
  while (backlog.next < backlog.deltas.count) {
    if (batch.count >= batch.capacity) return false;
    emitWaiting(batch, { buffer: backlog.deltas, index: backlog.next++ }, at);
  }
  normalizer.backlog = null;
  return true;
}

function normalizeStreamFrame(normalizer: Normalizer): void {
  const { cursor } = normalizer.scan;
  const start = cursor.pos;
  const stream = toStreamName(cursor) ? (findStream(normalizer.table, cursor) ?? newStream(normalizer)) : null;
  if (stream === null) {
    cursor.pos = start;
    normalizePlain(normalizer);
    return;
  }
  if (stream.ignored) {
    normalizer.counts.ignored++;
    return;
  }
  const isOurs = stream.kind === STREAM.snapshot || stream.kind === STREAM.healedTrade;
  const kind = isOurs ? null : readMessage(normalizer, stream);
  if (kind === null || writeMessage(normalizer, stream, kind) !== 'row') {
    cursor.pos = start;
    normalizePlain(normalizer);
  }
}

/** The stream of a name that the table has not seen at these bytes; null where no name can be read. */
function newStream(normalizer: Normalizer): Stream | null {
  const { cursor } = normalizer.scan;
  if (!readStreamName(cursor)) return null;
  const name = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    cursor.bytes.subarray(cursor.nameStart, cursor.nameEnd),
  );
  const stream = normalizer.byName.get(name) ?? registerStream(normalizer, name);
  rememberStream(normalizer.table, cursor, stream);
  return stream;
}

/** Fills the fields by shape, template or scanner. Null: none of them took the frame. */
function readMessage(normalizer: Normalizer, stream: Stream): StreamKind | null {
  const { scan, counts } = normalizer;
  const { scale } = stream;
  if (stream.kind === STREAM.other || scale === null) return null;
  scan.cursor.pos = scan.cursor.nameEnd + 1;
  if (fitsShape(scan, stream, scale) || fitsTemplate(scan, stream, scale)) {
    counts.byTemplate++;
    return kindOfMessage(scan.fields, stream);
  }
  if (!scanEnvelope(scan, stream)) return null;
  counts.byScanner++;
  learnLayout(scan, stream);
  return kindOfMessage(scan.fields, stream);
}

function fitsShape(scan: Scan, stream: Stream, scale: SymbolScale): boolean {
  const { shapes } = stream;
  const length = scan.cursor.end - scan.cursor.pos;
  const start = scan.cursor.pos;
  for (let s = 0; s < shapes.length; s++) {
    const shape = shapes[s] as Shape;
    if (shape.length !== length) continue;
    scan.cursor.pos = start;
    if (!runShape(scan, shape, scale)) continue;
    if (s > 0) {
      shapes[s] = shapes[0] as Shape;
      shapes[0] = shape;
    }
    stream.shapeHits++;
    return true;
  }
  scan.cursor.pos = start;
  return false;
}

function fitsTemplate(scan: Scan, stream: Stream, scale: SymbolScale): boolean {
  const start = scan.cursor.pos;
  for (const template of stream.templates) {
    scan.cursor.pos = start;
    if (!runTemplate(scan, template, scale)) continue;
    scan.cursor.pos = start;
    addShape(scan, stream, template);
    return true;
  }
  scan.cursor.pos = start;
  return false;
}

/** Keeps the shape of the frame just read, as long as shapes pay: most frames must have fitted one. */
function addShape(scan: Scan, stream: Stream, template: Template): void {
  if (stream.shared || template.hasLevels || stream.shapesLearned > SHAPE_TRIAL + stream.shapeHits) return;
  const shape = learnShape(scan, template, stream.kind);
  if (shape === null) return;
  stream.shapesLearned++;
  stream.shapes.unshift(shape);
  if (stream.shapes.length > MAX_SHAPES) stream.shapes.pop();
}

function learnLayout(scan: Scan, stream: Stream): void {
  scan.cursor.pos = scan.cursor.nameEnd + 1;
  const learned = learnTemplate(scan.cursor, scan.fields, { kind: stream.kind, forAll: stream.shared });
  if (learned === null) return;
  stream.templates.unshift(learned);
  if (stream.templates.length > MAX_TEMPLATES) stream.templates.pop();
}

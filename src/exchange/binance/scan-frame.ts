// The any-order scanner: one frame's bytes → Fields, without a string or an object. Takes keys in any order and unknown
// extra keys; answers false for anything else, and the frame is then read by plain.ts.

import { type EventBatch, reserveLevels } from '../../core/market/event-batch.js';
import { type Fields, READ_AS, READ_DECIMAL, READ_INTEGER, SLOT, TYPE, nextMessage, typeOf } from './fields.js';
import { holdsLiteral, literalOf } from './literal.js';
import { readLevels } from './scan-levels.js';
import {
  type Cursor,
  QUOTE,
  matches,
  readBoolean,
  readDecimal,
  readInteger,
  readSignedDecimal,
  skipNumber,
  skipString,
  skipValue,
} from './scan-value.js';
import type { Stream } from './stream.js';
import { KIND_BY_EVENT, STREAM, type StreamKind, type SymbolScale } from './streams.js';

const COLON = 58;
const COMMA = 44;
const OBJECT = 123;
const OBJECT_END = 125;
const ARRAY = 91;

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const EVENT_NAMES: readonly (readonly [Uint8Array, StreamKind])[] = [...KIND_BY_EVENT].map(([name, kind]) => [
  ascii(`"${name}"`),
  kind,
]);
const MARKET = ascii('"MARKET"');
const DATA_KEY = ascii('"data":');
const STREAM_KEY = literalOf('"stream":"');

/** Everything a scan reads from and writes to. */
export interface Scan {
  readonly cursor: Cursor;
  readonly fields: Fields;
  batch: EventBatch;
}

/** Moves the cursor to the stream's name, where the envelope begins with it. */
export function toStreamName(cursor: Cursor): boolean {
  const first = cursor.bytes[cursor.pos] === OBJECT ? cursor.pos + 1 : cursor.pos;
  const start = first + STREAM_KEY.bytes.length;
  if (start > cursor.end || !holdsLiteral(cursor.view, first, STREAM_KEY)) return false;
  cursor.nameStart = start;
  cursor.pos = start;
  return true;
}

/** Reads the name at the cursor up to its closing quote and leaves the cursor behind it. */
export function readStreamName(cursor: Cursor): boolean {
  cursor.pos = cursor.nameStart - 1;
  if (!skipString(cursor)) return false;
  cursor.nameEnd = cursor.pos - 1;
  return true;
}

/**
 * Scans the rest of an envelope from behind its stream name: `,"data":{…}}` with unknown keys before and after the data.
 * True when the frame ended exactly where its bytes end.
 */
export function scanEnvelope(scan: Scan, stream: Stream): boolean {
  const { cursor } = scan;
  const { bytes, end } = cursor;
  let seen = false;
  while (bytes[cursor.pos] === COMMA) {
    cursor.pos++;
    if (!seen && matches(cursor, DATA_KEY)) {
      seen = true;
      if (!scanPayload(scan, stream.scale)) return false;
    } else if (!skipMember(cursor)) return false;
  }
  if (!seen || bytes[cursor.pos] !== OBJECT_END) return false;
  cursor.pos++;
  return cursor.pos === end;
}

/** Skips an envelope member that is neither of ours; a second "stream" or "data" is JSON.parse's business. */
function skipMember(cursor: Cursor): boolean {
  const start = cursor.pos;
  if (cursor.bytes[start] !== QUOTE || !skipString(cursor)) return false;
  const length = cursor.pos - start;
  if (length === DATA_KEY.length - 1 || length === STREAM_KEY.bytes.length - 2) {
    const name = String.fromCharCode(...cursor.bytes.subarray(start + 1, cursor.pos - 1));
    if (name === 'data' || name === 'stream') return false;
  }
  if (cursor.bytes[cursor.pos] !== COLON) return false;
  cursor.pos++;
  return skipValue(cursor);
}

/** Scans one payload object into the fields. `scale` null: levels are not wanted (a stream that is only counted). */
export function scanPayload(scan: Scan, scale: SymbolScale | null): boolean {
  const { cursor, fields } = scan;
  const { bytes } = cursor;
  nextMessage(fields);
  const types = fields.ownTypes;
  if (scale === null || bytes[cursor.pos] !== OBJECT) return false;
  reserveLevels(scan.batch, Math.ceil((cursor.end - cursor.pos) / 9));
  do {
    cursor.pos++;
    const slot = scanKey(cursor);
    if (slot < SKIPPED || bytes[cursor.pos] !== COLON) return false;
    if (slot >= 0 && types[slot] !== 0) return false;
    cursor.pos++;
    const type = scanValue(scan, slot, scale);
    if (type === REFUSED_VALUE) return false;
    if (slot >= 0) types[slot] = type;
  } while (bytes[cursor.pos] === COMMA);
  if (bytes[cursor.pos] !== OBJECT_END) return false;
  cursor.pos++;
  return cursor.pos <= cursor.end;
}

/** A key that is read past. */
const SKIPPED = -1;
const REFUSED = -2;

/** Slot of the key at the cursor (left behind its closing quote), SKIPPED or REFUSED. */
function scanKey(cursor: Cursor): number {
  const { bytes, pos } = cursor;
  if (bytes[pos] !== QUOTE) return REFUSED;
  const first = bytes[pos + 1] as number;
  if (bytes[pos + 2] === QUOTE) {
    if (first <= 32 || first > 126 || first === 92 || first === QUOTE) return REFUSED;
    cursor.pos = pos + 3;
    return first;
  }
  if (bytes[pos + 3] === QUOTE) {
    const second = bytes[pos + 2];
    if (first === SLOT.p && second === SLOT.u) {
      cursor.pos = pos + 4;
      return SLOT.pu;
    }
    if (first === 110 && second === SLOT.q) {
      cursor.pos = pos + 4;
      return SLOT.nq;
    }
  }
  return skipString(cursor) ? SKIPPED : REFUSED;
}

const REFUSED_VALUE = 0;

/** Reads the value of a slot; gives its type, or 0 where it is nothing that this scanner reads. */
function scanValue(scan: Scan, slot: number, scale: SymbolScale): number {
  const { cursor, fields } = scan;
  const code = cursor.bytes[cursor.pos] as number;
  const readAs = slot < 0 ? 0 : (READ_AS[slot] as number);
  if (code === QUOTE) {
    if (!(readAs & READ_DECIMAL)) return scanText(scan, slot, scale) ? TYPE.unread : REFUSED_VALUE;
    const taken = slot === SLOT.r ? readSignedDecimal(cursor, fields, slot) : readDecimal(cursor, fields, slot);
    return taken ? TYPE.decimal : REFUSED_VALUE;
  }
  // Event, symbol and trade type are texts: what else stands there is judged by JSON.parse.
  if (slot === SLOT.e || slot === SLOT.s || slot === SLOT.X) return REFUSED_VALUE;
  if (code >= 48 && code <= 57) {
    if (readAs & READ_INTEGER) return readInteger(cursor, fields, slot) ? TYPE.integer : REFUSED_VALUE;
    return skipNumber(cursor) ? TYPE.unread : REFUSED_VALUE;
  }
  if (code === ARRAY && (slot === SLOT.b || slot === SLOT.a)) {
    return scanSide(scan, slot, scale) ? TYPE.levels : REFUSED_VALUE;
  }
  if (code === 116 || code === 102) return readBoolean(cursor, fields, slot) ? TYPE.boolean : REFUSED_VALUE;
  return skipValue(cursor) ? TYPE.unread : REFUSED_VALUE;
}

/** `e`, `s` and `X` are compared with what they may be; other texts are read past. */
function scanText(scan: Scan, slot: number, scale: SymbolScale): boolean {
  const { cursor, fields } = scan;
  if (slot === SLOT.e) {
    for (const [name, kind] of EVENT_NAMES) {
      if (matches(cursor, name)) {
        fields.eventKind = kind;
        return true;
      }
    }
    return false;
  }
  if (slot === SLOT.s) {
    cursor.pos++;
    if (!matches(cursor, scale.bytes) || cursor.bytes[cursor.pos] !== QUOTE) return false;
    cursor.pos++;
    return true;
  }
  if (slot === SLOT.X) {
    if (matches(cursor, MARKET)) return true;
    fields.isMarketTrade = false;
  }
  return skipString(cursor);
}

/** Bids must come before asks: their levels stand in this order in the batch. */
function scanSide(scan: Scan, slot: number, scale: SymbolScale): boolean {
  const { fields, batch } = scan;
  if (slot === SLOT.b && typeOf(fields, SLOT.a) !== 0) return false;
  const count = readLevels(scan.cursor, scale, { batch, at: batch.levelCount + fields.bidCount });
  if (count < 0) return false;
  if (slot === SLOT.b) fields.bidCount = count;
  else fields.askCount = count;
  return true;
}

/** Kind of the message: what its stream says, and what its payload says, must not contradict each other. */
export function kindOfMessage(fields: Fields, stream: Stream): StreamKind | null {
  if (fields.eventKind === null || fields.eventKind === stream.kind) return stream.kind;
  return stream.kind === STREAM.other ? STREAM.other : null;
}

// Cuts v13 raw lines (format v13-raw, version 1): the fast path follows the key order of our writer byte by byte.

import { FRAME, type FrameBatch } from '../../core/market/frame.js';
import { readReceiveTime, type ReceiveTime } from './receive-time.js';
import { type ByteRange, equalsAscii, findTopLevelValue } from './top-level-key.js';

const COMMA = 44;
const QUOTE = 34;
const COLON = 58;
const OPEN = 123;
const S = 115;
const L = 108;
const C = 99;

/** Comma, closing brace, blank, tab, line ends. */
const ENDS_NUMBER: ReadonlySet<number> = new Set([COMMA, 125, 32, 9, 10, 13]);
const TIME_KEY = '{"ts_recv":';
const EVENT_KEY = ',"latency_event_ms":';
const PIPELINE_KEY = ',"latency_pipeline_ms":';
const STREAM_KEY = ',"stream":"';
const CONTROL_KEY = ',"control":';

/** Kind of the line, or −1 where it holds no receive time. Signature: FrameCutter of the importers. */
export type RawLineCutter = (
  batch: FrameBatch,
  from: number,
  to: number,
) => typeof FRAME.stream | typeof FRAME.control | typeof FRAME.rawLine | -1;

export function createRawLineCutter(): RawLineCutter {
  const time: ReceiveTime = { us: 0 };
  return (batch, from, to) => {
    const bytes = batch.bytes;
    if (bytes[from] !== OPEN) return -1;
    const at = hasTimeFirst(bytes, from) ? readReceiveTime(bytes, from + TIME_KEY.length, time) : -1;
    if (at < 0 || at >= to) return cutForeignOrder(batch, { from, to }, time);
    batch.recvUs[batch.count] = time.us;
    const stream = streamKeyAfter(bytes, at, to);
    if (stream >= 0) {
      batch.start[batch.count] = stream + 1;
      return FRAME.stream;
    }
    batch.start[batch.count] = from;
    if (bytes[at] === COMMA && bytes[at + 2] === C && matches(bytes, at, CONTROL_KEY)) return FRAME.control;
    return cutForeignOrder(batch, { from, to }, time);
  };
}

/** Compares the bytes in which `{"ts_recv":` differs from any other first key of the format. */
function hasTimeFirst(bytes: Uint8Array, from: number): boolean {
  return (
    bytes[from + 1] === QUOTE &&
    bytes[from + 2] === 116 &&
    bytes[from + 4] === 95 &&
    bytes[from + 8] === 118 &&
    bytes[from + 9] === QUOTE &&
    bytes[from + 10] === COLON
  );
}

/**
 * From the comma after the receive time: skips the two latencies and gives the position of the comma before
 * `"stream":"`, or −1. The skipped values are numbers or null, so a comma ends them; what the keys before
 * `stream` are called has no influence on the frame, and a few bytes of each are compared.
 */
function streamKeyAfter(bytes: Uint8Array, from: number, to: number): number {
  if (!isLatencyKey(bytes, from, EVENT_KEY.length)) return -1;
  let at = valueEnd(bytes, from + EVENT_KEY.length, to);
  if (!isLatencyKey(bytes, at, PIPELINE_KEY.length)) return -1;
  at = valueEnd(bytes, at + PIPELINE_KEY.length, to);
  const found =
    bytes[at] === COMMA &&
    bytes[at + 2] === S &&
    bytes[at + 7] === 109 &&
    bytes[at + 8] === QUOTE &&
    bytes[at + 9] === COLON &&
    bytes[at + STREAM_KEY.length - 1] === QUOTE;
  return found ? at : -1;
}

/** `,"latency_…_ms":` of the given length. */
function isLatencyKey(bytes: Uint8Array, at: number, length: number): boolean {
  return (
    bytes[at] === COMMA &&
    bytes[at + 1] === QUOTE &&
    bytes[at + 2] === L &&
    bytes[at + length - 3] === S &&
    bytes[at + length - 2] === QUOTE &&
    bytes[at + length - 1] === COLON
  );
}

/** Position of the comma that ends a number or null, or of the line end. */
function valueEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== COMMA) at++;
  return at;
}

function matches(bytes: Uint8Array, at: number, text: string): boolean {
  return equalsAscii(bytes, { from: at, to: at + text.length }, text);
}

/** Keys in another order, blanks after colons, malformed frames: the whole line, for JSON.parse. */
function cutForeignOrder(batch: FrameBatch, line: ByteRange, time: ReceiveTime): ReturnType<RawLineCutter> {
  const at = findTopLevelValue(batch.bytes, line, 'ts_recv');
  const end = at < 0 ? -1 : readReceiveTime(batch.bytes, at, time);
  // What is more than digits and a point (an exponent) was not read.
  if (end < 0 || !ENDS_NUMBER.has(batch.bytes[end] as number)) return -1;
  batch.recvUs[batch.count] = time.us;
  batch.start[batch.count] = line.from;
  return findTopLevelValue(batch.bytes, line, 'control') >= 0 ? FRAME.control : FRAME.rawLine;
}

// cryptofeed's raw capture: `<seconds>: <JSON>`, `<url> -> <seconds>: <JSON>` for REST, and two kinds of header lines.

import { FRAME, type FrameBatch } from '../../core/market/frame.js';
import { readReceiveTime, type ReceiveTime } from '../ndjson/receive-time.js';
import { type ByteRange, startsWithAscii } from '../ndjson/top-level-key.js';
import { type CutResult, type FrameCutter, MALFORMED, NO_SYMBOL, NOT_A_FRAME } from './frame-cutter.js';

const COLON = 58;
const SPACE = 32;
const OPEN = 123;
/** A request line's URL is short; a longer head is damage. */
const HEAD_BYTES = 4096;

export function createCryptofeedCutter(): FrameCutter {
  const time: ReceiveTime = { us: 0 };
  return (batch, from, to) => {
    const bytes = batch.bytes;
    const at = readReceiveTime(bytes, from, time);
    if (at < 0) return cutOther(batch, { from, to }, time);
    if (bytes[at] !== COLON || bytes[at + 1] !== SPACE || bytes[at + 2] !== OPEN) return MALFORMED;
    batch.start[batch.count] = at + 2;
    batch.recvUs[batch.count] = time.us;
    return FRAME.stream;
  };
}

/** REST answers, the configuration line and the connection lines: a handful a file, so strings are allowed here. */
function cutOther(batch: FrameBatch, line: ByteRange, time: ReceiveTime): CutResult {
  const { bytes } = batch;
  if (startsWithAscii(bytes, line.from, 'configuration: ')) return NOT_A_FRAME;
  if (!startsWithAscii(bytes, line.from, 'http') && !startsWithAscii(bytes, line.from, 'ws')) return MALFORMED;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + line.from, Math.min(line.to - line.from, HEAD_BYTES));
  const head = text.toString('latin1');
  if (/^wss?:\/\/\S+ <?-> /.test(head)) return NOT_A_FRAME;
  const request = /^(https?:\/\/\S+) <?-> /.exec(head);
  if (request === null) return MALFORMED;
  const url = request[1] ?? '';
  if (!/\/depth(?:\?|$)/.test(url)) return NOT_A_FRAME;
  const at = readReceiveTime(bytes, line.from + request[0].length, time);
  if (at < 0 || bytes[at] !== COLON || bytes[at + 1] !== SPACE || bytes[at + 2] !== OPEN) return MALFORMED;
  const symbol = /[?&]symbol=([A-Za-z0-9_]+)/.exec(url)?.[1]?.toUpperCase();
  if (symbol === undefined) return NO_SYMBOL;
  batch.start[batch.count] = at + 2;
  batch.recvUs[batch.count] = time.us;
  batch.hints.set(batch.count, symbol);
  return FRAME.snapshot;
}

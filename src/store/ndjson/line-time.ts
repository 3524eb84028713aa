// Receive times of the first and the last line of a run of v13 raw lines.

import { readReceiveTime } from './receive-time.js';
import { startsWithAscii } from './top-level-key.js';

const NEWLINE = 10;
const TIME_KEY = '{"ts_recv":';

/** Receive time, µs, of the line that begins at `from` with the key order of our writer; null where there is none. */
export function lineTimeUs(bytes: Uint8Array, from = 0): number | null {
  if (!startsWithAscii(bytes, from, TIME_KEY)) return null;
  const time = { us: 0 };
  return readReceiveTime(bytes, from + TIME_KEY.length, time) < 0 ? null : time.us;
}

/** Start of the last line that ends before `end`; bytes[end − 1] is its line feed. */
export function lastLineStart(bytes: Uint8Array, end = bytes.length): number {
  return end < 2 ? 0 : bytes.lastIndexOf(NEWLINE, end - 2) + 1;
}

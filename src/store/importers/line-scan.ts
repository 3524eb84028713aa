// The inner loop: one chunk of bytes → frames of a batch, one newline search a line, nothing allocated.

import { type FrameBatch } from '../../core/market/frame.js';
import { startsWithAscii } from '../ndjson/top-level-key.js';
import { type FrameCutter, MALFORMED, NO_SYMBOL, NOT_A_FRAME } from './frame-cutter.js';
import { type ProblemCode } from './problem.js';

const NEWLINE = 10;
const RETURN = 13;

/** Where the reading of one input stands. */
export interface LineScan {
  /** Exactly the valid bytes of the chunk. */
  bytes: Buffer;
  /** Start of the next line in `bytes`. */
  at: number;
  /** Lines finished so far. */
  line: number;
  readonly cut: FrameCutter;
  readonly report: (code: ProblemCode, line: number, detail: string) => void;
}

/**
 * Appends the frames of full lines to `batch` (whose bytes become the chunk) until it is full (true) or no full line is
 * left (false). A batch must not be filled from two chunks.
 */
export function scanLines(scan: LineScan, batch: FrameBatch): boolean {
  const { bytes, cut } = scan;
  const { capacity, end, line, kind } = batch;
  batch.bytes = bytes;
  let at = scan.at;
  while (batch.count < capacity) {
    const newline = bytes.indexOf(NEWLINE, at);
    if (newline < 0) break;
    const to = newline > at && bytes[newline - 1] === RETURN ? newline - 1 : newline;
    scan.line++;
    let result: number = cut(batch, at, to);
    if (result < 0) result = cutDamaged(scan, batch, { from: at, to });
    if (result > 0) {
      const i = batch.count;
      end[i] = to;
      line[i] = scan.line;
      kind[i] = result;
      batch.count = i + 1;
    }
    at = newline + 1;
  }
  scan.at = at;
  return batch.count === capacity;
}

/** A line that the format's cutter refused: names what is wrong with it and saves what can be saved. */
export function cutDamaged(scan: LineScan, batch: FrameBatch, range: { from: number; to: number }): number {
  const { bytes } = batch;
  let { from } = range;
  if (from >= range.to) {
    scan.report('V13_LINE_BLANK', scan.line, 'blank line');
    return NOT_A_FRAME;
  }
  if (bytes[from] === 0) {
    while (from < range.to && bytes[from] === 0) from++;
    const what = from === range.to ? 'instead of a line' : 'before the line';
    scan.report('V13_NUL_RUN', scan.line, `${from - range.from} zero bytes ${what}`);
    if (from === range.to) return NOT_A_FRAME;
  } else if (scan.line === 1 && startsWithAscii(bytes, from, '\xef\xbb\xbf')) from += 3;
  const result = scan.cut(batch, from, range.to);
  if (result === MALFORMED) {
    const blank = isBlank(bytes, from, range.to);
    if (blank) scan.report('V13_LINE_BLANK', scan.line, 'blank line');
    else scan.report('V13_LINE_MALFORMED', scan.line, `not a line of this format: ${excerpt(bytes, from, range.to)}`);
  } else if (result === NO_SYMBOL) {
    scan.report('V13_SNAPSHOT_SYMBOL', scan.line, 'a REST snapshot whose symbol is named nowhere; it was left out');
  }
  return Math.max(result, NOT_A_FRAME);
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 32 && bytes[at] !== 9) return false;
  return true;
}

/** The first bytes of a line as one-line printable text. */
function excerpt(bytes: Uint8Array, from: number, to: number): string {
  const end = Math.min(to, from + 60);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, end - from).toString('latin1');
  return text.replace(/[^\x20-\x7e]/g, '?') + (end < to ? '…' : '');
}

// Reads an unsealed segment line by line up to the first byte that no writer of ours wrote. Flat memory.

import { type Hash, createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import { isTameJson } from '../core/market/json-bounds.js';
import { openSegment, sealFaults } from './check-seal.js';
import { lineTimeUs } from './ndjson/line-time.js';
import { type Seal, isSealLike, parseSeal } from './ndjson/seal-line.js';
import { type SessionHeader, parseSessionHeader } from './ndjson/session-header.js';

const NEWLINE = 10;
const SEAL_MARK = ',"control":"seal"';
const MESSAGE_HEAD =
  /^\{"ts_recv":[0-9.]+,"latency_event_ms":[-0-9.nul]+,"latency_pipeline_ms":[-0-9.nul ]+,"stream":"/;
/** Blocks of disks have 512 bytes and more. */
const HOLE = '\0'.repeat(64);
/** A longer "line" is garbage without a line end. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** The whole part of a segment: everything before the first damage. */
export interface SegmentScan {
  readonly bytes: number;
  readonly lines: number;
  /** Of these bytes, 64 hex digits. */
  readonly sha256: string;
  /** Receive times of the first line and of the last that is no seal, µs; null where there is no line. */
  readonly firstRecvUs: number | null;
  readonly lastRecvUs: number | null;
  readonly header: SessionHeader | null;
  /** A seal that every byte before it agrees with; it ends the whole part. */
  readonly seal: Seal | null;
  /** Why the whole part ends before the end of the file; null where it does not. */
  readonly damage: string | null;
}

export async function scanSegment(path: string): Promise<SegmentScan> {
  const scan = new Scan();
  for await (const chunk of openSegment(path)) if (!scan.take(Buffer.from(chunk))) break;
  return scan.result();
}

class Scan {
  readonly #hash: Hash = createHash('sha256');
  #rest: Buffer = Buffer.alloc(0);
  #bytes = 0;
  #lines = 0;
  #firstRecvUs: number | null = null;
  #lastRecvUs: number | null = null;
  #header: SessionHeader | null = null;
  #seal: Seal | null = null;
  #damage: string | null = null;

  /** False as soon as damage is found. */
  take(chunk: Buffer): boolean {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    // One look at all of it is cheap; only where it fails are lines looked at one by one.
    const isText = isUtf8(bytes.subarray(0, bytes.lastIndexOf(NEWLINE) + 1));
    let at = 0;
    let hashed = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, at)) {
      const line = bytes.subarray(at, end + 1);
      // A seal speaks of everything before it.
      if (line.includes(SEAL_MARK, 0, 'latin1')) hashed = this.#hashTo(bytes, hashed, at);
      this.#damage = isText || isUtf8(line) ? this.#judge(line) : 'no text';
      if (this.#damage !== null) break;
      this.#bytes += line.length;
      this.#lines++;
      at = end + 1;
    }
    this.#hashTo(bytes, hashed, at);
    this.#rest = bytes.subarray(at);
    if (this.#rest.length > MAX_LINE_BYTES) this.#damage ??= 'no line end';
    return this.#damage === null;
  }

  #hashTo(bytes: Buffer, from: number, to: number): number {
    if (to > from) this.#hash.update(bytes.subarray(from, to));
    return to;
  }

  result(): SegmentScan {
    return {
      bytes: this.#bytes,
      lines: this.#lines,
      sha256: this.#hash.copy().digest('hex'),
      firstRecvUs: this.#firstRecvUs,
      lastRecvUs: this.#lastRecvUs,
      header: this.#header,
      seal: this.#seal,
      damage: this.#damage ?? (this.#rest.length > 0 ? 'the last line has no line end' : null),
    };
  }

  /** Why a line (with its line feed) is none of ours, or null. */
  #judge(line: Buffer): string | null {
    if (this.#seal !== null) return 'bytes after the seal';
    const recvUs = lineTimeUs(line);
    if (recvUs === null) return line[0] === 0 ? 'zero bytes' : 'no line of this format';
    // Whether it is JSON shows in its bytes as well as in its characters, and those are made faster.
    const text = line.toString('latin1', 0, line.length - 1);
    if (!isObject(text) && !isBrokenMessage(text)) return 'no whole line';
    // What the disk held before (of another file, or of an earlier part of this one) must not be counted twice.
    if (this.#lastRecvUs !== null && recvUs < this.#lastRecvUs) return 'a receive time before that of the line above';
    if (isSealLike(text)) return this.#judgeSeal(text);
    if (this.#lines === 0) this.#header = parseSessionHeader(line.toString('utf8'));
    this.#firstRecvUs ??= recvUs;
    this.#lastRecvUs = recvUs;
    return null;
  }

  #judgeSeal(text: string): string | null {
    const seal = parseSeal(text);
    const sha256 = this.#hash.copy().digest('hex');
    const [fault = null] = sealFaults(seal, { lines: this.#lines, bytes: this.#bytes, sha256 });
    if (fault === null) this.#seal = seal;
    return fault;
  }
}

/**
 * A message is stored as it came, be it no JSON inside: head and end are ours. Zeros in a row are blocks that never reached
 * the disk, and a second head is another line behind one that was torn.
 */
function isBrokenMessage(text: string): boolean {
  return MESSAGE_HEAD.test(text) && text.endsWith('}') && !text.includes(HOLE) && !text.includes('{"ts_recv":', 1);
}

/** Lines are judged here at any length: a malformed frame is kept in one, whatever its size. */
function isObject(text: string): boolean {
  if (!isTameJson(text, Infinity)) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

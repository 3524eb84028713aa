// Re-reads a segment from its first byte to its last and holds it against its seal. Flat memory; needs no manifest.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { lastLineStart, lineTimeUs } from './ndjson/line-time.js';
import { type Seal, isSealLike, parseSeal } from './ndjson/seal-line.js';

const NEWLINE = 10;
const CHUNK_BYTES = 1024 * 1024;

export interface SealCheck {
  /** Of everything read (unpacked), a seal and a torn end included; `lines` are those with a line end. */
  readonly lines: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Receive times of the first line and of the last before the seal, µs; null where there is none to read. */
  readonly firstRecvUs: number | null;
  readonly lastRecvUs: number | null;
  /** `found`: the last line is a seal and every byte agrees with it. */
  readonly verdict: 'found' | 'missing' | 'mismatch';
  /** The seal as written, where it can be read. */
  readonly seal: Seal | null;
  /** What disagrees, in words; empty for `found`. */
  readonly faults: readonly string[];
  /** Bytes after the last line end. */
  readonly unendedBytes: number;
}

/**
 * A path (a name in `.gz` is unpacked) or the plain bytes themselves. Throws what reading throws: missing files, broken
 * packing.
 */
export async function checkSeal(source: string | AsyncIterable<Uint8Array>): Promise<SealCheck> {
  const reading: Reading = {
    hash: createHash('sha256'),
    ...{ bytes: 0, lines: 0, firstRecvUs: null, lastRecvUs: null, rest: Buffer.alloc(0) },
  };
  for await (const chunk of typeof source === 'string' ? openSegment(source) : source) take(reading, chunk);
  return judge(reading);
}

/** The plain bytes of a segment file. */
export function openSegment(path: string): AsyncIterable<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (!path.endsWith('.gz')) return file as AsyncIterable<Uint8Array>;
  const plain = createGunzip({ chunkSize: CHUNK_BYTES });
  file.on('error', (error) => plain.destroy(error));
  plain.on('close', () => file.destroy());
  return file.pipe(plain) as AsyncIterable<Uint8Array>;
}

/** Everything before `rest` is hashed and counted; `rest` begins with the last whole line, which may be the seal. */
interface Reading {
  readonly hash: ReturnType<typeof createHash>;
  bytes: number;
  lines: number;
  firstRecvUs: number | null;
  lastRecvUs: number | null;
  rest: Buffer;
}

function take(reading: Reading, chunk: Uint8Array): void {
  const bytes = Buffer.concat([reading.rest, chunk]);
  const end = bytes.lastIndexOf(NEWLINE) + 1;
  const start = end === 0 ? 0 : lastLineStart(bytes, end);
  if (start > 0) {
    if (reading.bytes === 0) reading.firstRecvUs = lineTimeUs(bytes);
    reading.lastRecvUs = lineTimeUs(bytes, lastLineStart(bytes, start)) ?? reading.lastRecvUs;
    const done = bytes.subarray(0, start);
    reading.hash.update(done);
    reading.bytes += start;
    reading.lines += countLines(done);
  }
  reading.rest = bytes.subarray(start);
}

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

function judge(reading: Reading): SealCheck {
  const { hash, bytes, lines, rest } = reading;
  const lineEnd = rest.indexOf(NEWLINE) + 1;
  const last = rest.toString('utf8', 0, lineEnd);
  const isSeal = isSealLike(last);
  const seal = parseSeal(last);
  const before = hash.copy().digest('hex');
  const unendedBytes = rest.length - lineEnd;
  const faults = isSeal ? sealFaults(seal, { lines, bytes, sha256: before }) : ['the last line is no seal'];
  if (unendedBytes > 0) faults.push(`${unendedBytes} bytes after the last line end`);
  const lastTime = isSeal || lineEnd === 0 ? null : lineTimeUs(rest);
  return {
    lines: lines + (lineEnd > 0 ? 1 : 0),
    bytes: bytes + rest.length,
    sha256: hash.update(rest).digest('hex'),
    firstRecvUs: bytes === 0 ? lastTime : reading.firstRecvUs,
    lastRecvUs: lastTime ?? reading.lastRecvUs,
    verdict: faults.length === 0 ? 'found' : isSeal ? 'mismatch' : 'missing',
    ...{ seal, faults, unendedBytes },
  };
}

/** Where what was counted differs from what a seal says. */
export function sealFaults(seal: Seal | null, counted: Pick<Seal, 'lines' | 'bytes' | 'sha256'>): string[] {
  if (seal === null) return ['the seal itself is damaged'];
  const keys = ['lines', 'bytes', 'sha256'] as const;
  return keys
    .filter((key) => seal[key] !== counted[key])
    .map((key) => `${key}: the seal says ${seal[key]}, the file holds ${counted[key]}`);
}

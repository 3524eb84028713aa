// The last line of a segment that is read as data: whether it is the seal that its name promises, and agrees with what was read.

import { lastLineStart } from '../ndjson/line-time.js';
import { isSealLike, parseSeal } from '../ndjson/seal-line.js';

export interface ReadToEnd {
  /** Bytes that end with the last full line. */
  readonly bytes: Buffer;
  /** Of the whole file, unpacked. */
  readonly fileBytes: number;
  readonly lines: number;
}

export interface SealProblem {
  readonly code: 'V13_SEAL_MISSING' | 'V13_SEAL_MISMATCH';
  readonly detail: string;
}

/** Counts only: the hash is for `v13 verify`, which reads for nothing else. Null where nothing is wrong. */
export function sealProblem({ bytes, fileBytes, lines }: ReadToEnd): SealProblem | null {
  const start = lastLineStart(bytes);
  const line = bytes.toString('utf8', start);
  if (!isSealLike(line)) return { code: 'V13_SEAL_MISSING', detail: 'the last line is no seal: the end is missing' };
  const seal = parseSeal(line);
  if (seal === null) return { code: 'V13_SEAL_MISMATCH', detail: 'the seal itself is damaged' };
  const before = { lines: lines - 1, bytes: fileBytes - (bytes.length - start) };
  if (seal.lines === before.lines && seal.bytes === before.bytes) return null;
  const [wanted, found] = [seal, before].map((one) => `${one.lines} lines and ${one.bytes} bytes`);
  return { code: 'V13_SEAL_MISMATCH', detail: `the seal speaks of ${wanted} before it, and there are ${found}` };
}

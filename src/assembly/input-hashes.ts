// What inputs are, by their bytes: so that a file made from them can say what it was made from.

import { createSha256, hexText } from '../platform/sha256.js';
import { openFileSource } from '../store/importers/byte-source.js';
import type { OpenInput } from '../store/importers/open.js';

export interface InputHash {
  /** Name as given, without its folders: folders say more about a machine than about data. */
  readonly name: string;
  /** Bytes as stored; null for a stream. */
  readonly bytes: number | null;
  /** SHA-256 of the bytes as stored; null for a stream, and for a segment that is still being written. */
  readonly sha256: string | null;
}

const CHUNK_BYTES = 1 << 20;

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** Reads every file once. `onBytes` hears of each piece. */
export async function hashInputs(
  inputs: readonly OpenInput[],
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<InputHash[]> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const hashes: InputHash[] = [];
  for (const { path, bytesTotal, growing } of inputs) {
    const isFixed = bytesTotal !== null && !growing;
    const sha256 = isFixed ? await hashFile(path, chunk, { signal, onBytes }) : null;
    hashes.push({ name: nameOf(path), bytes: bytesTotal, sha256 });
  }
  return hashes;
}

async function hashFile(
  path: string,
  chunk: Buffer,
  { signal, onBytes }: { signal: AbortSignal; onBytes: (bytes: number) => void },
): Promise<string> {
  const source = openFileSource(path);
  const hash = createSha256();
  try {
    for (;;) {
      signal.throwIfAborted();
      const size = await source.read(chunk, 0);
      if (size === 0) return hexText(hash.digest());
      hash.update(chunk.subarray(0, size));
      onBytes(size);
    }
  } finally {
    await source.close();
  }
}

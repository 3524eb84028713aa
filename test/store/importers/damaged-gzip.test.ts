// Damage anywhere in gzip data: what comes out is exactly what can be unpacked before it, whatever way leads there.

import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openFileSource, readUpTo } from '../../../src/store/importers/byte-source.js';
import { decodeSource } from '../../../src/store/importers/compression.js';
import { rawLine, temporaryFolder } from './collect.js';

const { put } = temporaryFolder();
const text = Array.from({ length: 900 }, (_, i) => `${rawLine(i * 10, 'x@trade', `{"t":${(i * 7919) % 104729}}`)}\n`);
const packed = gzipSync(text.join(''));

/** The longest output of any beginning of the data that unpacks without an error. */
function unpackable(bytes: Buffer): Buffer {
  let [good, bad] = [18, bytes.length + 1];
  let output = Buffer.alloc(0);
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      output = gunzipSync(bytes.subarray(0, middle), { finishFlush: constants.Z_SYNC_FLUSH });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return output;
}

describe.each([0.02, 0.2, 0.45, 0.7, 0.98])('bytes destroyed at %f of the file', (part) => {
  test('all before them is used', async () => {
    const broken = Buffer.from(packed);
    const at = Math.floor(broken.length * part);
    broken.fill(0xff, at, at + 40);
    const path = put(`broken-${part}.gz`, broken);
    const source = decodeSource(openFileSource(path), {
      compression: 'gzip',
      path,
      reopen: () => openFileSource(path),
    });
    const found = await readUpTo(source, 1 << 20);
    await source.close();
    const wanted = unpackable(broken);
    expect(source.damage?.code).toBe('V13_COMPRESSED_DAMAGED');
    expect([found.length, found.equals(wanted)]).toEqual([wanted.length, true]);
  });
});

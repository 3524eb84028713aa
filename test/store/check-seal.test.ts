// A segment against its seal: found, missing or not agreeing; any flipped byte shows, without a manifest.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSeal } from '../../src/store/check-seal.js';
import { openSegmentWriter } from '../../src/store/segment-writer.js';
import { freshFolder } from '../support/cli.js';
import { START_US, SUMMARY, headLine, trades, writerOptions } from './lines.js';

let folder = freshFolder();
let path = '';
let bytes = Buffer.alloc(0);
beforeAll(async () => {
  folder = freshFolder();
  const writer = await openSegmentWriter(writerOptions(folder.path));
  writer.append(Buffer.from(headLine(START_US, 0)), 1);
  writer.append(trades(1, 50), 50);
  path = (await writer.close(SUMMARY))!.path;
  bytes = readFileSync(path);
});
afterAll(() => {
  folder.remove();
});

/** The bytes in pieces of the given sizes, again and again. */
async function* pieces(all: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, i = 0; at < all.length; i++) {
    const size = sizes[i % sizes.length]!;
    yield all.subarray(at, at + size);
    at += size;
    await Promise.resolve();
  }
}
const check = (all: Buffer, sizes: readonly number[] = [97]) => checkSeal(pieces(all, sizes));

test('a whole segment', async () => {
  expect(await checkSeal(path)).toMatchObject({
    ...{ verdict: 'found', faults: [], lines: 52, bytes: bytes.length, unendedBytes: 0 },
    ...{ sha256: createHash('sha256').update(bytes).digest('hex') },
    ...{ firstRecvUs: START_US, lastRecvUs: START_US + 50_000, seal: { segment: 0, lines: 51, state: 'clean' } },
  });
});

test('packed it gives the same', async () => {
  const packed = join(folder.path, 'a.ndjson.gz');
  writeFileSync(packed, gzipSync(bytes));
  expect(await checkSeal(packed)).toEqual(await checkSeal(path));
});

test('in any pieces it gives the same', async () => {
  const whole = await checkSeal(path);
  const sizes = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(sizes, async (some) => {
      expect(await check(bytes, some)).toEqual(whole);
    }),
    { numRuns: 50 },
  );
});

test('any flipped bit shows', async () => {
  const places = fc.tuple(fc.nat(bytes.length - 1), fc.nat(7));
  await fc.assert(
    fc.asyncProperty(places, async ([at, bit]) => {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1 << bit;
      expect((await check(flipped, [4096])).verdict).not.toBe('found');
    }),
    { numRuns: 400 },
  );
});

describe('without a good end', () => {
  const cases: readonly [string, () => Buffer, object][] = [
    ['nothing at all', () => Buffer.alloc(0), { verdict: 'missing', lines: 0, bytes: 0, firstRecvUs: null }],
    ['cut before the seal', () => bytes.subarray(0, bytes.lastIndexOf('{')), { verdict: 'missing', lines: 51 }],
    ['cut in the seal', () => bytes.subarray(0, -20), { verdict: 'missing', lines: 51 }],
    ['without the last line feed', () => bytes.subarray(0, -1), { verdict: 'missing' }],
    ['a byte after the seal', () => Buffer.concat([bytes, Buffer.from('x')]), { verdict: 'mismatch', unendedBytes: 1 }],
    ['a line after the seal', () => Buffer.concat([bytes, trades(51, 1)]), { verdict: 'missing', lines: 53 }],
    ['a line twice', () => Buffer.concat([bytes.subarray(0, bytes.indexOf(10) + 1), bytes]), { verdict: 'mismatch' }],
    ['two segments in one', () => Buffer.concat([bytes, bytes]), { verdict: 'mismatch', lines: 104 }],
    ['one line', () => trades(1, 1), { verdict: 'missing', lines: 1, firstRecvUs: START_US + 1000 }],
  ];
  test.each(cases)('%s', async (_, make, found) => {
    const result = await check(make());
    expect(result).toMatchObject(found);
    expect(result.faults.length).toBeGreaterThan(0);
  });

  test('what disagrees is said', async () => {
    const [head, ...rest] = bytes.toString('latin1').split('\n');
    const shorter = Buffer.from([head, ...rest.slice(1)].join('\n'), 'latin1');
    expect((await check(shorter)).faults[0]).toBe('lines: the seal says 51, the file holds 50');
  });
});

test('a file that is not there is an error', async () => {
  await expect(checkSeal(join(folder.path, 'nothing.ndjson'))).rejects.toThrow('ENOENT');
  await expect(checkSeal(join(folder.path, 'nothing.ndjson.gz'))).rejects.toThrow('ENOENT');
});

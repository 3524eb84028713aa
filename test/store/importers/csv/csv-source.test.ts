// A table as a stream: the same lines whatever the size of the pieces.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ByteSource } from '../../../../src/store/importers/byte-source.js';
import { csvHead, csvSource } from '../../../../src/store/importers/csv/csv-source.js';
import { layoutPath, unzipped } from '../../../support/archives.js';

const TABLE = Buffer.from(unzipped(readFileSync(layoutPath('aggTrades'))), 'latin1');
const ORIGIN = { path: 'x.csv', format: 'binance-aggtrades', symbol: 'BTCUSDT' } as const;

function inPieces(bytes: Buffer, sizes: readonly number[]): ByteSource {
  let at = 0;
  let turn = 0;
  return {
    read(target, from) {
      const size = Math.min(sizes[turn++ % sizes.length]!, target.length - from, bytes.length - at);
      bytes.copy(target, from, at, at + size);
      at += size;
      return Promise.resolve(size);
    },
    get consumed() {
      return at;
    },
    damage: null,
    close: () => Promise.resolve(),
  };
}

async function linesOf(source: ByteSource, room: number): Promise<string> {
  const parts: Buffer[] = [];
  for (;;) {
    const target = Buffer.alloc(room);
    const size = await source.read(target, 0);
    if (size === 0) return Buffer.concat(parts).toString('latin1');
    parts.push(target.subarray(0, size));
  }
}

const WHOLE = csvHead(TABLE, ORIGIN, true);

test('pieces of any size give the same lines', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(sizes, fc.integer({ min: 1, max: 100_000 }), async (pieces, room) => {
      expect(await linesOf(csvSource(inPieces(TABLE, pieces), ORIGIN), room)).toBe(WHOLE.bytes.toString('latin1'));
    }),
    { numRuns: 25 },
  );
});

test('the head leaves out a row that is cut, unless it is the whole file', () => {
  const cut = TABLE.subarray(0, TABLE.length - 1);
  const count = (bytes: Buffer): number => bytes.toString().split('\n').length - 1;
  expect(count(csvHead(cut, ORIGIN, true).bytes)).toBe(400);
  expect(count(csvHead(cut, ORIGIN, false).bytes)).toBe(399);
  expect(WHOLE.lines.file).toMatchObject({ venue: 'binance-usdm', symbol: 'BTCUSDT' });
});

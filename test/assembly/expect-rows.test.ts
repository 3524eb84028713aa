// Comparing with another run's rows: equal, different, too many, too few.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compareRows, endComparison, openComparison } from '../../src/assembly/expect-rows.js';
import { rowText } from '../../src/assembly/row-text.js';
import type { SignalRow } from '../../src/core/pipeline/row.js';
import { freshFolder } from '../support/cli.js';
import { rowsOfSymbol } from '../support/signal-rows.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const textOf = (rows: readonly SignalRow[]): string => rows.map(rowText).join('');

async function compare(rows: readonly SignalRow[], other: string | Uint8Array, name = 'rows.ndjson') {
  const path = join(folder.path, name);
  writeFileSync(path, other);
  const comparison = openComparison(path);
  await compareRows(comparison, rows.slice(0, 5));
  await compareRows(comparison, rows.slice(5));
  return endComparison(comparison);
}

const A = rowsOfSymbol('AUSDT', 12);
const B = rowsOfSymbol('BUSDT', 9);

test('the same rows, however the symbols are mixed', async () => {
  expect(await compare([...A, ...B], textOf([...A, ...B]))).toBeNull();
  expect(await compare([...A, ...B], textOf([...B, ...A]))).toBeNull();
  expect(await compare([...A, ...B], gzipSync(textOf([...B, ...A])), 'rows.ndjson.gz')).toBeNull();
});

test('blank lines and a missing last line end do not matter', async () => {
  expect(await compare(A, `\n${textOf(A)}\n\n`)).toBeNull();
  expect(await compare(A, textOf(A).trimEnd())).toBeNull();
  expect(await compare(A, textOf(A).replaceAll('\n', '\r\n'))).toBeNull();
});

test('the first row that differs is named by symbol, number, time and column', async () => {
  const changed = B.map((row, k) => (k >= 6 ? { ...row, segment: 5 } : row));
  expect(await compare([...A, ...changed], textOf([...A, ...B]))).toEqual({
    kind: 'value',
    symbol: 'BUSDT',
    row: 7,
    timeUs: B[6]!.timeUs,
    difference: { key: 'segment', expected: '0', actual: '5' },
  });
});

test('a row too many, a row too few', async () => {
  const last = A.at(-1)!;
  expect(await compare(A, textOf(A.slice(0, -1)))).toEqual({
    kind: 'extra',
    symbol: 'AUSDT',
    row: 12,
    timeUs: last.timeUs,
  });
  const missing = { kind: 'missing', symbol: 'AUSDT', row: 12, timeUs: null };
  expect(await compare(A.slice(0, -1), textOf(A))).toEqual(missing);
  expect(await compare(A.slice(0, -1), `${textOf(A.slice(0, -1))}\n\n${rowText(last)}`)).toEqual(missing);
  expect(await compare(B, textOf([...A, ...B]))).toMatchObject({ kind: 'missing', symbol: 'AUSDT', row: 1 });
});

test('a file that cannot be read is refused, also when no row is compared', async () => {
  for (const path of [join(folder.path, 'none.ndjson'), join(folder.path, 'none.ndjson.gz'), folder.path]) {
    await expect(compareRows(openComparison(path), A)).rejects.toMatchObject({ code: 'V13_ROWS_UNREADABLE' });
    await expect(endComparison(openComparison(path))).rejects.toMatchObject({ code: 'V13_ROWS_UNREADABLE' });
  }
  writeFileSync(join(folder.path, 'torn.gz'), gzipSync(textOf(A)).subarray(0, 60));
  const torn = openComparison(join(folder.path, 'torn.gz'));
  await expect(compareRows(torn, A)).rejects.toMatchObject({ code: 'V13_ROWS_UNREADABLE' });
});

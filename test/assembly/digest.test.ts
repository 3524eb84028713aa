// The digest of rows: what it depends on, what it does not, and where its checkpoints stand.

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHECKPOINT_ROWS, addRow, createRowDigest, readDigest } from '../../src/assembly/digest.js';
import { FLOAT_COLUMNS, ROW_CODEC_VERSION, createRowEncoder, encodeRow } from '../../src/core/pipeline/row-codec.js';
import type { SignalRow } from '../../src/core/pipeline/row.js';
import { fullRow, rowsOfSymbol } from '../support/signal-rows.js';

function digestOf(rows: readonly SignalRow[]) {
  const digest = createRowDigest();
  for (const row of rows) addRow(digest, row);
  return readDigest(digest);
}

test('is SHA-256 over the encoded rows of a symbol, then over the symbols', () => {
  const rows = rowsOfSymbol('BTCUSDT', 70);
  const symbol = createHash('sha256').update(`v13-rows/${ROW_CODEC_VERSION}\nBTCUSDT\n`);
  const encoder = createRowEncoder();
  for (const row of rows) symbol.update(encodeRow(encoder, row));
  const bytes = symbol.digest();
  const whole = createHash('sha256').update(`v13-digest/${ROW_CODEC_VERSION}\nBTCUSDT\n`).update(bytes).digest('hex');
  expect(digestOf(rows)).toMatchObject({ value: whole, rows: 70, symbols: [{ value: bytes.toString('hex') }] });
});

test('the interleaving of symbols does not matter, their own order does', () => {
  const [a, b] = [rowsOfSymbol('AUSDT', 40), rowsOfSymbol('BUSDT', 50)];
  const whole = digestOf([...a, ...b]);
  fc.assert(
    fc.property(fc.infiniteStream(fc.boolean()), (turns) => {
      const [left, right] = [[...a], [...b]];
      const mixed: SignalRow[] = [];
      while (left.length > 0 && right.length > 0) mixed.push((turns.next().value ? left : right).shift()!);
      expect(digestOf([...mixed, ...left, ...right])).toEqual(whole);
    }),
    { numRuns: 50 },
  );
  expect(digestOf([a[1]!, a[0]!, ...a.slice(2), ...b]).value).not.toBe(whole.value);
  expect(whole.symbols.map(({ symbol }) => symbol)).toEqual(['AUSDT', 'BUSDT']);
});

test('any field of any row changes it; −0 is 0', () => {
  const rows = rowsOfSymbol('AUSDT', 40);
  const { value } = digestOf(rows);
  const column = fc.constantFrom(...FLOAT_COLUMNS);
  fc.assert(
    fc.property(fc.nat(39), column, fc.option(fc.double({ noNaN: true }), { nil: null }), (at, key, changed) => {
      fc.pre(changed !== rows[at]![key]);
      expect(digestOf(rows.map((row, k) => (k === at ? { ...row, [key]: changed } : row))).value).not.toBe(value);
    }),
    { numRuns: 200 },
  );
  for (const key of ['timeUs', 'segment', 'ofiSamples', 'cvdSamples'] as const) {
    expect(digestOf([{ ...rows[0]!, [key]: rows[0]![key] + 1 }, ...rows.slice(1)]).value).not.toBe(value);
  }
  const zero = (of: number) => digestOf([{ ...fullRow(), ofi: of, cvd: of }]).value;
  expect(zero(-0)).toBe(zero(0));
});

test('the symbol is in it', () => {
  expect(digestOf(rowsOfSymbol('AUSDT', 3)).value).not.toBe(digestOf(rowsOfSymbol('BUSDT', 3)).value);
});

test('counts say how much was known', () => {
  const row = fullRow();
  const counts = digestOf([row, { ...row, ofiZ: null, fusion: null }, { ...row, cvdZ: null, fusion: null }]);
  expect(counts).toMatchObject({ rows: 3, ofiZ: 2, cvdZ: 2, fusion: 1 });
});

test('a checkpoint after every 4096 rows is the digest of the rows so far', () => {
  expect(CHECKPOINT_ROWS).toBe(4_096);
  const rows = rowsOfSymbol('AUSDT', 2 * CHECKPOINT_ROWS + 1);
  const [whole] = digestOf(rows).symbols;
  expect(whole!.checkpoints).toEqual([
    digestOf(rows.slice(0, CHECKPOINT_ROWS)).symbols[0]!.value,
    digestOf(rows.slice(0, 2 * CHECKPOINT_ROWS)).symbols[0]!.value,
  ]);
  expect(digestOf(rows.slice(0, CHECKPOINT_ROWS - 1)).symbols[0]!.checkpoints).toEqual([]);
  const late = rows.map((row, k) => (k === CHECKPOINT_ROWS ? { ...row, ofi: 9 } : row));
  const changed = digestOf(late).symbols[0]!;
  expect(changed.checkpoints[0]).toBe(whole!.checkpoints[0]);
  expect(changed.checkpoints[1]).not.toBe(whole!.checkpoints[1]);
});

test('reading it in the middle changes nothing', () => {
  const rows = rowsOfSymbol('AUSDT', 75);
  const digest = createRowDigest();
  for (const row of rows) {
    addRow(digest, row);
    readDigest(digest);
  }
  expect(readDigest(digest)).toEqual(digestOf(rows));
});

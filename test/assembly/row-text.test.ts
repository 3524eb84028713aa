// Rows as text: the same bits come back, and what differs is named.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROW_KEYS, compareRow, rowText } from '../../src/assembly/row-text.js';
import type { SignalRow } from '../../src/core/pipeline/row.js';
import { anyRow, fullRow } from '../support/signal-rows.js';

const parse = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

test('every field of a row has its key, in the order written', () => {
  const row = fullRow();
  expect([...ROW_KEYS.map(([, field]) => field), 'features'].sort()).toEqual(Object.keys(row).sort());
  expect(Object.keys(parse(rowText(row)))).toEqual(ROW_KEYS.map(([key]) => key));
});

test('reading gives the same bits, −0 as 0', () => {
  fc.assert(
    fc.property(anyRow, (row) => {
      const text = rowText(row);
      expect(text.endsWith('\n')).toBe(true);
      expect(text.indexOf('\n')).toBe(text.length - 1);
      const back = parse(text);
      for (const [key, field] of ROW_KEYS) {
        const value = row[field];
        expect(Object.is(back[key], value === 0 ? 0 : value)).toBe(true);
      }
      expect(compareRow(row, text)).toBeNull();
    }),
  );
});

test.each<[string, Partial<SignalRow>, string]>([
  ['the last bit of a number', { ofi: fullRow().ofi! * (1 + Number.EPSILON) }, 'ofi'],
  ['a number that is missing', { fusion: null }, 'fusion'],
  ['a reason', { ofiReason: 'crossed' }, 'ofi_reason'],
  ['the first of two', { segment: 7, fusion: 1 }, 'segment'],
])('a difference is found: %s', (_, change, key) => {
  const row = fullRow();
  expect(compareRow({ ...row, ...change }, rowText(row))).toMatchObject({ key });
});

test('the difference says both values', () => {
  const row = fullRow();
  expect(compareRow({ ...row, segment: 3 }, rowText(row))).toEqual({ key: 'segment', expected: '0', actual: '3' });
  const without = rowText({ ...row, trendBp: null }).replace('"trend_bp":null,', '');
  expect(compareRow({ ...row, trendBp: null }, without)).toEqual({
    key: 'trend_bp',
    expected: 'absent',
    actual: 'null',
  });
});

test.each(['', 'garbage', 'null', '7', '{"ts_us":'])('a line that is no row: %j', (line) => {
  expect(compareRow(fullRow(), line)).toEqual({ key: 'line', expected: line, actual: 'a row' });
});

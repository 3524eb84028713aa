// Rows of values as a table: alignment, widths, what is cut, what a terminal must not obey.

import { expect, test } from 'vitest';
import { valueTable } from '../../src/report/value-table.js';

const columns = [
  { name: 'symbol', type: 'VARCHAR', shape: 'text' as const },
  { name: 'n', type: 'BIGINT', shape: 'number' as const },
  { name: 'at', type: 'TIMESTAMP WITH TIME ZONE', shape: 'time' as const },
];
const wide = { columns: Infinity };

test('names, types, numbers to the right, times in UTC without needless zeros, absent as a dash', () => {
  const rows = [
    ['ETHUSDT', 12345678901234567890n, '2024-08-08T00:00:01.500000Z'],
    ['币安', null, '2024-08-08T00:00:01.000000Z'],
    [null, 0.30000000000000004, 'infinity'],
  ];
  expect(valueTable({ columns, rows }, wide)).toEqual({
    text: [
      'symbol                      n  at',
      'varchar                bigint  timestamp, UTC',
      'ETHUSDT  12345678901234567890  2024-08-08 00:00:01.5',
      '币安                        –  2024-08-08 00:00:01',
      '–                         0.3  infinity',
      '',
    ].join('\n'),
    hidden: [],
  });
});

test('columns that do not fit are left out and named; the first always stays, cut', () => {
  const rows = [['A'.repeat(100), 1, 'infinity']];
  const { text, hidden } = valueTable({ columns, rows }, { columns: 20 });
  expect(hidden).toEqual(['n', 'at']);
  expect(text.split('\n')[2]).toBe(`${'A'.repeat(19)}…`);
  expect(valueTable({ columns, rows: [['币'.repeat(30), 1, '']] }, { columns: 11 }).text.split('\n')[2]).toBe(
    '币币币币币…',
  );
});

test('control characters are shown as dots', () => {
  const rows = [['\u001b[31mred\n\u009b2J', true, null]];
  expect(valueTable({ columns, rows }, wide).text.split('\n')[2]).toMatch(/^·\[31mred··2J +true +–$/);
});

test('without rows the heads stand alone', () => {
  expect(valueTable({ columns: columns.slice(0, 1), rows: [] }, wide).text).toBe('symbol\nvarchar\n');
});

test('heads are painted, widths are those of the text', () => {
  const paint = (mark: string) => (text: string) => `${mark}${text}${mark}`;
  const painter = {
    bold: paint('*'),
    dim: paint('_'),
    good: paint(''),
    bad: paint(''),
    warn: paint(''),
    accent: paint(''),
  };
  const { text } = valueTable({ columns: columns.slice(0, 1), rows: [['A']] }, { columns: 80, paint: painter });
  expect(text).toBe('*symbol*\n_varchar_\nA\n');
});

// Blocks of rows: exact whole numbers, nulls as bits, refusal of what a column cannot hold.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTableBlock } from '../../../src/store/parquet/table-block.js';
import type { ColumnType, TableColumn } from '../../../src/store/parquet/table-column.js';

const column = (type: ColumnType): TableColumn => ({ name: type, type, nullable: true, unit: null, about: '' });
const blockOf = (type: ColumnType, capacity = 9) => createTableBlock([column(type)], capacity);

describe('a block', () => {
  test('begins with nulls, and clear() brings them back', () => {
    const block = blockOf('f64');
    expect(block.number(0, 8)).toBeNull();
    block.setNumber(0, 8, 1.5);
    block.rows = 9;
    expect([block.number(0, 7), block.number(0, 8)]).toEqual([null, 1.5]);
    block.clear();
    expect([block.rows, block.number(0, 8)]).toEqual([0, null]);
  });

  test('a value can be taken back', () => {
    const block = createTableBlock([column('text'), column('bool')], 3);
    block.setText(0, 1, 'bid');
    block.setText(0, 1, null);
    block.setBool(1, 1, true);
    block.setBool(1, 1, false);
    expect([block.text(0, 1), block.bool(1, 1)]).toEqual([null, false]);
  });

  test('keeps every safe whole number exactly, in the memory that Arrow reads', () => {
    const block = blockOf('i64', 1);
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        block.setNumber(0, 0, value);
        expect(block.number(0, 0)).toBe(value === 0 ? 0 : value);
        const [{ values }] = block.data as [(typeof block.data)[0]];
        expect(values.kind === 'i64' && values.whole[0]).toBe(BigInt(value));
      }),
    );
  });
});

const REFUSED: readonly (readonly [ColumnType, number])[] = [
  ['f64', NaN],
  ['i64', 1.5],
  ['i64', 2 ** 53],
  ['timestamp_us', NaN],
  ['i32', 2 ** 31],
  ['i32', 0.5],
  ['text', 1],
  ['bool', 1],
];

describe('a block refuses', () => {
  test.each(REFUSED)('%s: %d', (type, value) => {
    expect(() => blockOf(type).setNumber(0, 0, value)).toThrow('cannot hold');
  });

  test('text in numbers, flags in texts, columns that are not there', () => {
    expect(() => blockOf('f64').setText(0, 0, 'a')).toThrow('cannot hold');
    expect(() => blockOf('text').setBool(0, 0, true)).toThrow('cannot hold');
    expect(() => blockOf('f64').setNumber(1, 0, 1)).toThrow('column 1 of 1');
  });
});

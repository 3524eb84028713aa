// The columns of rows in files: every field of a row once, under a name of its own, with what it means.
import { expect, test } from 'vitest';
import { ROW_COLUMNS } from '../../../src/core/pipeline/row-columns.js';
import { FLOAT_COLUMNS } from '../../../src/core/pipeline/row-codec.js';
import { fullRow } from '../../support/signal-rows.js';

test('names and fields are unique', () => {
  expect(new Set(ROW_COLUMNS.map(({ name }) => name)).size).toBe(ROW_COLUMNS.length);
  expect(new Set(ROW_COLUMNS.map(({ field }) => field)).size).toBe(ROW_COLUMNS.length);
});

test('every column says what it is, in one sentence', () => {
  for (const { name, about } of ROW_COLUMNS) expect(about, name).toMatch(/^\S.*\.$/);
});

test('every hashed number is a column', () => {
  const fields = new Set<string>(ROW_COLUMNS.map(({ field }) => field));
  for (const column of FLOAT_COLUMNS) expect(fields.has(column), column).toBe(true);
});

test('every field of a row is a column, and of the type it says', () => {
  const row = fullRow();
  const fields = new Set<string>(ROW_COLUMNS.map(({ field }) => field));
  expect(Object.keys(row).filter((field) => field !== 'features' && !fields.has(field))).toEqual([]);
  for (const { field, type } of ROW_COLUMNS) {
    const value = row[field];
    if (value === null) continue;
    expect(typeof value, field).toBe(type === 'text' ? 'string' : 'number');
    if (type === 'i64') expect(Number.isInteger(value), field).toBe(true);
  }
});

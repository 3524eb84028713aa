// The names of expressions are the columns of rows, every one of them.

import { expect, test } from 'vitest';
import { expressionNames } from '../../../src/core/alert/names.js';
import { REASON_CODE } from '../../../src/core/market/reason.js';
import { ROW_COLUMNS } from '../../../src/core/pipeline/row-columns.js';

const names = expressionNames([{ name: 'vpin', unit: 'ratio', about: '' }]);

test('every column has its type', () => {
  for (const { name, field, type } of ROW_COLUMNS) {
    expect(names.get(name)).toMatchObject({ kind: type === 'text' ? 'text' : 'number', at: field });
  }
  expect(names.size).toBe(ROW_COLUMNS.length + 1);
});

test.each([
  ['ofi_z', { unit: 'pure' }],
  ['mid', { unit: 'price' }],
  ['trend_bp', { unit: 'bp' }],
  ['ts_us', { unit: 'us' }],
  ['vpin', { unit: 'pure', at: 0 }],
  ['ofi_reason', { words: Object.keys(REASON_CODE) }],
  ['fusion_signal', { words: ['strong_buy', 'strong_sell', 'neutral'] }],
  ['symbol', { words: null }],
])('%s', (name, expected) => {
  expect(names.get(name)).toMatchObject(expected);
});

test('a text column other than the symbol lists what it can say', () => {
  for (const [name, info] of names) if (info.kind === 'text' && name !== 'symbol') expect(info.words).not.toBeNull();
});

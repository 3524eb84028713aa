// What binds tighter than what: the brackets that a reader would have to add.

import { expect, test } from 'vitest';
import { formatExpression } from '../../../src/core/alert/format.js';
import { expressionNames } from '../../../src/core/alert/names.js';
import { readPiece } from '../../../src/core/alert/primary.js';
import { readTokens } from '../../../src/core/alert/tokens.js';
import { expressionOf } from '../../support/expressions.js';

test.each([
  ['1 + 2 * 3 > 0', '1 + 2 * 3 > 0'],
  ['(1 + 2) * 3 > 0', '(1 + 2) * 3 > 0'],
  ['1 - (2 - 3) > 0', '1 - (2 - 3) > 0'],
  ['(1 - 2) - 3 > 0', '1 - 2 - 3 > 0'],
  ['8 / (4 / 2) > 0', '8 / (4 / 2) > 0'],
  ['-(1 + 2) > 0', '-(1 + 2) > 0'],
  ['-ofi_z * 2 > 0', '-ofi_z * 2 > 0'],
  ['|ofi_z - |cvd_z|| > 0', null],
  ['|ofi_z - abs(cvd_z)| > 0', 'abs(ofi_z - abs(cvd_z)) > 0'],
  ['|ofi_z| > |cvd_z|', 'abs(ofi_z) > abs(cvd_z)'],
  ['MIN(1, 2) > 0', null],
  ['((ofi_z)) > ((3))', 'ofi_z > 3'],
])('%s', (text, expected) => {
  if (expected === null) expect(() => expressionOf(text)).toThrow();
  else expect(formatExpression(expressionOf(text))).toBe(expected);
});

test('reading stops where the number ends', () => {
  const tokens = readTokens('ofi_z + 1 > 3');
  if ('kind' in tokens) throw new Error(tokens.message);
  const relation = () => {
    throw new Error('nothing stands in brackets');
  };
  const cursor = { tokens, names: expressionNames([]), next: 0, depth: 0, relation };
  expect(readPiece(cursor)).toMatchObject({ kind: 'number', unit: 'pure', at: 0, end: 9 });
  expect(cursor.next).toBe(3);
});

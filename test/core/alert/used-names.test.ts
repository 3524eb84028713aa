// What an alert records of the row that raised it.

import { expect, test } from 'vitest';
import { parseExpression } from '../../../src/core/alert/parse.js';
import { namedValues, usedNames } from '../../../src/core/alert/used-names.js';
import { fullRow } from '../../support/signal-rows.js';

test('each name once, in the order of its first use, with its value', () => {
  const parsed = parseExpression(
    'abs(ofi_z) > 3 && !(ofi_signal == buy) || min(vpin, -cvd_z) > ofi_z * 2 || ofi_reason is null || mid crosses 3',
    [{ name: 'vpin', unit: 'ratio', about: '' }],
  );
  if (parsed.kind === 'error') throw new Error(parsed.message);
  const row = { ...fullRow(), ofiZ: 4, ofiSignal: 'buy' as const, cvdZ: null, mid: 5, ofiReason: null, features: [7] };
  const values = namedValues(usedNames(parsed.expression), row);
  expect(Object.entries(values)).toEqual([
    ['ofi_z', 4],
    ['ofi_signal', 'buy'],
    ['vpin', 7],
    ['cvd_z', null],
    ['ofi_reason', null],
    ['mid', 5],
  ]);
});

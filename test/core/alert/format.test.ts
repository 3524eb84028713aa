// An expression as text, in one form whatever was typed; round trips are in parse.test.ts.

import { expect, test } from 'vitest';
import { formatExpression } from '../../../src/core/alert/format.js';
import { expressionOf } from '../../support/expressions.js';

test.each([
  ['ofi_z>3&&cvd_z>1 for 2s', 'ofi_z > 3 && cvd_z > 1 for 2s'],
  ['not ofi_z = 3 and (cvd_z > 1 or fusion > 2)', '!(ofi_z == 3) && (cvd_z > 1 || fusion > 2)'],
  ['(ofi_z > 3 && cvd_z > 1) || fusion > 2', 'ofi_z > 3 && cvd_z > 1 || fusion > 2'],
  ['ofi_z > 1 && (cvd_z > 1 && fusion > 1)', 'ofi_z > 1 && cvd_z > 1 && fusion > 1'],
  ["ofi_signal == 'BUY'", 'ofi_signal == buy'],
  ['symbol == "1000pepeusdt"', "symbol == '1000PEPEUSDT'"],
  ["'not' == symbol", "'NOT' == symbol"],
  ['ofi_z IS NOT NULL', 'ofi_z is not null'],
  ['ofi_z crosses  above   2', 'ofi_z crosses above 2'],
  ['ofi_z crosses 2', 'ofi_z crosses 2'],
  ['max(ofi_z,cvd_z) >= .5', 'max(ofi_z, cvd_z) >= .5'],
])('%s', (text, expected) => {
  expect(formatExpression(expressionOf(text))).toBe(expected);
});

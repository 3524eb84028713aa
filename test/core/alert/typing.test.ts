// Units of sums and products.

import { expect, test } from 'vitest';
import { parseExpression } from '../../../src/core/alert/parse.js';
import { productUnit } from '../../../src/core/alert/typing.js';

test.each([
  ['*', 'price', 'any', 'price'],
  ['*', 'any', 'price', 'price'],
  ['*', 'pure', 'price', 'price'],
  ['*', 'price', 'pure', 'price'],
  ['*', 'price', 'base', 'any'],
  ['/', 'price', 'price', 'any'],
  ['/', 'price', 'any', 'price'],
  ['/', 'any', 'price', 'any'],
  ['*', 'any', 'any', 'any'],
  ['*', 'pure', 'any', 'pure'],
] as const)('%s: %s and %s give %s', (operator, left, right, expected) => {
  expect(productUnit(operator, left, right)).toBe(expected);
});

test.each([
  ['ofi > cvd', 'ok'],
  ['mid > weighted_mid', 'ok'],
  ['mid - weighted_mid > 0', 'ok'],
  ['ofi_z + fusion > 3', 'ok'],
  ['mid * 2 > weighted_mid', 'ok'],
  ['mid * ofi > 1', 'ok'],
  ['ofi > ofi_z', 'error'],
  ['mid + bid_ticks > 1', 'error'],
  ['min(mid, ofi_z) > 1', 'error'],
  ['spread_ticks > 5bp', 'error'],
])('%s: %s', (text, kind) => {
  expect(parseExpression(text).kind).toBe(kind);
});

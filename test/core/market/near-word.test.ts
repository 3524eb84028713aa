// Suggestions for mistyped words.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { didYouMean, editDistance } from '../../../src/core/market/near-word.js';

test.each([
  ['nothing changed', 'replay', 'replay', 0],
  ['one letter missing', 'repay', 'replay', 1],
  ['neighbours swapped count once', 'repaly', 'replay', 1],
  ['one letter replaced', 'reploy', 'replay', 1],
  ['everything missing', '', 'abc', 3],
  ['two swaps', 'ba dc', 'ab cd', 2],
])('distance: %s', (_, a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

describe('suggestion', () => {
  test.each([
    ['a slip', 'replya', ['replay', 'simulate'], 'replay'],
    ['underscore for dash', 'z_window', ['z-window', 'z-ddof'], 'z-window'],
    ['capitals', 'OFI', ['ofi', 'cvd'], 'ofi'],
    ['a symbol without its factor', 'PEPEUSDT', ['ETHUSDT', '1000PEPEUSDT'], '1000PEPEUSDT'],
    ['nothing near', 'banana', ['replay', 'simulate'], null],
    ['nothing typed', '', ['replay'], null],
  ])('%s', (_, typed, known, expected) => {
    expect(didYouMean(typed, known)).toBe(expected);
  });
});

test('distance is symmetric, and zero only for equal words', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
    }),
  );
});

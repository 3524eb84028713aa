// Estimates that could not be made, that are exact, and that are seen through a function.

import { expect, test } from 'vitest';
import { exactEstimate, mapEstimate, noEstimate } from '../../../src/core/analysis/estimate.js';

test('has no value and no interval, but its n and its reason', () => {
  expect(noEstimate(7, 'few_outcomes')).toMatchObject({
    value: null,
    low: null,
    high: null,
    n: 7,
    nEff: null,
    method: 'none',
    reason: 'few_outcomes',
  });
});

test('through a falling function the ends change places; what is missing stays so', () => {
  const of = { ...exactEstimate(4, 9), low: 2, high: 8 };
  expect(mapEstimate(of, (value) => 1 / value)).toMatchObject({ value: 0.25, low: 0.125, high: 0.5, n: 9 });
  expect(mapEstimate(of, (value) => 2 * value)).toMatchObject({ value: 8, low: 4, high: 16 });
  expect(mapEstimate(noEstimate(3, 'constant'), (value) => -value)).toEqual(noEstimate(3, 'constant'));
});

test('what is exact is its own interval', () => {
  expect(exactEstimate(1, 5)).toMatchObject({ value: 1, low: 1, high: 1, n: 5, method: 'exact', reason: null });
});

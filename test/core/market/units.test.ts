// Counts of a unit as numbers.

import { expect, test } from 'vitest';
import { inUnits } from '../../../src/core/market/units.js';

test.each([
  [1234, 0.001, 1.234],
  [3, 0.1, 0.3],
  [7, 0.05, 0.35],
  [-5, 0.01, -0.05],
  [12, 10, 120],
  [12, 1, 12],
  [3, 2.5, 7.5],
])('%s of %s is %s', (count, unit, value) => {
  expect(inUnits(count, unit)).toBe(value);
});

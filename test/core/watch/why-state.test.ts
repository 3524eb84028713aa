// The trail's memory is plain data, and lots become base units as the chain makes them.

import { expect, test } from 'vitest';
import { DEFAULT_CHAIN } from '../../../src/core/pipeline/config.js';
import { initTrail, toQty } from '../../../src/core/watch/why-state.js';

test('begins with nothing, as plain data', () => {
  const trail = initTrail(DEFAULT_CHAIN, 5);
  expect(structuredClone(trail)).toEqual(trail);
  expect(trail).toMatchObject({ rowUs: 5, updates: [], found: null });
});

test.each([
  [{ stepMantissa: 1, stepDivisor: 1_000 }, 1_234, 1.234],
  [{ stepMantissa: 5, stepDivisor: 10 }, 3, 1.5],
  [{ stepMantissa: 1, stepDivisor: 1 }, -7, -7],
])('%o: %d lots are %d', (units, lots, qty) => {
  expect(toQty(units, lots)).toBe(qty);
});

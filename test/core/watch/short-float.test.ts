// Tests of quantities in two bytes.

import { expect, test } from 'vitest';
import fc from 'fast-check';
import { fromShortFloat, toShortFloat } from '../../../src/core/watch/short-float.js';

test('small whole numbers are exact, and nothing is nothing', () => {
  for (const lots of [0, 1, 2, 100, 256]) expect(fromShortFloat(toShortFloat(lots))).toBe(lots);
});

test('all others are within 0.4 %', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e15, noNaN: true }), (lots) => {
      const short = toShortFloat(lots);
      expect(Number.isInteger(short) && short > 0 && short < 65_536).toBe(true);
      expect(Math.abs(fromShortFloat(short) / lots - 1)).toBeLessThanOrEqual(0.004);
    }),
  );
});

// From z to side.

import { expect, test } from 'vitest';
import { sideSignal, signalStrength } from '../../../src/core/signal/threshold.js';

test.each([
  [2.0001, 'buy', 1.00005],
  [2, 'neutral', 1],
  [0, 'neutral', 0],
  [-2, 'neutral', 1],
  [-3, 'sell', 1.5],
] as const)('z %d against 2: %s, strength %d', (z, side, strength) => {
  expect(sideSignal(z, 2)).toBe(side);
  expect(signalStrength(z, 2)).toBeCloseTo(strength, 12);
});

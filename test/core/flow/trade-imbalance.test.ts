// Share of buying among taker volume.

import { expect, test } from 'vitest';
import { tradeImbalance } from '../../../src/core/flow/trade-imbalance.js';

test('published vector: bought 7.5, sold 5', () => {
  expect(tradeImbalance(7.5, 5)).toBe(0.2);
});

test('all bought, all sold, nothing traded', () => {
  expect([tradeImbalance(3, 0), tradeImbalance(0, 3), tradeImbalance(0, 0)]).toEqual([1, -1, null]);
});

// Tests of price groups.

import { expect, test } from 'vitest';
import { fitsPrice, groupTicksOf, initMarketHistory } from '../../../src/core/watch/market-history.js';

test.each([
  [1, 1],
  [39_999, 1],
  [80_000, 2],
  [350_000, 5],
  [1_000_000, 20],
  [40_000_000, 1_000],
])('a price of %i ticks is shown in groups of %i', (priceTicks, groupTicks) => {
  expect(groupTicksOf(priceTicks)).toBe(groupTicks);
});

test('groups are kept until the price has outgrown them', () => {
  const market = initMarketHistory(400_000);
  expect(market.groupTicks).toBe(10);
  expect([100_000, 300_000, 1_600_000].map((price) => fitsPrice(market, price))).toEqual([false, true, true]);
  expect(fitsPrice(market, 2_000_000)).toBe(false);
});

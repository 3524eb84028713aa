// Bars of trades against a plain look at the list.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addToTradeBar, barVwapTicks, clearTradeBar, initTradeBar } from '../../../src/core/flow/trade-bar.js';
import { SEVEN_TRADES, anyTrades } from './takers.js';

test('published trades: opens at 100, 99.9 to 100.1, bought 7.5 of 12.5', () => {
  const bar = initTradeBar();
  for (const trade of SEVEN_TRADES) addToTradeBar(bar, trade);
  expect(bar).toMatchObject({ trades: 7, openTicks: 1000, highTicks: 1001, lowTicks: 999, closeTicks: 1001 });
  expect([bar.lots / 2, bar.buyLots / 2]).toEqual([12.5, 7.5]);
  expect(barVwapTicks(bar)).toBeCloseTo((1000 * 2 + 1001 + 1000 * 4 + 999 * 0.5 + 3000 + 1001 * 2) / 12.5, 10);
});

test('no trades: no price; the next bar knows nothing of the one before', () => {
  const bar = initTradeBar();
  expect(barVwapTicks(bar)).toBeNull();
  addToTradeBar(bar, { timeUs: 1, priceTicks: 5000, lots: 3, side: 1 });
  clearTradeBar(bar);
  addToTradeBar(bar, { timeUs: 2, priceTicks: 7, lots: 1, side: -1 });
  expect(bar).toEqual({ trades: 1, openTicks: 7, highTicks: 7, lowTicks: 7, closeTicks: 7, lots: 1, buyLots: 0, tickLots: 7 }); // prettier-ignore
});

test('equals a look at the whole list', () => {
  fc.assert(
    fc.property(anyTrades, (trades) => {
      const bar = initTradeBar();
      for (const trade of trades) addToTradeBar(structuredClone(bar), trade);
      for (const trade of trades) addToTradeBar(bar, trade);
      const prices = trades.map((trade) => trade.priceTicks);
      expect(bar.trades).toBe(trades.length);
      if (trades.length === 0) return;
      expect([bar.openTicks, bar.closeTicks]).toEqual([prices[0], prices.at(-1)]);
      expect([bar.highTicks, bar.lowTicks]).toEqual([Math.max(...prices), Math.min(...prices)]);
      expect(bar.lots).toBe(trades.reduce((sum, trade) => sum + trade.lots, 0));
      expect(bar.buyLots).toBe(trades.reduce((sum, trade) => sum + (trade.side > 0 ? trade.lots : 0), 0));
      expect(barVwapTicks(bar)! * bar.lots).toBeCloseTo(
        trades.reduce((s, t) => s + t.lots * t.priceTicks, 0),
        4,
      );
    }),
  );
});

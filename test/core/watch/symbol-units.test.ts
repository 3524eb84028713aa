// Tests of sizes, decimals and assets of symbols.

import { expect, test } from 'vitest';
import { assetsOf, symbolUnits } from '../../../src/core/watch/symbol-units.js';

test.each([
  ['ETHUSDT', 'ETH', 'USDT'],
  ['1000PEPEUSDC', '1000PEPE', 'USDC'],
  ['ETHBTC', 'ETH', 'BTC'],
  ['BTCUSDT_261225', 'BTC', 'USDT'],
  ['USDT', 'USDT', ''],
  ['ODDNAME', 'ODDNAME', ''],
])('%s is %s in %s', (symbol, base, quote) => {
  expect(assetsOf(symbol)).toEqual({ base, quote });
});

test('a unit that is not known counts as one', () => {
  expect(symbolUnits('XUSDT', { mantissa: 5, decimals: 2 }, null)).toEqual({
    tick: 0.05,
    step: 1,
    priceDecimals: 2,
    qtyDecimals: 0,
    base: 'X',
    quote: 'USDT',
  });
});

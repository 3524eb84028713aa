// Symbols by name, with their units.

import { describe, expect, test } from 'vitest';
import { knownUnits, symbolConfig } from '../../../src/core/sim/market-config.js';

describe('symbols', () => {
  test.each([
    ['BTCUSDT', 618_002, 2, 3],
    ['ETHUSDT', 268_162, 2, 3],
    ['SOLUSDT', 15_421, 4, 2],
    ['DOGEUSDT', 10_452, 6, 0],
    ['ANYUSDT', 10_000, 2, 2],
  ])('%s starts at %i ticks', (symbol, startTicks, priceDecimals, qtyDecimals) => {
    const config = symbolConfig(knownUnits(symbol));
    expect(config).toMatchObject({ startTicks, priceDecimals, qtyDecimals, instrument: { symbol } });
  });

  test('a queue of ETHUSDT is about 21 ETH, the smallest order 20 USDT', () => {
    expect(symbolConfig(knownUnits('ETHUSDT'))).toMatchObject({ queueLots: 20_965, minTradeLots: 8 });
  });

  test.each([
    ['tick', { tick: 'x' }],
    ['tick', { tick: '0' }],
    ['step', { step: '-1' }],
    ['price', { price: '2681.625' }],
    ['price', { price: '0.99' }],
  ])('a bad %s is named', (problem, change) => {
    expect(symbolConfig({ ...knownUnits('ETHUSDT'), ...change })).toEqual({ problem });
  });
});

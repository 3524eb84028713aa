// aggTrades made of single trades: what is merged, what is left out, exact sums.

import { describe, expect, test } from 'vitest';
import { dueTrades, initTradeBatcher, stepTradeBatcher, sumOf } from '../../../src/exchange/emulator/trade-batches.js';
import type { VenueAggTrade, VenueTrade } from '../../../src/exchange/emulator/venue-message.js';

const trade = (id: number, atMs: number, changes: Partial<VenueTrade> = {}): VenueTrade => ({
  kind: 'trade',
  symbol: 'ETHUSDT',
  atUs: atMs * 1_000,
  ageMs: 4,
  id,
  price: '2680.50',
  qty: '0.100',
  origin: 'MARKET',
  buyerIsMaker: false,
  ...changes,
});

function merge(trades: readonly VenueTrade[]): VenueAggTrade[] {
  const state = initTradeBatcher(500);
  const ended = [...trades.map((one) => stepTradeBatcher(state, one)), dueTrades(state, Infinity)];
  return ended.filter((one) => one !== null);
}

const shape = ({ id, firstFill, lastFill, qty }: VenueAggTrade) => [id, firstFill, lastFill, qty];

describe('what is one aggTrade', () => {
  test.each<[string, VenueTrade[], (string | number)[][]]>([
    ['same price and side within 100 ms', [trade(7, 0), trade(8, 40), trade(9, 99)], [[500, 7, 9, '0.300']]],
    [
      'another price',
      [trade(7, 0), trade(8, 1, { price: '2680.51' })],
      [
        [500, 7, 7, '0.100'],
        [501, 8, 8, '0.100'],
      ],
    ],
    [
      'another side',
      [trade(7, 0), trade(8, 1, { buyerIsMaker: true })],
      [
        [500, 7, 7, '0.100'],
        [501, 8, 8, '0.100'],
      ],
    ],
    [
      'later than 100 ms',
      [trade(7, 0), trade(8, 100)],
      [
        [500, 7, 7, '0.100'],
        [501, 8, 8, '0.100'],
      ],
    ],
    [
      'not the insurance fund',
      [trade(7, 0), trade(8, 1, { origin: 'INSURANCE_FUND' }), trade(9, 2)],
      [[500, 7, 9, '0.200']],
    ],
    ['nor a trade of nothing', [trade(7, 0), trade(8, 1, { qty: '0.000' })], [[500, 7, 7, '0.100']]],
  ])('%s', (_, trades, expected) => {
    expect(merge(trades).map(shape)).toEqual(expected);
  });

  test('it is sent when the next begins, 100 ms later at the latest', () => {
    expect(merge([trade(7, 0), trade(8, 30, { price: '1' })])[0]?.atUs).toBe(30_000);
    expect(merge([trade(7, 0), trade(8, 900)])[0]?.atUs).toBe(100_000);
  });
});

test.each([
  [['0.1', '0.2'], '0.3'],
  [['1.50', '2'], '3.50'],
  [['0.001', '0.0005'], '0.0015'],
  [['90071992.547', '0.001'], '90071992.548'],
])('sums are exact: %j', (texts, sum) => {
  expect(sumOf(texts)).toBe(sum);
});

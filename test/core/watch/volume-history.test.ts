// Tests of taker volume by second and price.

import { expect, test } from 'vitest';
import fc from 'fast-check';
import { initVolumeHistory, openClose, stepVolume, volumeBetween } from '../../../src/core/watch/volume-history.js';

const trades = fc.array(
  fc.record({
    step: fc.nat(3),
    priceTicks: fc.integer({ min: 90, max: 130 }),
    qtyLots: fc.integer({ min: 1, max: 9 }),
    isBuy: fc.boolean(),
  }),
  { maxLength: 80 },
);

test('volume of a span is the sum of its trades by price group', () => {
  fc.assert(
    fc.property(trades, fc.nat(60), fc.nat(60), (steps, from, length) => {
      const history = initVolumeHistory(5);
      const naive = new Map<number, [number, number]>();
      let second = 1;
      for (const { step, ...trade } of steps) {
        second += step;
        stepVolume(history, { second, ...trade });
        if (second < from || second >= from + length) continue;
        const group = Math.floor(trade.priceTicks / 5) * 5;
        const sum = naive.get(group) ?? [0, 0];
        sum[trade.isBuy ? 0 : 1] += trade.qtyLots;
        naive.set(group, sum);
      }
      const { ticks, buyLots, sellLots } = volumeBetween(history, from, from + length);
      expect(ticks.map((tick, k) => [tick, [buyLots[k], sellLots[k]]])).toEqual([...naive].sort(([a], [b]) => b - a));
    }),
  );
});

test('the oldest cells go first, and a clock that steps back loses nothing', () => {
  const history = initVolumeHistory(1, 4, 8);
  for (let k = 0; k < 6; k++) stepVolume(history, { second: 10 + k, priceTicks: 100 + k, qtyLots: 1, isBuy: true });
  expect(volumeBetween(history, 0, 99).ticks).toEqual([105, 104, 103, 102]);
  stepVolume(history, { second: 3, priceTicks: 105, qtyLots: 1, isBuy: false });
  expect(volumeBetween(history, 15, 16)).toEqual({ ticks: [105], buyLots: [1], sellLots: [1] });
});

test('first and last price of a span', () => {
  const history = initVolumeHistory(1);
  expect(openClose(history, 1, 20)).toEqual({ openTicks: null, closeTicks: null });
  for (const [second, priceTicks] of [[5, 7], [5, 9], [8, 3]] as const) stepVolume(history, { second, priceTicks, qtyLots: 1, isBuy: true }); // prettier-ignore
  expect(openClose(history, 5, 6)).toEqual({ openTicks: 7, closeTicks: 9 });
  expect(openClose(history, 1, 20)).toEqual({ openTicks: 7, closeTicks: 3 });
});

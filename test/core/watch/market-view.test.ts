// Tests of heatmap and footprint out of a history written by hand.

import { expect, test } from 'vitest';
import { createBook } from '../../../src/core/book/book.js';
import { setLevel } from '../../../src/core/book/ladder.js';
import { forgetDepth, sampleDepth } from '../../../src/core/watch/depth-history.js';
import { initMarketHistory } from '../../../src/core/watch/market-history.js';
import { footprintView, heatView, initMarketViewCache } from '../../../src/core/watch/market-view.js';
import { stepVolume } from '../../../src/core/watch/volume-history.js';

/** Second 100: a book; 103: forgotten; 105: the book again. Trades in 101 and 104. */
function history() {
  const market = initMarketHistory(1_000);
  const book = createBook();
  setLevel(book.bids, 1000, 5);
  setLevel(book.asks, 1002, 7);
  book.synced = true;
  sampleDepth(market.depth, book, 100);
  forgetDepth(market.depth, 103);
  sampleDepth(market.depth, book, 105);
  stepVolume(market.volume, { second: 101, priceTicks: 1002, qtyLots: 3, isBuy: true });
  stepVolume(market.volume, { second: 104, priceTicks: 1000, qtyLots: 2, isBuy: false });
  return market;
}

const span = { nowUs: 105_500_000, spanUs: 6_000_000, settledUs: 105_400_000 };

test('a column shows the last sample before its end, and nothing where the book was lost', () => {
  const { stepUs, columns } = heatView(history(), initMarketViewCache('X', 1), { ...span, columns: 6 });
  expect(stepUs).toBe(1_000_000);
  expect(columns.map(({ timeUs, bidTicks }) => [timeUs / 1e6, bidTicks])).toEqual([
    [100, 1000],
    [101, 1000],
    [102, 1000],
    [103, null],
    [104, null],
    [105, 1000],
  ]);
  expect(columns[1]).toMatchObject({
    ticks: [1000, 1002],
    lots: [5, 7],
    tradeTicks: [1002],
    buyLots: [3],
    sellLots: [0],
  });
  expect(columns[4]).toMatchObject({ ticks: [], lots: [], tradeTicks: [1000], buyLots: [0], sellLots: [2] });
});

test('fewer columns are wider ones', () => {
  const { stepUs, columns } = heatView(history(), initMarketViewCache('X', 1), { ...span, columns: 3 });
  expect(stepUs).toBe(2_000_000);
  expect(columns.map(({ bidTicks, tradeTicks }) => [bidTicks, tradeTicks])).toEqual([
    [1000, [1002]],
    [null, []],
    [1000, [1000]],
  ]);
});

test('bars of the footprint have their first and last price', () => {
  const bars = footprintView(history(), initMarketViewCache('X', 1), { ...span, bars: 2 });
  expect(
    bars.map(({ fromUs, toUs, openTicks, closeTicks }) => [fromUs / 1e6, toUs / 1e6, openTicks, closeTicks]),
  ).toEqual([
    [102, 105, 1000, 1000],
    [105, 108, null, null],
  ]);
  expect(bars[0]).toMatchObject({ ticks: [1000], buyLots: [0], sellLots: [2] });
});

// Sums of the market over the time it could be seen.

import { expect, test } from 'vitest';
import {
  accrue,
  addVolume,
  breakMarket,
  hourOf,
  initMarketSums,
  marketOf,
} from '../../../../src/core/analysis/collect/market-sums.js';
import { addSilence, initSilences } from '../../../../src/core/analysis/collect/silences.js';

const SECOND = 1_000_000;
const quote = { bidTicks: 999, askTicks: 1001, bidLots: 4, askLots: 8 };

test('spread, mid and size weighted by time, stale and unreadable times left out', () => {
  const sums = initMarketSums();
  const silences = initSilences(2 * SECOND, 1e9);
  accrue(sums, 0, { quote: null, silences });
  accrue(sums, SECOND, { quote, silences });
  accrue(sums, 2 * SECOND, { quote: null, silences });
  addSilence(silences, 3 * SECOND, 9 * SECOND);
  accrue(sums, 10 * SECOND, { quote, silences });
  const market = marketOf(sums);
  // 0–1, 2–5 and 9–10 s.
  expect(market.coveredUs).toBe(5 * SECOND);
  expect(market.spreadUs[2]).toBe(5 * SECOND);
  expect(market.spreadTicksUs).toBe(10 * SECOND);
  expect(market.midTicksUs).toBe(5_000 * SECOND);
  expect(market.topLotsUs).toBe(30 * SECOND);
  expect(market.spreadBpUs).toBeCloseTo(20 * 5 * SECOND, 3);
});

test('by hour of the day', () => {
  const sums = initMarketSums();
  const silences = initSilences(1e15, 1e9);
  const start = 3 * 3_600 * SECOND - 2 * SECOND;
  accrue(sums, start, { quote: null, silences });
  accrue(sums, start + 5 * SECOND, { quote, silences });
  addVolume(sums, start, 7);
  breakMarket(sums);
  accrue(sums, start + 9 * SECOND, { quote, silences });
  const market = marketOf(sums);
  expect([market.hourUs[2], market.hourUs[3]]).toEqual([2 * SECOND, 3 * SECOND]);
  expect([market.hourSeconds[2], market.hourSeconds[3]]).toEqual([2, 2]);
  expect(market.hourLots[hourOf(start)]).toBe(7);
  expect(hourOf(25 * 3_600 * SECOND)).toBe(1);
});

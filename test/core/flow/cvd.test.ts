// Cumulative volume delta: published vector, the UTC day, the final sums of the recordings.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clearCvd, initCvd, rollCvdDay, signedLots, stepCvd } from '../../../src/core/flow/cvd.js';
import { tradeImbalance } from '../../../src/core/flow/trade-imbalance.js';
import { testData } from '../../support/data.js';
import { MARK, messagesOf } from './recording.js';

/** Published trades as [ms, lots of 0.5, buyer is maker]. */
const TRADES: readonly (readonly [number, number, boolean])[] = [
  [1000, 4, false],
  [1200, 2, false],
  [1500, 8, true],
  [2100, 1, true],
  [2600, 6, false],
  [3050, 3, false],
  [3050, 1, true],
];
const CONFIG = { emaAlpha: 0.5, reset: 'none' } as const;
const MIDNIGHT_US = 19_900 * 86_400_000_000;

describe('published vector', () => {
  test('deltas 2 1 −4 −.5 3 1.5 −.5, their running sum and its average', () => {
    const state = initCvd(CONFIG);
    const seen = TRADES.map(([ms, lots, maker]) => {
      const sum = stepCvd(state, signedLots(lots, maker), ms * 1000);
      return [state.lastLots / 2, sum / 2, state.ema.value / 2];
    });
    expect(seen.map((s) => s[0])).toEqual([2, 1, -4, -0.5, 3, 1.5, -0.5]);
    expect(seen.map((s) => s[1])).toEqual([2, 3, -1, -1.5, 1.5, 3, 2.5]);
    expect(seen.map((s) => s[2])).toEqual([2, 2.5, 0.75, -0.375, 0.5625, 1.78125, 2.140625]);
    expect(state.trades).toBe(7);
  });

  test('bought 7.5, sold 5: imbalance 2.5, a fifth of the volume', () => {
    const bought = TRADES.reduce((sum, [, lots, maker]) => sum + (maker ? 0 : lots / 2), 0);
    const sold = TRADES.reduce((sum, [, lots, maker]) => sum + (maker ? lots / 2 : 0), 0);
    expect([bought, sold, bought - sold, tradeImbalance(bought, sold)]).toEqual([7.5, 5, 2.5, 0.2]);
  });
});

test('the buyer was the maker: the taker sold', () => {
  expect([signedLots(5, true), signedLots(5, false)]).toEqual([-5, 5]);
});

describe('the UTC day', () => {
  test('the sum and its average start over at 00:00:00.000000, not a microsecond before', () => {
    const state = initCvd({ emaAlpha: 0.5, reset: 'utc-day' });
    expect(stepCvd(state, 10, MIDNIGHT_US - 2)).toBe(10);
    expect(rollCvdDay(state, MIDNIGHT_US - 1)).toBe(false);
    expect(stepCvd(state, 10, MIDNIGHT_US - 1)).toBe(20);
    expect(rollCvdDay(state, MIDNIGHT_US)).toBe(true);
    expect([state.sumLots, state.ema.count, state.trades]).toEqual([0, 0, 2]);
    expect(rollCvdDay(state, MIDNIGHT_US)).toBe(false);
    expect(stepCvd(state, -3, MIDNIGHT_US)).toBe(-3);
    expect(state.ema.value).toBe(-3);
  });

  test('a trade rolls the day by itself; without the reset nothing does', () => {
    for (const [reset, sum] of [
      ['utc-day', 1],
      ['none', 11],
    ] as const) {
      // prettier-ignore
      const state = initCvd({ emaAlpha: 0.5, reset });
      stepCvd(state, 10, MIDNIGHT_US - 1);
      expect(stepCvd(state, 1, MIDNIGHT_US + 5)).toBe(sum);
    }
  });

  test('the first time seen is no new day, and neither is the first after clearing', () => {
    const state = initCvd({ emaAlpha: 0.5, reset: 'utc-day' });
    expect(rollCvdDay(state, MIDNIGHT_US)).toBe(false);
    stepCvd(state, 10, MIDNIGHT_US);
    clearCvd(state);
    expect(state).toEqual(initCvd({ emaAlpha: 0.5, reset: 'utc-day' }));
    expect(rollCvdDay(state, MIDNIGHT_US + 9e10)).toBe(false);
  });
});

test('a checkpoint in the middle equals the uninterrupted run', () => {
  const trade = fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: 0, max: 40_000_000_000 }));
  fc.assert(
    fc.property(fc.array(trade, { maxLength: 20 }), fc.nat(20), (trades, cut) => {
      const whole = initCvd({ emaAlpha: 0.2, reset: 'utc-day' });
      let resumed = initCvd({ emaAlpha: 0.2, reset: 'utc-day' });
      let time = MIDNIGHT_US;
      trades.forEach(([lots, wait], i) => {
        time += wait;
        if (i === cut) resumed = structuredClone(resumed);
        expect(stepCvd(resumed, lots, time)).toBe(stepCvd(whole, lots, time));
      });
      expect(resumed).toEqual(whole);
    }),
  );
});

describe.each([
  ['btcusdt', 73_786],
  ['ethusdt', 756_180],
])('%s, 2024-08-08', (symbol, expected) => {
  const file = testData(`usdm-btc-eth-2024-08-08/${symbol}_20240808.gz`);

  test.skipIf(file === null)('the final sum of all market trades, in lots of 0.001', () => {
    const state = initCvd(CONFIG);
    for (const m of messagesOf(file!, MARK.trade)) {
      if (m['e'] !== 'trade' || m['X'] !== 'MARKET') continue;
      const lots = Math.round(Number(m['q']) * 1000);
      if (lots > 0) stepCvd(state, signedLots(lots, m['m'] === true), (m['T'] as number) * 1000);
    }
    expect(state.sumLots).toBe(expected);
  });
});

// How the synthetic market looks in numbers, with and without a planted signal; and the recordings it is held against.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { factsReport } from '../../../src/core/sim/facts-report.js';
import { RECORDED_FACTS } from '../../../src/core/sim/recorded-facts.js';
import { initFacts, stepFacts } from '../../../src/core/sim/stylised-facts.js';
import type { SentTicker, SentTrade } from '../../../src/core/sim/venue-event.js';
import { lots, ticks, timeUs } from '../../../src/core/market/units.js';
import { testData } from '../../support/data.js';
import { factsOf, marketOf } from '../../support/synthetic.js';

describe('at default settings', () => {
  test.each([1, 2, 3, 4, 5])('seed %i lies within the bounds', (seed) => {
    const facts = factsOf(marketOf(seed), 300);
    expect(facts.oneTickTime).toBeGreaterThan(0.97);
    expect(facts.oneTickTickers).toBeGreaterThan(0.9);
    expect(facts.ofiR2).toBeGreaterThan(0.3);
    expect(facts.ofiR2).toBeLessThan(0.8);
    expect(facts.depthPerSecond).toBeCloseTo(10, 1);
    expect(facts.bookTickerPerSecond).toBeGreaterThan(100);
    expect(facts.bookTickerPerSecond).toBeLessThan(260);
    expect(facts.aggTradePerSecond).toBeGreaterThan(9);
    expect(facts.aggTradePerSecond).toBeLessThan(36);
    expect(facts.tradeTail).toBeGreaterThan(1.1);
    expect(facts.tradeTail).toBeLessThan(3);
    expect(facts.signLag1).toBeGreaterThan(0.1);
  });

  test('BTCUSDT too', () => {
    const facts = factsOf(marketOf(1, ['BTCUSDT']), 600);
    expect(facts.ofiR2).toBeGreaterThan(0.3);
    expect(facts.ofiR2).toBeLessThan(0.8);
    expect(facts.oneTickTickers).toBeGreaterThan(0.9);
  });

  test('half the activity halves the rates', () => {
    const facts = factsOf(marketOf(1, ['ETHUSDT'], { activity: 0.5 }), 300);
    expect(facts.bookTickerPerSecond).toBeGreaterThan(50);
    expect(facts.bookTickerPerSecond).toBeLessThan(130);
  });
});

describe('correlation of flow with the next second', () => {
  const SECONDS = 3_600;
  const next = (alpha: number, seed: number) =>
    factsOf(marketOf(seed, ['ETHUSDT'], { alpha }), SECONDS).nextCorrelation;

  test('is near nothing without a planted signal', () => {
    const found = next(0, 21);
    expect(found?.n).toBeGreaterThan(3_500);
    expect(found?.value).toBeGreaterThan(-0.1);
    expect(found?.value).toBeLessThan(0.1);
  });

  test('is near 0.2 with alpha 0.2, its interval far from that of no alpha', () => {
    const found = next(0.2, 21);
    expect(found?.n).toBeGreaterThan(3_500);
    expect(found?.low).toBeGreaterThan(0.1);
    expect(found?.value).toBeGreaterThan(0.13);
    expect(found?.value).toBeLessThan(0.27);
  });

  test('grows with alpha', () => {
    expect(next(0.4, 22)?.low).toBeGreaterThan(next(0.1, 22)?.high ?? 1);
  });
});

interface WireMessage {
  readonly e: string;
  readonly u: number;
  readonly t: number;
  readonly T: number;
  readonly E: number;
  readonly m: boolean;
  readonly X: string;
  readonly [field: string]: unknown;
}

const read = (path: string): WireMessage[] =>
  gunzipSync(readFileSync(path))
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line.slice(line.indexOf(' ') + 1)) as { data?: WireMessage }).data)
    .filter((data) => data !== undefined);

const count = (value: unknown, unit: number): number => Math.round(Number(value) / unit);

function tickerOf(data: WireMessage, tick: number): SentTicker {
  return {
    kind: 'book_ticker',
    symbol: String(data['s']),
    matchUs: timeUs(data.T * 1000),
    eventUs: timeUs(data.E * 1000),
    updateId: data.u,
    bidTicks: ticks(count(data['b'], tick)),
    bidLots: lots(count(data['B'], 0.001)),
    askTicks: ticks(count(data['a'], tick)),
    askLots: lots(count(data['A'], 0.001)),
  };
}

/** Fills of one taker at one price and time, merged. */
function mergedTrades(fills: readonly WireMessage[], tick: number): SentTrade[] {
  const merged: SentTrade[] = [];
  for (const fill of fills) {
    const last = merged.at(-1);
    const taker = fill.m ? ('sell' as const) : ('buy' as const);
    const priceTicks = ticks(count(fill['p'], tick));
    const qtyLots = lots(count(fill['q'], 0.001));
    if (last?.matchUs === fill.T * 1000 && last.priceTicks === priceTicks && last.taker === taker) {
      merged[merged.length - 1] = { ...last, qtyLots: lots(last.qtyLots + qtyLots) };
      continue;
    }
    const times = { matchUs: timeUs(fill.T * 1000), eventUs: timeUs(fill.E * 1000) };
    const ids = { tradeId: fill.t, firstFillId: null, lastFillId: null, qtyNoRpiLots: null };
    merged.push({ kind: 'agg_trade', symbol: '', ...times, ...ids, priceTicks, qtyLots, taker, healed: false });
  }
  return merged;
}

describe.each([
  ['BTCUSDT', 'btcusdt', 0.1],
  ['ETHUSDT', 'ethusdt', 0.01],
] as const)('recorded %s', (symbol, name, tick) => {
  const path = testData(`usdm-btc-eth-2024-08-08/${name}_20240808.gz`);

  test.skipIf(path === null)('has the facts that are printed beside the synthetic ones', () => {
    const messages = read(path ?? '');
    const facts = initFacts(1_000_000);
    const tickers = messages.filter(({ e }) => e === 'bookTicker').sort((a, b) => a.u - b.u);
    const fills = messages.filter(({ e, X, q }) => e === 'trade' && X === 'MARKET' && Number(q) > 0);
    for (const ticker of tickers) stepFacts(facts, tickerOf(ticker, tick));
    for (const trade of mergedTrades(
      fills.sort((a, b) => a.t - b.t),
      tick,
    ))
      stepFacts(facts, trade);
    const found = factsReport(facts);
    const known = RECORDED_FACTS[symbol];
    expect(found?.ofiBins).toBe(known.ofiBins);
    for (const key of [
      'ofiR2',
      'oneTickTickers',
      'midDeviation',
      'stillSeconds',
      'tradeTail',
      'signLag1',
      'signLag10',
    ] as const)
      expect(Number(found?.[key]?.toPrecision(4)), key).toBe(known[key]);
    expect(found?.tradeLots).toEqual(known.tradeLots);
    expect(found?.bookTickerPerSecond).toBeCloseTo(known.bookTickerPerSecond, 0);
    expect(found?.aggTradePerSecond).toBeCloseTo(known.aggTradePerSecond, 0);
  });
});

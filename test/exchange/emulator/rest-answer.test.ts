// REST over a venue that stands still: parameters, refusals, trades by id and time.

import { describe, expect, test } from 'vitest';
import { initPublished, publish } from '../../../src/exchange/emulator/published-market.js';
import { type RestView, answerRest, weightOf } from '../../../src/exchange/emulator/rest-answer.js';
import { tinySource } from './sources.js';

const NOW = 1_800_000_000_000;

/** Thirty messages of the tiny venue, 10 ms apart. */
function view(): RestView {
  const source = tinySource();
  const market = initPublished(source, { isPrompt: true, keepTrades: 1_000 });
  source.pull(300_000, 1_000, (message) => publish(market.get('ETHUSDT')!, message, NOW - 300 + message.atUs / 1_000));
  return {
    market,
    nowMs: NOW,
    weightLimit: 2_400,
    fields: 'full',
    depth: ({ info }, limit) => source.book(info.symbol, limit),
  };
}

function ask(url: string) {
  const [path = '', query = ''] = url.split('?');
  const { status, body } = answerRest({ path: `/fapi/v1/${path}`, query: new URLSearchParams(query) }, view(), 'GET');
  return { status, body: JSON.parse(body) as unknown };
}
const ids = (url: string) => (ask(url).body as { a: number }[]).map(({ a }) => a);

describe('refusals', () => {
  const missing = (name: string) => `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`;
  test.each([
    ['depth', -1102, missing('symbol')],
    ['depth?symbol=', -1102, missing('symbol')],
    ['depth?symbol=NOSUCH', -1121, 'Invalid symbol.'],
    ['depth?symbol=ethusdt', -1121, 'Invalid symbol.'],
    ['depth?symbol=ETHUSDT&limit=7', -4021, "'7' is not valid depth limit."],
    ['aggTrades?symbol=ETHUSDT&fromId=x', -1102, missing('fromId')],
    ['aggTrades?symbol=ETHUSDT&limit=1001', -1130, "Data sent for parameter 'limit' is not valid."],
    ['aggTrades?symbol=ETHUSDT&fromId=1&startTime=1', -1128, 'Combination of optional parameters invalid.'],
    ['aggTrades?symbol=ETHUSDT&startTime=0&endTime=3600001', -1127, 'More than 1 hours between startTime and endTime.'],
    ['openInterest', -1102, missing('symbol')],
  ])('%s', (url, code, msg) => {
    expect(ask(url)).toEqual({ status: 400, body: { code, msg } });
  });
});

describe('aggTrades', () => {
  test.each([
    ['the last ones', 'aggTrades?symbol=ETHUSDT&limit=3', [28, 29, 30]],
    ['from an id on', 'aggTrades?symbol=ETHUSDT&fromId=5&limit=3', [5, 6, 7]],
    ['from the last id on', 'aggTrades?symbol=ETHUSDT&fromId=30', [30]],
    ['from a time on', `aggTrades?symbol=ETHUSDT&startTime=${NOW - 300 + 77}&limit=2`, [8, 9]],
    ['between times', `aggTrades?symbol=ETHUSDT&startTime=${NOW - 300 + 77}&endTime=${NOW - 300 + 97}`, [8, 9, 10]],
    ['up to a time', `aggTrades?symbol=ETHUSDT&endTime=${NOW - 300 + 97}&limit=2`, [9, 10]],
    ['behind the last', 'aggTrades?symbol=ETHUSDT&fromId=99', []],
  ])('%s', (_, url, expected) => {
    expect(ids(url)).toEqual(expected);
  });

  test('carry what the stream carried', () => {
    const expected = { a: 5, p: '100.00', q: '2', nq: '1', f: 10, l: 11, T: NOW - 300 + 50 - 3, m: false };
    expect(ask('aggTrades?symbol=ETHUSDT&fromId=5&limit=1').body).toEqual([expected]);
  });
});

test('the other answers', () => {
  expect(ask('ping').body).toEqual({});
  expect(ask('time').body).toEqual({ serverTime: NOW });
  expect(ask('ticker/bookTicker?symbol=ETHUSDT').body).toMatchObject({
    bidPrice: '100.00',
    bidQty: '30',
    askPrice: '100.01',
  });
  expect(ask('ticker/bookTicker').body).toHaveLength(1);
  expect(ask('premiumIndex?symbol=ETHUSDT').body).toMatchObject({ markPrice: '100.00500000', time: NOW });
  expect(ask('trades?symbol=ETHUSDT&limit=1').body).toMatchObject([
    { id: 61, price: '100.00', quoteQty: '200.00000000' },
  ]);
  expect(ask('exchangeInfo').body).toMatchObject({
    rateLimits: [{ limit: 2_400 }, {}, {}],
    symbols: [{ symbol: 'ETHUSDT', baseAsset: 'ETH', quoteAsset: 'USDT', pricePrecision: 2, quantityPrecision: 3 }],
  });
});

test.each([
  ['time', 1],
  ['depth', 10],
  ['depth?limit=1000', 20],
  ['aggTrades?symbol=ETHUSDT', 20],
  ['trades?symbol=ETHUSDT', 5],
  ['ticker/bookTicker', 5],
  ['ticker/bookTicker?symbol=ETHUSDT', 2],
  ['premiumIndex', 10],
])('%s weighs %i', (url, weight) => {
  const [path = '', query = ''] = url.split('?');
  expect(weightOf({ path: `/fapi/v1/${path}`, query: new URLSearchParams(query) })).toBe(weight);
});

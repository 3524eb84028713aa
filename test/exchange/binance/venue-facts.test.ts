// Small pure pieces around the connections: back-off, clock offset, symbols, array elements, replies, plans, words.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoffMs } from '../../../src/exchange/binance/backoff.js';
import { initClockOffset, resetClockOffset, stepClockOffset } from '../../../src/exchange/binance/clock-offset.js';
import { planConnections } from '../../../src/exchange/binance/connection-plan.js';
import { readControlReply } from '../../../src/exchange/binance/control-reply.js';
import { readExchangeInfo, tradingPerpetuals } from '../../../src/exchange/binance/exchange-info.js';
import { arrayElements } from '../../../src/exchange/binance/json-elements.js';
import { explainBreakage, explainClose, explainRefusal } from '../../../src/exchange/binance/venue-failure.js';

describe('back-off', () => {
  const config = { baseMs: 100, capMs: 1000, floorMs: 10 };
  test.each([
    [0, 0, 10],
    [0, 1, 100],
    [1, 1, 200],
    [3, 1, 800],
    [4, 1, 1000],
    [4000, 1, 1000],
    [4000, 0, 10],
  ])('attempt %s with chance %s waits %s ms', (attempt, chance, waitMs) => {
    expect(backoffMs(config, attempt, chance)).toBe(waitMs);
  });
});

describe('clock offset', () => {
  test('the midpoint of the shortest round trip, ± half of it and half a millisecond', () => {
    const state = initClockOffset();
    stepClockOffset(state, { sentUs: 1_000_000, serverMs: 3_100, recvUs: 1_200_000 });
    const offset = stepClockOffset(state, { sentUs: 2_000_000, serverMs: 4_010, recvUs: 2_020_000 });
    expect(offset).toEqual({ offsetUs: 2_000_500, uncertaintyUs: 10_500, samples: 2, atUs: 2_020_000 });
  });

  test('the true offset always lies within the uncertainty', () => {
    const way = fc.integer({ min: 0, max: 400_000 });
    fc.assert(
      fc.property(
        fc.integer({ min: -5e6, max: 5e6 }),
        fc.array(fc.tuple(way, way), { minLength: 1 }),
        (truth, ways) => {
          const state = initClockOffset(4);
          ways.forEach(([there, back], i) => {
            const sentUs = 1e9 + i * 1e6;
            const serverMs = Math.floor((sentUs + there + truth) / 1000);
            const found = stepClockOffset(state, { sentUs, serverMs, recvUs: sentUs + there + back })!;
            expect(Math.abs(found.offsetUs - truth)).toBeLessThanOrEqual(found.uncertaintyUs + 1);
          });
        },
      ),
    );
  });

  test('old samples leave; nonsense never enters; a reset forgets', () => {
    const state = initClockOffset(2);
    expect(stepClockOffset(state, { sentUs: 10, serverMs: 1, recvUs: 5 })).toBeNull();
    for (const recvUs of [100, 300, 500]) stepClockOffset(state, { sentUs: 0, serverMs: 0, recvUs });
    expect(stepClockOffset(state, { sentUs: 0, serverMs: Number.NaN, recvUs: 1 })?.atUs).toBe(300);
    resetClockOffset(state);
    expect(state.samples).toEqual([]);
  });
});

describe('exchangeInfo', () => {
  const filters = [
    { filterType: 'PRICE_FILTER', tickSize: '0.10', minPrice: '1' },
    { filterType: 'LOT_SIZE', stepSize: '0.001' },
  ];
  const entry = { symbol: 'BTCUSDT', contractType: 'PERPETUAL', status: 'TRADING', filters };
  const body = {
    rateLimits: [
      { rateLimitType: 'ORDERS', interval: 'MINUTE', intervalNum: 1, limit: 1200 },
      { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 2400 },
    ],
    symbols: [
      entry,
      { ...entry, symbol: 'OLDUSDT', status: 'SETTLING' },
      { ...entry, symbol: 'BTCUSDT_270326', contractType: 'CURRENT_QUARTER' },
      { ...entry, symbol: 'ODDUSDT', filters: [filters[0]] },
      { ...entry, symbol: 'ZEROUSDT', filters: [{ ...filters[0], tickSize: '0' }, filters[1]] },
      null,
    ],
  };

  test('steps as the filters write them, weight limit, what trades', () => {
    const info = readExchangeInfo(body)!;
    expect(info.symbols[0]).toMatchObject({ symbol: 'BTCUSDT', tick: '0.10', step: '0.001' });
    expect(info).toMatchObject({ weightPerMinute: 2400, unreadable: ['ODDUSDT', 'ZEROUSDT'] });
    expect(tradingPerpetuals(info).map(({ symbol }) => symbol)).toEqual(['BTCUSDT']);
  });

  test.each([null, [], {}, { symbols: 1 }, 'x'])('%j is none', (value) => {
    expect(readExchangeInfo(value)).toBeNull();
  });
});

describe('array elements', () => {
  test('are given verbatim', () => {
    expect(arrayElements(' [ {"a":1,"p":"0.10"},{"a":2,"x":[1,{"y":"],}\\""}]} , 3 ]\n')).toEqual([
      '{"a":1,"p":"0.10"}',
      '{"a":2,"x":[1,{"y":"],}\\""}]}',
      '3',
    ]);
    expect(arrayElements('[]')).toEqual([]);
    expect(arrayElements('{"code":-1}')).toBeNull();
    expect(arrayElements('[1,')).toBeNull();
  });

  test('agree with JSON.parse on any array', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.boolean(), (values, wide) => {
        const found = arrayElements(JSON.stringify(values, null, wide ? 1 : 0))!;
        expect(found.map((text): unknown => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(values)));
      }),
    );
  });
});

describe('replies', () => {
  test.each<[string, unknown]>([
    ['{"result":null,"id":7}', { kind: 'done', id: 7 }],
    ['{"result":["a@trade"],"id":3}', { kind: 'done', id: 3 }],
    ['{"code":2,"msg":"Invalid request"}', { kind: 'refused', id: null, code: 2, text: 'Invalid request' }],
    ['{"error":{"code":2,"msg":"bad"},"id":4}', { kind: 'refused', id: 4, code: 2, text: 'bad' }],
    ['{"data":{"e":"x"},"stream":"a@trade"}', { kind: 'data', stream: 'a@trade' }],
    ['{"e":"serverShutdown","E":1}', { kind: 'shutdown' }],
    ['{"event":{"e":"serverShutdown","E":1}}', { kind: 'shutdown' }],
    ['{"foo":1}', null],
    ['[1]', null],
    ['{"result":null}', null],
    ['not json', null],
  ])('%s', (text, reply) => {
    expect(readControlReply(text)).toEqual(reply);
  });
});

describe('connection plan', () => {
  test('one route a connection; a symbol’s streams together; repeats once', () => {
    const streams = [
      'btcusdt@depth@100ms',
      'ethusdt@depth@100ms',
      'btcusdt@bookTicker',
      'btcusdt@aggTrade',
      'btcusdt@aggTrade',
    ];
    expect(planConnections(streams, 1024)).toEqual([
      {
        route: 'public',
        streams: ['btcusdt@depth@100ms', 'btcusdt@bookTicker', 'ethusdt@depth@100ms'],
        symbols: ['BTCUSDT', 'ETHUSDT'],
      },
      { route: 'market', streams: ['btcusdt@aggTrade'], symbols: ['BTCUSDT'] },
    ]);
    expect(planConnections([], 1024)).toEqual([]);
  });

  test('never more than a connection may carry, nothing lost, evenly spread', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2500 }), fc.integer({ min: 2, max: 1024 }), (symbols, most) => {
        const streams = Array.from({ length: symbols }, (_, i) => [`s${i}@depth`, `s${i}@bookTicker`]).flat();
        const plan = planConnections(streams, most);
        expect(plan.flatMap((part) => part.streams)).toEqual(streams);
        for (const part of plan) expect(part.streams.length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 50 },
    );
  });
});

describe('words', () => {
  const refusal = { host: 'fapi.binance.com', text: '', proxy: null, byProxy: false, retryAfterMs: null };
  test.each([
    [451, 'V13_VENUE_BLOCKED', false],
    [403, 'V13_VENUE_FORBIDDEN', false],
    [429, 'V13_VENUE_RATE_LIMIT', true],
    [418, 'V13_VENUE_BANNED', true],
    [503, 'V13_VENUE_UNAVAILABLE', true],
    [408, 'V13_VENUE_UNAVAILABLE', true],
    [400, 'V13_VENUE_REQUEST', false],
  ])('%s is %s', (status, code, retryable) => {
    expect(explainRefusal({ ...refusal, status })).toMatchObject({ code, retryable, httpStatus: status });
  });

  test('the exchange’s own code is told', () => {
    const told = explainRefusal({ ...refusal, status: 400, text: '{"code":-1121,"msg":"Invalid symbol."}' });
    expect(told.message).toContain('-1121: Invalid symbol.');
    expect(told.details).toMatchObject({ venueCode: -1121 });
  });

  test.each([
    ['ENOTFOUND', 'V13_VENUE_DNS'],
    ['EAI_AGAIN', 'V13_VENUE_DNS'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'V13_VENUE_TLS'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'V13_VENUE_TLS'],
    ['CERT_HAS_EXPIRED', 'V13_VENUE_TLS'],
    ['ETIMEDOUT', 'V13_VENUE_TIMEOUT'],
    ['ECONNREFUSED', 'V13_VENUE_UNREACHABLE'],
    ['', 'V13_VENUE_UNREACHABLE'],
  ])('%s is %s', (code, told) => {
    expect(explainBreakage({ code, text: 'x', host: 'h', proxy: null }).code).toBe(told);
  });

  test('close codes', () => {
    expect(explainClose(1008, 'Too many requests')).toMatch(/^1008: .*too many requests.*"Too many requests"/);
    expect(explainClose(4999, '')).toBe('4999: closed');
  });
});

// REST against a local exchange: repeats, pauses, refusals, slow and oversized answers.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { venueEnvironment } from '../../../src/exchange/binance/environments.js';
import {
  fetchAggTrades,
  fetchDepth,
  fetchExchangeInfo,
  fetchServerTime,
} from '../../../src/exchange/binance/rest-market.js';
import {
  DEFAULT_REST_LIMITS,
  type RestClient,
  type RestLimits,
  createRestClient,
} from '../../../src/exchange/binance/rest.js';
import type { VenueError } from '../../../src/platform/errors.js';
import { createReceiveClock } from '../../../src/platform/receive-clock.js';
import { settableClock } from '../../support/set-clock.js';
import { type VenueServer, startVenue } from '../../support/venue-server.js';

const { signal } = new AbortController();
const closers: { close(): unknown }[] = [];
afterEach(async () => {
  for (const opened of closers.splice(0).reverse()) await opened.close();
});

const QUICK: RestLimits = { ...DEFAULT_REST_LIMITS, backoff: { baseMs: 1, capMs: 4, floorMs: 1 }, timeoutMs: 2_000 };

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

interface Place {
  readonly client: RestClient;
  readonly venue: VenueServer;
  readonly urls: string[];
}

async function place(answer: Answer, limits: RestLimits = QUICK, clock = createReceiveClock()): Promise<Place> {
  const urls: string[] = [];
  const venue = await startVenue({
    rest(request, response) {
      urls.push(request.url ?? '');
      answer(request, response, urls.length);
      venue.turnstile.turn();
    },
  });
  const environment = venueEnvironment('emulator', venue.url);
  const client = createRestClient({ environment, proxy: null, clock, random: () => 0.5, limits });
  closers.push(venue, client);
  return { client, venue, urls };
}

const failureOf = async (work: Promise<unknown>): Promise<VenueError> => {
  try {
    await work;
  } catch (error) {
    return error as VenueError;
  }
  throw new Error('it did not fail');
};

const get = (client: RestClient, weight = 1) => client.get('/fapi/v1/ping', {}, { weight, signal });

describe('answers', () => {
  test('body verbatim, headers, times, the connection kept', async () => {
    const { client, venue } = await place((_, response) => {
      response.writeHead(200, { 'X-MBX-USED-WEIGHT-1M': '77' }).end('{ "a" : 1 }');
    });
    const answer = await client.get('/fapi/v1/x', { symbol: '测试USDT', limit: 5 }, { weight: 1, signal });
    await get(client);
    expect(answer.body.toString()).toBe('{ "a" : 1 }');
    expect(answer.url).toBe(`${venue.url}/fapi/v1/x?symbol=%E6%B5%8B%E8%AF%95USDT&limit=5`);
    expect(answer.headers['x-mbx-used-weight-1m']).toBe('77');
    expect(answer.recvUs).toBeGreaterThan(answer.sentUs);
    expect(client.state()).toMatchObject({ weightUsed: 77, requests: 2, failures: 0, pausedUntilUs: null });
    expect(venue.accepted()).toBe(1);
  });

  test('the requests of a capture', async () => {
    const bodies: Record<string, string> = {
      '/fapi/v1/time': '{"serverTime":1700000000123}',
      '/fapi/v1/exchangeInfo':
        '{"rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":6000}],"symbols":[]}',
      '/fapi/v1/depth?symbol=ETHUSDT&limit=1000': '{"lastUpdateId":1,"bids":[],"asks":[]}',
      '/fapi/v1/aggTrades?symbol=ETHUSDT&fromId=7&limit=2': '[{"a":7,"p":"1.10"},{"a":8,"p":"1.20"}]',
    };
    const { client } = await place((request, response) => response.end(bodies[request.url ?? ''] ?? '{}'));
    expect((await fetchServerTime(client, signal)).serverMs).toBe(1700000000123);
    await fetchExchangeInfo(client, signal);
    expect(client.state().weightPerMinute).toBe(6000);
    expect((await fetchDepth(client, { symbol: 'ETHUSDT', signal })).body.toString()).toContain('lastUpdateId');
    const { trades } = await fetchAggTrades(client, { symbol: 'ETHUSDT', fromId: 7, limit: 2, signal });
    expect(trades).toEqual([
      { id: 7, text: '{"a":7,"p":"1.10"}' },
      { id: 8, text: '{"a":8,"p":"1.20"}' },
    ]);
    expect(client.state().weightUsed).toBe(1 + 1 + 20 + 20);
    expect((await failureOf(fetchAggTrades(client, { symbol: 'X', fromId: 1, limit: 1, signal }))).code).toBe(
      'V13_VENUE_ANSWER',
    );
  });
});

describe('repeats', () => {
  test('5xx and broken connections are asked for again', async () => {
    const { client, urls } = await place((request, response, count) => {
      if (count === 1) response.writeHead(503).end('busy');
      else if (count === 2) request.socket.destroy();
      else response.end('{}');
    });
    await get(client);
    expect(urls).toHaveLength(3);
    expect(client.state()).toMatchObject({ retries: 2, failures: 0 });
  });

  test('not for ever', async () => {
    const { client, urls } = await place((_, response) => response.writeHead(502).end());
    expect(await failureOf(get(client))).toMatchObject({
      code: 'V13_VENUE_UNAVAILABLE',
      retryable: true,
      httpStatus: 502,
    });
    expect(urls).toHaveLength(4);
  });

  test.each([
    [400, 'V13_VENUE_REQUEST'],
    [403, 'V13_VENUE_FORBIDDEN'],
    [451, 'V13_VENUE_BLOCKED'],
  ])('%s is refused once, with a hint', async (status, code) => {
    const { client, urls } = await place((_, response) => response.writeHead(status).end('{"code":-1121,"msg":"no"}'));
    const error = await failureOf(get(client));
    expect(error).toMatchObject({ code, retryable: false, httpStatus: status });
    expect(error.hint).not.toBeNull();
    expect(urls).toHaveLength(1);
  });
});

describe('slow and strange answers', () => {
  test('one that never ends is given up', async () => {
    const limits = { ...QUICK, timeoutMs: 100, attempts: 1 };
    const { client } = await place((_, response) => response.writeHead(200).write('{"a":'), limits);
    expect((await failureOf(get(client))).code).toBe('V13_VENUE_TIMEOUT');
  });

  test('one that is too large is cut off', async () => {
    const { client } = await place((_, response) => response.end('x'.repeat(5000)), { ...QUICK, maxBodyBytes: 4000 });
    expect((await failureOf(get(client))).code).toBe('V13_VENUE_ANSWER');
  });

  test('a server that is not there, one that speaks no TLS', async () => {
    const { venue } = await place((_, response) => response.end());
    const clock = createReceiveClock();
    const limits = { ...QUICK, attempts: 1 };
    const open = (base: string) => {
      const environment = venueEnvironment('emulator', base);
      const client = createRestClient({ environment, proxy: null, clock, random: () => 0.5, limits });
      closers.push(client);
      return client;
    };
    expect((await failureOf(get(open(venue.url.replace('http', 'https'))))).code).toBe('V13_VENUE_TLS');
    await venue.close();
    expect((await failureOf(get(open(venue.url)))).code).toBe('V13_VENUE_UNREACHABLE');
  });

  test('a signal ends the wait', async () => {
    const { client, venue, urls } = await place(() => undefined);
    const ending = new AbortController();
    const work = failureOf(client.get('/x', {}, { weight: 1, signal: ending.signal }));
    await venue.turnstile.until('the request', () => urls.length === 1);
    ending.abort(new Error('enough'));
    expect((await work).message).toBe('enough');
    expect(client.state().running).toBe(0);
  });
});

describe('limits', () => {
  test('a pause lasts as long as the exchange asks, though the wall clock is set in the meantime', async () => {
    const times: number[] = [];
    const { clock, set } = settableClock();
    const answer: Answer = (_, response, count) => {
      times.push(performance.now());
      if (count === 1) response.writeHead(429, { 'Retry-After': '1' }).end('{}');
      else response.end('{}');
    };
    const { client } = await place(answer, QUICK, clock);
    await failureOf(get(client));
    set(3_600_000);
    const { pausedUntilUs } = client.state();
    expect(Math.abs((pausedUntilUs ?? 0) - clock.nowUs() - 1_000_000)).toBeLessThan(500_000);
    await get(client);
    expect(times[1]! - times[0]!).toBeGreaterThan(900);
  });

  test('429 stops all requests for as long as the exchange asks', async () => {
    const times: number[] = [];
    const { client } = await place((_, response, count) => {
      times.push(performance.now());
      if (count === 1) response.writeHead(429, { 'Retry-After': '1' }).end('{"code":-1003,"msg":"Too many requests"}');
      else response.end('{}');
    });
    expect(await failureOf(get(client))).toMatchObject({
      code: 'V13_VENUE_RATE_LIMIT',
      retryable: true,
      httpStatus: 429,
    });
    expect(client.state()).toMatchObject({ reason: 'rate_limit', status429: 1 });
    await get(client);
    expect(times[1]! - times[0]!).toBeGreaterThan(990);
    expect(client.state().reason).toBeNull();
  });

  test('a long ban fails every request without asking, also those that wait', async () => {
    const { client, urls } = await place(
      (_, response) => response.writeHead(418, { 'Retry-After': '7200' }).end('{"code":-1003,"msg":"banned"}'),
      { ...QUICK, concurrent: 1 },
    );
    const errors = await Promise.all([failureOf(get(client)), failureOf(get(client)), failureOf(get(client))]);
    expect(errors.map(({ code }) => code)).toEqual(Array(3).fill('V13_VENUE_BANNED'));
    expect(errors[1].retryAfterMs).toBeGreaterThan(7_190_000);
    expect(urls).toHaveLength(1);
    expect(client.state().reason).toBe('ban');
  });

  test('books wait at the reserve; an urgent request passes them', async () => {
    const { client, urls } = await place((_, response) => {
      response.writeHead(200, { 'X-MBX-USED-WEIGHT-1M': '2200' }).end('{"serverTime":1}');
    });
    await fetchServerTime(client, signal);
    const ending = new AbortController();
    const book = failureOf(fetchDepth(client, { symbol: 'ETHUSDT', signal: ending.signal }));
    await fetchServerTime(client, signal);
    expect(urls).toEqual(['/fapi/v1/time', '/fapi/v1/time']);
    expect(client.state()).toMatchObject({ reason: 'budget', waiting: 1 });
    ending.abort(new Error('enough'));
    expect((await book).message).toBe('enough');
  });

  test('closing ends what waits and what runs', async () => {
    const { client, venue, urls } = await place(() => undefined, { ...QUICK, concurrent: 1 });
    const works = [failureOf(get(client)), failureOf(get(client))];
    await venue.turnstile.until('the first request', () => urls.length === 1);
    client.close();
    expect((await Promise.all(works)).map(({ code }) => code)).toEqual(['V13_VENUE_CLOSED', 'V13_VENUE_CLOSED']);
    expect((await failureOf(get(client))).code).toBe('V13_VENUE_CLOSED');
  });
});

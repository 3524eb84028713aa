// Behind a proxy nothing goes direct: neither REST nor streams, and no name is looked up here.

import { afterEach, describe, expect, test } from 'vitest';
import { type FeedOptions, openMarketFeed } from '../../../src/exchange/binance/feed.js';
import { type ProxyChoice, chooseProxy } from '../../../src/exchange/binance/proxy-choice.js';
import { fetchServerTime } from '../../../src/exchange/binance/rest-market.js';
import { createRestClient } from '../../../src/exchange/binance/rest.js';
import type { VenueError } from '../../../src/platform/errors.js';
import { type TestProxy, startConnectProxy } from '../../support/connect-proxy.js';
import { feedOptions } from '../../support/feed-options.js';
import { createKeepingSink } from '../../support/market-sink.js';
import { startSocksProxy } from '../../support/socks-proxy.js';
import { type VenueServer, startVenue } from '../../support/venue-server.js';

const { signal } = new AbortController();
const closers: { close(): unknown }[] = [];
afterEach(async () => {
  for (const opened of closers.splice(0).reverse()) await opened.close();
});

/** A name that no resolver knows (RFC 2606): whoever reaches it went through the proxy, name and all. */
const NOWHERE = 'http://venue.invalid:8080';
const STREAM = 'btcusdt@depth@100ms';

const openVenue = async (): Promise<VenueServer> => {
  const venue = await startVenue({ rest: (_, response) => response.end('{"serverTime":42}') });
  closers.push(venue);
  return venue;
};
const proxyAt = (flag: string): ProxyChoice => chooseProxy({ flag, variables: {}, target: NOWHERE })!;

const restOptions = ({ environment, clock, random, proxy }: FeedOptions) => ({ environment, clock, random, proxy });

async function useBoth(proxy: ProxyChoice, venue: VenueServer): Promise<void> {
  const sink = createKeepingSink();
  const options = { ...feedOptions({ url: NOWHERE, streams: [STREAM, 'btcusdt@aggTrade'], sink }), proxy };
  const client = createRestClient({ ...restOptions(options), proxy });
  const feed = openMarketFeed(options);
  closers.push(client, feed);
  expect((await fetchServerTime(client, signal)).serverMs).toBe(42);
  await sink.until('both streams', () => sink.states.every((state) => state.acknowledged === 1));
  venue.publish(STREAM, '{"u":1}');
  await sink.until('a message', () => sink.messages.length === 1);
}

const PROXIES: [string, (port: number) => Promise<TestProxy>, string][] = [
  ['an HTTP proxy', (targetPort) => startConnectProxy({ targetPort }), 'http://127.0.0.1'],
  [
    'an HTTP proxy with a login',
    (targetPort) => startConnectProxy({ targetPort, login: 'u:p@ss' }),
    'http://u:p%40ss@127.0.0.1',
  ],
  ['a SOCKS5 proxy', startSocksProxy, 'socks5://127.0.0.1'],
];

describe('nothing goes direct', () => {
  test.each(PROXIES)('through %s', async (_, start, base) => {
    const venue = await openVenue();
    const proxy = await start(venue.port);
    closers.push(proxy);
    await useBoth(proxyAt(`${base}:${proxy.port}`), venue);
    expect(proxy.asked).toEqual(Array(3).fill('venue.invalid:8080'));
    expect(venue.accepted()).toBe(proxy.asked.length);
  });

  test('the check can fail: without a proxy the name is not found', async () => {
    const sink = createKeepingSink();
    const options = feedOptions({ url: NOWHERE, streams: [STREAM], sink });
    const feed = openMarketFeed(options);
    closers.push(feed);
    await sink.until('the failure', () => sink.states.some(({ lastError }) => lastError !== null));
    expect(sink.states[0]!.lastError!.code).toBe('V13_VENUE_DNS');
  });

  test('when the proxy is down nothing reaches the exchange', async () => {
    const venue = await openVenue();
    const proxy = await startConnectProxy({ targetPort: venue.port });
    await proxy.close();
    const sink = createKeepingSink();
    const options = {
      ...feedOptions({ url: venue.url, streams: [STREAM], sink }),
      proxy: proxyAt(`127.0.0.1:${proxy.port}`),
    };
    const feed = openMarketFeed(options);
    closers.push(feed);
    await sink.until('two attempts', () => feed.counters().failedAttempts >= 2);
    expect(sink.states[0]!.lastError!.code).toBe('V13_VENUE_UNREACHABLE');
    expect(venue.accepted()).toBe(0);
  });
});

describe('a proxy that refuses', () => {
  test.each([
    [{ refuse: 502 }, 'V13_PROXY_REFUSED', 502],
    [{ refuse: 403 }, 'V13_PROXY_REFUSED', 403],
    [{ login: 'u:secret' }, 'V13_PROXY_LOGIN', 407],
  ])('%j is told apart from the exchange', async (rules, code, status) => {
    const venue = await openVenue();
    const started = await startConnectProxy({ targetPort: venue.port, ...rules });
    closers.push(started);
    const sink = createKeepingSink();
    const proxy = proxyAt(`http://u:wrong@127.0.0.1:${started.port}`);
    const options = { ...feedOptions({ url: NOWHERE, streams: [STREAM], sink }), proxy };
    const client = createRestClient(restOptions(options));
    closers.push(client);
    const failed = fetchServerTime(client, signal).then(
      () => expect.unreachable(),
      (error: unknown) => error as VenueError,
    );
    expect(await failed).toMatchObject({ code, httpStatus: status });
    const feed = openMarketFeed(options);
    closers.push(feed);
    await sink.until('the failure', () => sink.states.some(({ lastError }) => lastError !== null));
    expect(sink.states[0]!.lastError).toMatchObject({ code, httpStatus: status });
    expect(JSON.stringify(sink.states)).not.toContain('wrong');
    expect(venue.accepted()).toBe(0);
  });
});

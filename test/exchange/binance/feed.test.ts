// The market feed against a local exchange: routes, batches, losses, silence, half-open sockets, odd frames.

import { afterEach, describe, expect, test } from 'vitest';
import { type FeedLimits, type MarketFeed, openMarketFeed } from '../../../src/exchange/binance/feed.js';
import { feedOptions, quickLimits } from '../../support/feed-options.js';
import { settableClock } from '../../support/set-clock.js';
import { type KeepingSink, createKeepingSink } from '../../support/market-sink.js';
import { type VenueBehaviour, type VenueServer, startVenue } from '../../support/venue-server.js';

const closers: { close(): unknown }[] = [];
afterEach(async () => {
  for (const opened of closers.splice(0).reverse()) await opened.close();
});

interface Scene {
  readonly venue: VenueServer;
  readonly feed: MarketFeed;
  readonly sink: KeepingSink;
}

interface Setting {
  readonly streams: readonly string[];
  readonly limits?: FeedLimits;
  readonly behaviour?: VenueBehaviour;
}

async function open({ streams, limits = quickLimits(), behaviour = {} }: Setting): Promise<Scene> {
  const venue = await startVenue(behaviour);
  const sink = createKeepingSink();
  const feed = openMarketFeed(feedOptions({ url: venue.url, streams, sink }, limits));
  closers.push(venue, feed);
  return { venue, feed, sink };
}

const ready = ({ sink }: Scene): Promise<void> =>
  sink.until('all acknowledged', () => sink.states.every((state) => state.acknowledged === state.streams));

const BTC = 'btcusdt@depth@100ms';
const ETH = 'ethusdt@depth@100ms';

test('a wall clock that is set starts no roll-over, and makes nobody silent', async () => {
  const venue = await startVenue({});
  const sink = createKeepingSink();
  const { clock, set } = settableClock();
  const feed = openMarketFeed({ ...feedOptions({ url: venue.url, streams: [BTC], sink }), clock });
  closers.push(venue, feed);
  await sink.until('all acknowledged', () => sink.states.every((state) => state.acknowledged === state.streams));
  const [before] = feed.states();
  set(86_400_000);
  await new Promise((resolve) => {
    setTimeout(resolve, 300);
  });
  const [after] = feed.states();
  expect(after).toMatchObject({ isRollingOver: false, silent: [] });
  expect(after!.ageMs! - before!.ageMs!).toBeLessThan(5_000);
  // Shown on the clock of the day, which is a day ahead now.
  expect(Math.round((after!.nextRollOverUs! - before!.nextRollOverUs!) / 3.6e9)).toBe(24);
  expect([venue.connections.length, sink.troubles]).toEqual([1, []]);
});

describe('routes and subscriptions', () => {
  test('each stream goes to its own route, messages come verbatim and stamped', async () => {
    const scene = await open({ streams: [BTC, 'btcusdt@bookTicker', 'btcusdt@aggTrade', 'btcusdt@markPrice@1s'] });
    await ready(scene);
    const { venue, sink } = scene;
    expect(venue.live('public').map(({ streams }) => [...streams])).toEqual([[BTC, 'btcusdt@bookTicker']]);
    expect(venue.live('market').map(({ streams }) => [...streams])).toEqual([
      ['btcusdt@aggTrade', 'btcusdt@markPrice@1s'],
    ]);
    venue.publish(BTC, '{ "u":1 , "pu":0}');
    venue.publish('btcusdt@aggTrade', '{"a":5}');
    await sink.until('two messages', () => sink.messages.length === 2);
    expect(sink.messages.map(({ text }) => text).sort()).toEqual([
      '{"stream":"btcusdt@aggTrade","data":{"a":5}}',
      `{"stream":"${BTC}","data":{ "u":1 , "pu":0}}`,
    ]);
    expect(sink.messages[1]!.recvUs).toBeGreaterThan(sink.messages[0]!.recvUs);
    expect(sink.troubles).toEqual([]);
  });

  test('more streams than a connection may carry: several connections, batched, at most 10 requests a second', async () => {
    const streams = Array.from({ length: 1100 }, (_, i) => `s${i}usdt@depth@100ms`);
    const limits = quickLimits({ requestsPerSecond: 10 });
    const scene = await open({ streams, limits });
    await ready(scene);
    const connections = scene.venue.live('public');
    expect(connections).toHaveLength(2);
    expect(connections.flatMap(({ streams: own }) => [...own]).sort()).toEqual([...streams].sort());
    for (const { requests } of connections) {
      expect(requests.every(({ params }) => params.length <= 200)).toBe(true);
      const gaps = requests.slice(1).map(({ atMs }, i) => atMs - requests[i]!.atMs);
      for (const gap of gaps) expect(gap).toBeGreaterThan(80);
    }
    expect(scene.sink.states.map(({ name, streams: count }) => [name, count])).toEqual([
      ['public-0', 550],
      ['public-1', 550],
    ]);
  });

  test('a refused subscription is told by the name of its stream; the others go on', async () => {
    const bad = 's5usdt@nonsense';
    const streams = [...Array.from({ length: 9 }, (_, i) => `s${i}usdt@aggTrade`), bad];
    const scene = await open({
      streams,
      behaviour: {
        reply: ({ params, id }) =>
          params.includes(bad) ? `{"error":{"code":2,"msg":"bad name"},"id":${id}}` : undefined,
      },
    });
    const { sink, feed } = scene;
    await sink.until('nine acknowledged', () => sink.states[0]?.acknowledged === 9);
    expect(sink.states[0]!.refused).toEqual([`${bad}: 2: bad name`]);
    expect(sink.troubles).toMatchObject([{ control: 'silence', symbols: ['S5USDT'], route: 'market' }]);
    expect(sink.troubles[0]!.reason).toContain(bad);
    expect(feed.counters().refused).toBe(1);
  });

  test('no answer to a subscription: the connection is replaced', async () => {
    const limits = quickLimits({ replyMs: 100 });
    const scene = await open({ streams: [BTC], limits, behaviour: { reply: () => null } });
    await scene.venue.turnstile.until('a second connection', () => scene.venue.connections.length >= 2);
    expect(scene.sink.troubles[0]).toMatchObject({ control: 'disconnect', symbols: null });
    expect(scene.sink.troubles[0]!.reason).toContain('no answer to a subscription');
  });
});

describe('losses', () => {
  test('a closed connection: a record with its symbols, a visible wait, all subscribed again', async () => {
    const scene = await open({ streams: [BTC, 'ethusdt@aggTrade'] });
    await ready(scene);
    const { venue, sink, feed } = scene;
    venue.live('public')[0]!.socket.close(1008, 'Too many requests');
    await sink.until('the record', () => sink.troubles.length === 1);
    expect(sink.troubles[0]).toMatchObject({ control: 'disconnect', symbols: ['BTCUSDT'], route: 'public' });
    expect(sink.troubles[0]!.reason).toContain('1008');
    expect(sink.states[0]).toMatchObject({ phase: 'backoff', attempts: 1, ageMs: null });
    expect(sink.states[1]).toMatchObject({ phase: 'open', attempts: 0 });
    await venue.turnstile.until('the new one', () => venue.live('public')[0]?.streams.has(BTC) === true);
    await ready(scene);
    expect(feed.counters()).toMatchObject({ connects: 3, disconnects: 1 });
  });

  test('all symbols on it: the record says all', async () => {
    const scene = await open({ streams: [BTC, ETH, 'btcusdt@aggTrade'] });
    await ready(scene);
    scene.venue.live('public')[0]!.wire.destroy();
    await scene.sink.until('the record', () => scene.sink.troubles.length === 1);
    expect(scene.sink.troubles[0]).toMatchObject({ control: 'disconnect', symbols: null, route: 'public' });
    expect(scene.sink.troubles[0]!.reason).toContain('1006');
  });

  test.each([
    [451, 'V13_VENUE_BLOCKED'],
    [403, 'V13_VENUE_FORBIDDEN'],
    [429, 'V13_VENUE_RATE_LIMIT'],
    [503, 'V13_VENUE_UNAVAILABLE'],
  ])('a connection refused with %s is explained, and is no loss', async (status, code) => {
    const { sink } = await open({ streams: [BTC], behaviour: { refuse: () => status } });
    await sink.until('the wait', () => sink.states[0]?.phase === 'backoff');
    expect(sink.states[0]!.lastError).toMatchObject({ code, httpStatus: status });
    expect(sink.states[0]!.lastError!.hint).not.toBeNull();
    expect(sink.troubles).toEqual([]);
  });

  test('a half-open connection is found and replaced', async () => {
    const limits = quickLimits({ socket: { deadMs: 200, closeMs: 100 } });
    const scene = await open({ streams: ['btcusdt@forceOrder'], limits, behaviour: { pongs: false } });
    await scene.sink.until('the record', () => scene.sink.troubles.length === 1);
    expect(scene.sink.troubles[0]!.reason).toContain('half open');
    expect(scene.venue.connections[0]!.pings).toBeGreaterThan(0);
  });

  test('a quiet connection that answers pings is left alone', async () => {
    const limits = quickLimits({ socket: { deadMs: 120, closeMs: 100 } });
    const scene = await open({ streams: ['btcusdt@forceOrder'], limits });
    await scene.venue.turnstile.until('five pings', () => (scene.venue.connections[0]?.pings ?? 0) >= 5);
    expect(scene.sink.troubles).toEqual([]);
    expect(scene.venue.connections).toHaveLength(1);
  });
});

describe('silence', () => {
  const limits = quickLimits({ silence: { depthMs: 150, tradeMs: 150 } });

  test('acknowledged but silent, as on a wrong route: loud, by name, and tried anew', async () => {
    const scene = await open({ streams: [BTC], limits });
    const { sink, venue } = scene;
    await sink.until('the record', () => sink.troubles.length >= 2);
    expect(sink.troubles[0]).toMatchObject({ control: 'silence', symbols: null, route: 'public' });
    expect(sink.troubles[0]!.reason).toContain(`${BTC}: acknowledged`);
    expect(sink.troubles[1]).toMatchObject({ control: 'disconnect' });
    await venue.turnstile.until('a second connection', () => venue.connections.length >= 2);
  });

  test('one stream goes silent while the others speak: only it is subscribed again', async () => {
    const scene = await open({ streams: [BTC, ETH], limits });
    await ready(scene);
    const { sink, venue } = scene;
    let id = 0;
    const speaking = setInterval(() => venue.publish(ETH, `{"u":${++id}}`), 20);
    closers.push({ close: () => clearInterval(speaking) });
    venue.publish(BTC, '{"u":1}');
    await venue.turnstile.until('the request', () => venue.connections[0]!.requests.length === 3);
    expect(sink.troubles).toMatchObject([{ control: 'silence', symbols: ['BTCUSDT'], route: 'public' }]);
    expect(sink.troubles[0]!.reason).toContain(`${BTC}: no message for`);
    const { requests } = venue.connections[0]!;
    expect(requests.slice(1).map(({ method, params }) => [method, params])).toEqual([
      ['UNSUBSCRIBE', [BTC]],
      ['SUBSCRIBE', [BTC]],
    ]);
    expect(sink.states[0]!.silent).toEqual([BTC]);
    expect(sink.states[0]!.lastError!.code).toBe('V13_VENUE_SILENCE');
    venue.publish(BTC, '{"u":2}');
    await sink.until('it speaks again', () => sink.states[0]!.silent.length === 0);
    expect(venue.connections).toHaveLength(1);
  });
});

describe('frames', () => {
  test('replies, odd key orders and rubbish are told apart', async () => {
    const scene = await open({ streams: [BTC] });
    await ready(scene);
    const { sink, venue, feed } = scene;
    const { socket } = venue.live('public')[0]!;
    const odd = `{"data":{"u":1},"stream":"${BTC}"}`;
    const other = '{"stream":"xrpusdt@depth","data":{}}';
    const broken = ['nonsense', '{"foo":1}', `{"stream":"${BTC}","data":{"u":`, ''];
    for (const text of [...broken, odd, other]) socket.send(text);
    socket.send(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), { binary: false });
    await sink.until('all of them', () => sink.broken.length === 5 && sink.messages.length === 2);
    expect(sink.messages.map(({ text }) => text)).toEqual([odd, other]);
    expect(sink.broken.slice(0, 4).map(String)).toEqual(broken);
    expect(feed.counters()).toMatchObject({ malformed: 5, unknownStreams: 1, messages: 2 });
    expect(venue.live('public')).toHaveLength(1);
  });

  test('a pause stops reading, loses nothing, and is nobody’s silence', async () => {
    const limits = quickLimits({ silence: { depthMs: 100 }, socket: { deadMs: 100, closeMs: 100 } });
    const scene = await open({ streams: [BTC], limits });
    await ready(scene);
    const { sink, venue, feed } = scene;
    venue.publish(BTC, '{"u":0}');
    await sink.until('the first', () => sink.messages.length === 1);
    feed.pause();
    let sent = 0;
    const speaking = setInterval(() => venue.publish(BTC, `{"u":${++sent}}`), 10);
    closers.push({ close: () => clearInterval(speaking) });
    await venue.turnstile.until('pings in the pause', () => venue.connections[0]!.pings >= 0 && sent === 0);
    const paused = createKeepingSink();
    const ticking = setInterval(() => paused.turn(), 10);
    closers.push({ close: () => clearInterval(ticking) });
    await paused.until('40 messages under way', () => sent >= 40);
    expect(sink.messages.length).toBe(1);
    feed.resume();
    await sink.until('all of them', () => sink.messages.length > 40);
    const ids = sink.messages.map(({ text }) => (JSON.parse(text) as { data: { u: number } }).data.u);
    expect(ids).toEqual(ids.map((_, i) => i));
    expect(sink.troubles).toEqual([]);
  });
});

describe('the end', () => {
  test('closing says goodbye, once, and delivers nothing more', async () => {
    const scene = await open({ streams: [BTC, 'btcusdt@aggTrade'] });
    await ready(scene);
    const { venue, sink, feed } = scene;
    await Promise.all([feed.close(), feed.close()]);
    expect(venue.live('public').length + venue.live('market').length).toBe(0);
    expect(sink.troubles).toEqual([]);
    expect(feed.states().every(({ phase }) => phase === 'closing')).toBe(true);
  });

  test('a signal closes it, also while it waits to come back', async () => {
    const venue = await startVenue();
    closers.push(venue);
    const sink = createKeepingSink();
    const ending = new AbortController();
    const limits = quickLimits({ backoff: { baseMs: 60_000, capMs: 60_000, floorMs: 60_000 } });
    const feed = openMarketFeed({
      ...feedOptions({ url: venue.url, streams: [BTC], sink }, limits),
      signal: ending.signal,
    });
    await sink.until('open', () => sink.states[0]?.acknowledged === 1);
    venue.live('public')[0]!.wire.destroy();
    await sink.until('the wait', () => sink.states[0]?.phase === 'backoff');
    ending.abort();
    await feed.close();
    expect(feed.states()[0]!.phase).toBe('closing');
  });
});

// Planned roll-overs over real sockets: old ahead, new ahead, losses, a new socket that is silent or refused.

import { afterEach, describe, expect, test } from 'vitest';
import { type FeedLimits, type MarketFeed, openMarketFeed } from '../../../src/exchange/binance/feed.js';
import { feedOptions, quickLimits } from '../../support/feed-options.js';
import { type KeepingSink, createKeepingSink } from '../../support/market-sink.js';
import { type VenueBehaviour, type VenueConnection, type VenueServer, startVenue } from '../../support/venue-server.js';

const closers: { close(): unknown }[] = [];
afterEach(async () => {
  for (const opened of closers.splice(0).reverse()) await opened.close();
});

const DEPTH = 'btcusdt@depth@100ms';
const TICKER = 'btcusdt@bookTicker';

interface Scene {
  readonly venue: VenueServer;
  readonly feed: MarketFeed;
  readonly sink: KeepingSink;
}

async function open(limits: FeedLimits = quickLimits(), behaviour: VenueBehaviour = {}): Promise<Scene> {
  const venue = await startVenue(behaviour);
  const sink = createKeepingSink();
  const feed = openMarketFeed(feedOptions({ url: venue.url, streams: [DEPTH, TICKER], sink }, limits));
  closers.push(venue, feed);
  await sink.until('acknowledged', () => sink.states[0]?.acknowledged === 2);
  return { venue, feed, sink };
}

const depth = (n: number): string =>
  `{"stream":"${DEPTH}","data":{"e":"depthUpdate","E":1,"T":1,"s":"BTCUSDT","U":${n * 10},"u":${n * 10 + 5},"pu":${n * 10 - 5},"b":[],"a":[]}}`;
const ticker = (n: number): string =>
  `{"stream":"${TICKER}","data":{"e":"bookTicker","u":${n * 10},"E":1,"T":1,"s":"BTCUSDT","b":"1","B":"1","a":"2","A":"2"}}`;

const say = ({ socket }: VenueConnection, ...ns: number[]): void => {
  for (const n of ns) {
    socket.send(depth(n));
    socket.send(ticker(n));
  }
};

/** Numbers of the depth and of the ticker messages as stored. */
const stored = ({ messages }: KeepingSink) => {
  const numbers = (kind: string, key: string) =>
    messages
      .map(({ text }) => JSON.parse(text) as { stream: string; data: Record<string, number> })
      .filter(({ stream }) => stream === kind)
      .map(({ data }) => Math.floor(data[key]! / 10));
  return { depth: numbers(DEPTH, 'u'), ticker: numbers(TICKER, 'u') };
};
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Begins a roll-over and waits until the new socket has subscribed. */
async function begin({
  venue,
  feed,
  sink,
}: Scene): Promise<{ old: VenueConnection; fresh: VenueConnection; done: Promise<void> }> {
  const old = venue.live('public')[0]!;
  say(old, 1);
  await sink.until('the first messages', () => sink.messages.length === 2);
  const done = feed.rollOver();
  await venue.turnstile.until('the new socket', () => venue.connections[1]?.streams.size === 2);
  return { old, fresh: venue.connections[1]!, done };
}

const expectRising = ({ messages }: KeepingSink): void => {
  messages.slice(1).forEach(({ recvUs }, i) => expect(recvUs).toBeGreaterThan(messages[i]!.recvUs));
};

describe('a roll-over loses and repeats nothing', () => {
  test('old ahead', async () => {
    const scene = await open();
    const { old, fresh, done } = await begin(scene);
    const { sink, venue, feed } = scene;
    say(old, 2, 3, 4);
    await sink.until('them', () => sink.messages.length === 8);
    say(fresh, 3, 4, 5, 6);
    await done;
    await venue.turnstile.until('the old one closed', () => !old.open);
    await sink.until('the rest', () => sink.messages.length === 12);
    expect(stored(sink)).toEqual({ depth: range(1, 6), ticker: range(1, 6) });
    expect(sink.rollovers).toEqual([{ route: 'public', streams: 2, handedOver: 2, resyncs: 0 }]);
    expect(sink.troubles).toEqual([]);
    expect(feed.counters()).toMatchObject({ rollovers: 1, rolloverResyncs: 0, disconnects: 0 });
    expectRising(sink);
  });

  test('new ahead', async () => {
    const scene = await open();
    const { old, fresh, done } = await begin(scene);
    const { sink } = scene;
    say(fresh, 4, 5);
    say(old, 2, 3, 4, 5);
    await done;
    say(fresh, 6);
    await sink.until('all', () => sink.messages.length === 12);
    expect(stored(sink)).toEqual({ depth: range(1, 6), ticker: range(1, 6) });
    expect(sink.rollovers[0]).toMatchObject({ handedOver: 2, resyncs: 0 });
    expectRising(sink);
  });

  test('many messages at random from both, roll-over after roll-over', async () => {
    const limits = quickLimits({ rollover: { leadMs: 20, quietMs: 5_000, settleMs: 300 } });
    const scene = await open(limits);
    const { venue, sink, feed } = scene;
    let sent = 0;
    // Every connection lags behind the truth by its own, changing number of messages.
    const given = new Map<VenueConnection, number>();
    const speaking = setInterval(() => {
      sent += 3;
      for (const connection of venue.live('public')) {
        if (connection.streams.size < 2) continue;
        const from = given.get(connection) ?? sent - 3;
        const to = Math.max(
          from,
          sent - ((sent * 7 + connection.requests.length + venue.connections.indexOf(connection) * 5) % 11),
        );
        say(connection, ...(to > from ? range(from + 1, to) : []));
        given.set(connection, to);
      }
    }, 5);
    closers.push({ close: () => clearInterval(speaking) });
    for (let i = 0; i < 4; i++) await feed.rollOver();
    const enough = sink.messages.length + 200;
    await sink.until('more', () => sink.messages.length > enough);
    clearInterval(speaking);
    const found = stored(sink);
    expect(found.depth).toEqual(range(found.depth[0]!, found.depth.at(-1)!));
    expect(found.ticker).toEqual(range(found.ticker[0]!, found.ticker.at(-1)!));
    expect(sink.rollovers).toHaveLength(4);
    expect(feed.counters()).toMatchObject({ rollovers: 4, rolloverResyncs: 0, disconnects: 0 });
    expect(sink.troubles).toEqual([]);
    expectRising(sink);
  });

  test('quiet streams are handed over after a while', async () => {
    const scene = await open();
    const { done } = await begin(scene);
    await done;
    expect(scene.sink.rollovers[0]).toMatchObject({ handedOver: 2, resyncs: 0 });
    expect(scene.sink.messages).toHaveLength(2);
  });

  test('by itself when the socket is old enough', async () => {
    const scene = await open(quickLimits({ rollover: { afterMs: 300 } }));
    await scene.sink.until('a roll-over', () => scene.sink.rollovers.length === 1);
    expect(scene.sink.states[0]).toMatchObject({ phase: 'open' });
    expect(scene.venue.live('public').length).toBeGreaterThan(0);
  });

  test('when the exchange announces that the server goes away', async () => {
    const scene = await open();
    scene.venue.live('public')[0]!.socket.send('{"e":"serverShutdown","E":1}');
    await scene.sink.until('a roll-over', () => scene.sink.rollovers.length === 1);
    expect(scene.sink.troubles).toEqual([]);
  });
});

describe('when it does not go smoothly', () => {
  test('a message that both lost is stored with its hole, and counted', async () => {
    const scene = await open();
    const { old, fresh, done } = await begin(scene);
    say(old, 3);
    say(fresh, 3, 4);
    await done;
    await scene.sink.until('all', () => scene.sink.messages.length === 6);
    expect(stored(scene.sink)).toEqual({ depth: [1, 3, 4], ticker: [1, 3, 4] });
    expect(scene.sink.rollovers[0]!.resyncs).toBe(1);
  });

  test('the old socket dies after all is handed over to the new one: nothing is lost, nothing is told', async () => {
    const scene = await open(quickLimits({ rollover: { quietMs: 60_000 }, tickMs: 600 }));
    const { old, fresh } = await begin(scene);
    say(fresh, 1, 2);
    await scene.sink.until('the second', () => scene.sink.messages.length === 4);
    old.wire.destroy();
    say(fresh, 3);
    await scene.sink.until('the third', () => scene.sink.messages.length === 6);
    expect(stored(scene.sink)).toEqual({ depth: [1, 2, 3], ticker: [1, 2, 3] });
    expect(scene.sink.troubles).toEqual([]);
    expect(scene.sink.states[0]!.phase).toBe('open');
  });

  test('the old socket dies before that: the streams in doubt are told', async () => {
    const scene = await open(quickLimits({ rollover: { quietMs: 60_000 } }));
    const { old, fresh } = await begin(scene);
    fresh.socket.send(depth(1));
    await scene.sink.until('settled', () => scene.sink.states[0]!.isRollingOver);
    old.wire.destroy();
    await scene.sink.until('the record', () => scene.sink.troubles.length === 1);
    expect(scene.sink.troubles[0]).toMatchObject({ control: 'disconnect', symbols: null });
    say(fresh, 3);
    await scene.sink.until('it goes on', () => stored(scene.sink).ticker.includes(3));
    expect(scene.venue.connections).toHaveLength(2);
  });

  test('the new socket dies: the old one goes on, nothing is lost', async () => {
    const scene = await open();
    const { old, fresh, done } = await begin(scene);
    say(fresh, 3);
    fresh.wire.destroy();
    await done;
    say(old, 2, 3, 4);
    await scene.sink.until('all', () => scene.sink.messages.length === 8);
    expect(stored(scene.sink)).toEqual({ depth: range(1, 4), ticker: range(1, 4) });
    expect(scene.sink.rollovers).toEqual([]);
    expect(scene.sink.troubles).toEqual([]);
    expect(scene.sink.states[0]!.lastError!.code).toBe('V13_VENUE_ROLLOVER');
    expect(scene.sink.states[0]!.nextRollOverUs).not.toBeNull();
  });

  test('a new socket that is acknowledged but silent is not taken', async () => {
    const limits = quickLimits({ rollover: { handOverMs: 200, quietMs: 10_000 } });
    const scene = await open(limits);
    const { old, done } = await begin(scene);
    say(old, 2);
    await done;
    expect(scene.sink.states[0]!.lastError!.message).toContain('acknowledged, but silent');
    say(old, 3);
    await scene.sink.until('it goes on', () => scene.sink.messages.length === 6);
    expect(old.open).toBe(true);
  });

  test('a hand-over that is not complete in time: the new one is kept, and what is in doubt is counted', async () => {
    const limits = quickLimits({ rollover: { handOverMs: 200, quietMs: 10_000 } });
    const scene = await open(limits);
    const { old, fresh, done } = await begin(scene);
    fresh.socket.send(depth(1));
    old.socket.send(ticker(2));
    await done;
    expect(scene.sink.rollovers[0]).toMatchObject({ handedOver: 1, resyncs: 1 });
    await scene.venue.turnstile.until('the old one closed', () => !old.open);
    say(fresh, 2, 3);
    await scene.sink.until('it goes on', () => stored(scene.sink).ticker.includes(3));
    expect(stored(scene.sink)).toEqual({ depth: [1, 2, 3], ticker: [1, 2, 3] });
  });
});

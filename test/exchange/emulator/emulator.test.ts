// The emulator over real sockets: the market-data part of the protocol's checklist, line by line.

import WebSocket from 'ws';
import { afterEach, describe, expect, test } from 'vitest';
import { type EmulatorOptions, type RunningEmulator, startEmulator } from '../../../src/exchange/emulator/emulator.js';
import { newFault } from '../../../src/exchange/emulator/fault-script.js';
import { type Delta, type Snapshot, collect, get, syncBook } from './plain-client.js';
import { syntheticSource, tinySource } from './sources.js';

let running: RunningEmulator | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
});

async function start(options: Partial<EmulatorOptions> = {}): Promise<RunningEmulator> {
  running = await startEmulator({ source: tinySource(), speed: 10, truth: 'memory', ...options });
  return running;
}

const dataOf = (texts: readonly string[]): Record<string, unknown>[] =>
  texts
    .map((text) => JSON.parse(text) as Record<string, unknown>)
    .map((value) => (value['data'] ?? value) as Record<string, unknown>)
    .filter((value) => 'e' in value);
const hasData = (count: number) => (texts: readonly string[]) => dataOf(texts).length >= count;
const asDeltas = (texts: readonly string[]) => dataOf(texts) as unknown as Delta[];

describe('1. routes', () => {
  test('/public has depth, bookTicker and trade, /market has aggTrade, markPrice and forceOrder', async () => {
    const { ws } = await start();
    const pub = await collect(`${ws}/public/stream?streams=ethusdt@depth@100ms/ethusdt@aggTrade`);
    const market = await collect(`${ws}/market/stream?streams=ethusdt@depth@100ms/ethusdt@aggTrade`);
    await Promise.all([pub.until(hasData(5)), market.until(hasData(5))]);
    expect(new Set(dataOf(pub.texts).map(({ e }) => e))).toEqual(new Set(['depthUpdate']));
    expect(new Set(dataOf(market.texts).map(({ e }) => e))).toEqual(new Set(['aggTrade']));
  });

  test('a SUBSCRIBE on the wrong route is acknowledged, then silent', async () => {
    const { ws } = await start();
    const pub = await collect(`${ws}/public/ws/ethusdt@depth@100ms`);
    expect(await pub.ask({ method: 'SUBSCRIBE', params: ['ethusdt@aggTrade'], id: 4 })).toEqual({
      result: null,
      id: 4,
    });
    expect(await pub.ask({ method: 'LIST_SUBSCRIPTIONS', id: 5 })).toMatchObject({
      result: ['ethusdt@depth@100ms', 'ethusdt@aggTrade'],
    });
    await pub.until(hasData(20));
    expect(dataOf(pub.texts).every(({ e }) => e === 'depthUpdate')).toBe(true);
  });

  test('an unrouted address carries what /public does, and nothing else', async () => {
    const { ws } = await start();
    const old = await collect(`${ws}/stream?streams=ethusdt@depth@100ms/ethusdt@aggTrade/ethusdt@markPrice@1s`);
    await old.until(hasData(20));
    expect(new Set(dataOf(old.texts).map(({ e }) => e))).toEqual(new Set(['depthUpdate']));
  });

  test('/private is open and silent, other paths are refused', async () => {
    const { ws, url } = await start();
    const secret = await collect(`${ws}/private/ws?listenKey=x`);
    expect(await secret.ask({ method: 'LIST_SUBSCRIPTIONS', id: 1 })).toEqual({ result: [], id: 1 });
    await expect(collect(`${ws}/elsewhere/ws`)).rejects.toThrow('404');
    expect((await get(`${url}/fapi/v1/nothing`)).body).toMatchObject({ code: -5000 });
  });

  test('bare payloads on /ws, envelopes on /stream, either way by SET_PROPERTY', async () => {
    const { ws } = await start();
    const bare = await collect(`${ws}/public/ws/ethusdt@depth@100ms`);
    const combined = await collect(`${ws}/public/stream?streams=ethusdt@depth@100ms`);
    await Promise.all([bare.until(hasData(1)), combined.until(hasData(1))]);
    expect(bare.texts[0]).toMatch(/^\{"e":"depthUpdate"/);
    expect(combined.texts[0]).toMatch(/^\{"stream":"ethusdt@depth@100ms","data":\{"e":"depthUpdate"/);
    await bare.ask({ method: 'SET_PROPERTY', params: ['combined', true], id: 1 });
    const from = bare.texts.length;
    await bare.until((texts) => texts.length > from);
    expect(bare.texts[from]).toMatch(/^\{"stream":/);
  });
});

describe('2. sequences', () => {
  test('U jumps, pu chains, ids are shared over all symbols', async () => {
    const { ws } = await start({ source: syntheticSource(['BTCUSDT', 'ETHUSDT']) });
    const both = await collect(`${ws}/public/stream?streams=btcusdt@depth@100ms/ethusdt@depth@100ms`);
    await both.until(hasData(30));
    const deltas = asDeltas(both.texts) as (Delta & { s: string })[];
    for (const symbol of ['BTCUSDT', 'ETHUSDT']) {
      const own = deltas.filter(({ s }) => s === symbol);
      own.slice(1).forEach((delta, i) => expect(delta.pu).toBe(own[i]!.u));
      expect(own.some(({ U, pu }) => U > pu + 1)).toBe(true);
    }
    expect(new Set(deltas.flatMap(({ U, u }) => [U, u])).size).toBe(2 * deltas.length);
  });

  /** Buffers depth, takes a snapshot, goes on: what the client sees. */
  async function bookRun(options: Partial<EmulatorOptions>): Promise<{ snapshot: Snapshot; deltas: Delta[] }> {
    const { ws, url } = await start({ source: syntheticSource(), truthBooks: 'every', ...options });
    const depth = await collect(`${ws}/public/ws/ethusdt@depth@100ms`);
    await depth.until(hasData(8));
    const { body } = await get(`${url}/fapi/v1/depth?symbol=ETHUSDT&limit=1000`);
    const count = depth.texts.length;
    await depth.until(hasData(count + 40));
    return { snapshot: body as unknown as Snapshot, deltas: asDeltas(depth.texts) };
  }

  /** Books by u, as the truth log has them. */
  const truthBooks = () =>
    new Map(
      running!.truth
        .map((line) => JSON.parse(line) as { kind: string; u: number; crc32: number })
        .filter(({ kind }) => kind === 'book')
        .map(({ u, crc32 }) => [u, crc32]),
    );

  test('a snapshot within a message (U <= lastUpdateId <= u): the book is the true one at every u', async () => {
    const { snapshot, deltas } = await bookRun({});
    const crcs: [number, number][] = [];
    expect(syncBook(snapshot, deltas, (book) => crcs.push([book.u, book.crc()]))).toBeGreaterThan(30);
    const truth = truthBooks();
    for (const [u, crc] of crcs) expect([u, crc]).toEqual([u, truth.get(u)]);
  });

  test('a snapshot that ends with a message (u == lastUpdateId), one that continues (pu == lastUpdateId)', async () => {
    const { ws, url } = await start();
    const depth = await collect(`${ws}/public/ws/ethusdt@depth@100ms`);
    await depth.until(hasData(3));
    const { body } = await get(`${url}/fapi/v1/depth?symbol=ETHUSDT&limit=5`);
    const { lastUpdateId } = body as unknown as Snapshot;
    await depth.until((texts) => asDeltas(texts).some(({ pu }) => pu === lastUpdateId));
    const deltas = asDeltas(depth.texts);
    expect(deltas.some(({ u }) => u === lastUpdateId)).toBe(true);
    const next = deltas.find(({ pu }) => pu === lastUpdateId)!;
    expect(next.U).toBeGreaterThan(lastUpdateId + 1);
  });

  test('a snapshot that leads: its messages come later, the book is true', async () => {
    const { snapshot, deltas } = await bookRun({ leadUs: 1_500_000 });
    expect(snapshot.lastUpdateId).toBeGreaterThan(deltas[7]!.u);
    const crcs: [number, number][] = [];
    expect(syncBook(snapshot, deltas, (book) => crcs.push([book.u, book.crc()]))).toBeGreaterThan(20);
    const truth = truthBooks();
    for (const [u, crc] of crcs) expect([u, crc]).toEqual([u, truth.get(u)]);
  });

  test('a snapshot that lags is the true book of its time, and too old for a late buffer', async () => {
    const { snapshot, deltas } = await bookRun({ snapshotLagMs: 40 });
    expect(snapshot.lastUpdateId).toBeLessThan(deltas.at(-1)!.u);
    expect(syncBook(snapshot, deltas, () => undefined)).toBeGreaterThan(30);
    const late = deltas.filter(({ U }) => U > snapshot.lastUpdateId).slice(2);
    expect(syncBook(snapshot, late, () => undefined)).toBeNull();
  });

  test('a gap and a stale snapshot on demand', async () => {
    const faults = [newFault('drop', { afterMessages: 4, count: 2 }), newFault('stale-snapshot', { value: 150 })];
    const { ws, url } = await start({ faults });
    const depth = await collect(`${ws}/public/ws/ethusdt@depth@100ms`);
    await depth.until(hasData(30));
    const deltas = asDeltas(depth.texts);
    const breaks = deltas.slice(1).filter(({ pu }, i) => pu !== deltas[i]!.u);
    expect(breaks).toHaveLength(1);
    const stale = await get(`${url}/fapi/v1/depth?symbol=ETHUSDT&limit=5`);
    const present = await get(`${url}/fapi/v1/depth?symbol=ETHUSDT&limit=5`);
    expect(Number(stale.body['lastUpdateId'])).toBeLessThan(Number(present.body['lastUpdateId']) - 500);
  });
});

describe('8. limits of REST', () => {
  test('the used weight is in a header; limits cost 2, 2, 2, 2, 5, 10, 20', async () => {
    const { url } = await start();
    const used: number[] = [0];
    for (const limit of [5, 10, 20, 50, 100, 500, 1000]) {
      const { headers } = await get(`${url}/fapi/v1/depth?symbol=ETHUSDT&limit=${limit}`);
      used.push(Number(headers.get('x-mbx-used-weight-1m')));
    }
    expect(used.slice(1).map((weight, i) => weight - used[i]!)).toEqual([2, 2, 2, 2, 5, 10, 20]);
  });

  test('beyond the limit: 429 with Retry-After, and 418 for those who go on', async () => {
    const { url } = await start({ weightLimit: 40 });
    const statuses: number[] = [];
    let last = await get(`${url}/fapi/v1/aggTrades?symbol=ETHUSDT`);
    for (let i = 0; i < 14; i++) {
      statuses.push(last.status);
      last = await get(`${url}/fapi/v1/aggTrades?symbol=ETHUSDT`);
    }
    expect(statuses.slice(0, 3)).toEqual([200, 200, 429]);
    expect(last.status).toBe(418);
    expect(last.body).toMatchObject({ code: -1003 });
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(60);
  });

  test.each([
    ['rest-429', {}, 429, -1003, '2'],
    ['rest-418', { value: 9 }, 418, -1003, '9'],
    ['rest-5xx', { value: 502 }, 502, -1001, null],
    ['rest-451', {}, 451, 0, null],
  ] as const)('%s on demand, once', async (kind, changes, status, code, retryAfter) => {
    const { url } = await start({ faults: [newFault(kind, changes)] });
    const first = await get(`${url}/fapi/v1/time`);
    expect([first.status, first.body['code'], first.headers.get('retry-after')]).toEqual([status, code, retryAfter]);
    expect((await get(`${url}/fapi/v1/time`)).status).toBe(200);
  });

  test('rest-403 is no JSON, rest-timeout is no answer', async () => {
    const { url } = await start({ faults: [newFault('rest-403'), newFault('rest-timeout', { value: 50 })] });
    const first = await fetch(`${url}/fapi/v1/ping`);
    expect([first.status, await first.text()]).toEqual([403, expect.stringContaining('<html>')]);
    await expect(fetch(`${url}/fapi/v1/ping`)).rejects.toThrow();
    expect((await get(`${url}/fapi/v1/ping`)).body).toEqual({});
  });
});

describe('11. the life of a connection', () => {
  test('the server pings, with the time as its text; who answers stays', async () => {
    const { ws } = await start({ pingEveryMs: 30, pongWithinMs: 500 });
    const client = await collect(`${ws}/public/ws/ethusdt@depth@100ms`);
    await client.until(() => client.pings.length >= 3);
    expect(Math.abs(Number(client.pings[0]) - Date.now())).toBeLessThan(10_000);
    expect(client.closed).toBeNull();
  });

  test('a client without pongs is closed', async () => {
    const { ws } = await start({ pingEveryMs: 20, pongWithinMs: 80 });
    const client = await collect(`${ws}/public/ws`, { autoPong: false });
    expect(await client.untilClosed()).toEqual({ code: 1008, reason: 'no pong' });
  });

  test('a day (scaled) ends a connection', async () => {
    const { ws } = await start({ maxAgeMs: 60 });
    const client = await collect(`${ws}/public/ws/ethusdt@depth@100ms`);
    expect((await client.untilClosed()).code).toBe(1001);
  });

  test('ten messages a second are allowed, the eleventh closes with 1008', async () => {
    const { ws } = await start();
    const client = await collect(`${ws}/public/ws`);
    for (let id = 1; id <= 10; id++) client.socket.send(JSON.stringify({ method: 'LIST_SUBSCRIPTIONS', id }));
    await client.until((texts) => texts.length === 10);
    client.socket.send(JSON.stringify({ method: 'LIST_SUBSCRIPTIONS', id: 11 }));
    expect(await client.untilClosed()).toEqual({ code: 1008, reason: 'Too many requests' });
  });

  test('pings of the client are answered, and count', async () => {
    const { ws } = await start();
    const client = await collect(`${ws}/public/ws`);
    const pong = new Promise((resolve) => client.socket.once('pong', resolve));
    for (let i = 0; i < 11; i++) client.socket.ping();
    await pong;
    expect((await client.untilClosed()).code).toBe(1008);
  });

  test('more than 1,024 streams in an address are refused', async () => {
    const { ws } = await start();
    const names = (count: number) => Array.from({ length: count }, (_, i) => `s${i}@depth`).join('/');
    const full = await collect(`${ws}/public/stream?streams=${names(1_024)}`);
    expect(full.socket.readyState).toBe(WebSocket.OPEN);
    await expect(collect(`${ws}/public/stream?streams=${names(1_025)}`)).rejects.toThrow('400');
  });
});

describe('12. fields', () => {
  const keysOf = async (fields: 'full' | 'old', faults = [] as EmulatorOptions['faults']) => {
    const { ws } = await start({ fields, faults });
    const pub = await collect(`${ws}/public/ws/ethusdt@depth@100ms/ethusdt@bookTicker`);
    const market = await collect(`${ws}/market/ws/ethusdt@aggTrade/ethusdt@markPrice@1s`);
    const has = (e: string) => (texts: readonly string[]) => dataOf(texts).some((data) => data['e'] === e);
    await Promise.all([
      pub.until(has('depthUpdate')),
      pub.until(has('bookTicker')),
      market.until(has('aggTrade')),
      market.until(has('markPriceUpdate')),
    ]);
    const all = [...dataOf(pub.texts), ...dataOf(market.texts)];
    return Object.fromEntries(
      ['depthUpdate', 'bookTicker', 'aggTrade', 'markPriceUpdate'].map((e) => [
        e,
        Object.keys(all.find((data) => data['e'] === e)!).join(' '),
      ]),
    );
  };

  test('full: st, ps, nq and ap are there', async () => {
    expect(await keysOf('full')).toEqual({
      depthUpdate: 'e E T s U u pu b a ps st',
      bookTicker: 'e u E T s ps b B a A st',
      aggTrade: 'e E s a p q nq f l T m st',
      markPriceUpdate: 'e E s p ap i P r T st',
    });
  });

  test('old: they are not', async () => {
    expect(await keysOf('old')).toEqual({
      depthUpdate: 'e E T s U u pu b a',
      bookTicker: 'e u E T s b B a A',
      aggTrade: 'e E s a p q f l T m',
      markPriceUpdate: 'e E s p i P r T',
    });
  });

  test('unknown fields on demand', async () => {
    const keys = await keysOf('full', [newFault('unknown-fields')]);
    expect(keys['depthUpdate']).toBe('zz e E T s U u pu b a ps st vv ww');
  });
});

describe('times and speeds', () => {
  test('E is now, T keeps its distance', async () => {
    const { ws } = await start();
    const client = await collect(`${ws}/public/ws/ethusdt@depth@100ms`);
    await client.until(hasData(3));
    for (const { E, T } of dataOf(client.texts)) {
      expect(Math.abs(Number(E) - Date.now())).toBeLessThan(10_000);
      expect(Number(E) - Number(T)).toBe(2);
    }
  });

  test('plain depth is 250 ms, @500ms is 500 ms: longer messages, chained, the same book', async () => {
    const { ws } = await start();
    const client = await collect(`${ws}/public/stream?streams=ethusdt@depth/ethusdt@depth@500ms/ethusdt@depth@100ms`);
    const of = (name: string) =>
      client.texts
        .map((text) => JSON.parse(text) as { stream: string; data: Delta })
        .filter(({ stream }) => stream === `ethusdt@${name}`)
        .map(({ data }) => data);
    await client.until(() => of('depth@500ms').length >= 3);
    for (const [name, size] of [
      ['depth', 25],
      ['depth@500ms', 50],
    ] as const) {
      const deltas = of(name);
      deltas.slice(1).forEach((delta, i) => expect(delta.pu).toBe(deltas[i]!.u));
      deltas.slice(1, -1).forEach((delta) => expect(delta.u - delta.pu).toBe(size * 10));
    }
  });

  test('play begins with the first subscription that is served', async () => {
    const { ws, counts } = await start();
    const silent = await collect(`${ws}/market/ws/ethusdt@depth`);
    await silent.ask({ method: 'LIST_SUBSCRIPTIONS', id: 1 });
    expect(counts().elapsedUs).toBe(0);
    const client = await collect(`${ws}/public/ws/ethusdt@depth@100ms`);
    await client.until(hasData(1));
    expect(asDeltas(client.texts)[0]).toMatchObject({ u: 1_010, pu: 1_000 });
  });

  test('at full speed nothing is lost', async () => {
    const { ws } = await start({ speed: 'max' });
    const client = await collect(`${ws}/public/ws/ethusdt@depth@100ms`);
    await client.until(hasData(20_000));
    const deltas = asDeltas(client.texts.slice(0, 20_000));
    deltas.slice(1).forEach((delta, i) => expect(delta.pu).toBe(deltas[i]!.u));
  });
});

describe('the end', () => {
  test('close() cuts everybody, frees the port and can be called twice', async () => {
    const emulator = await start();
    const client = await collect(`${emulator.ws}/public/ws/ethusdt@depth@100ms`);
    await client.until(hasData(1));
    await Promise.all([emulator.close(), emulator.close()]);
    expect((await client.untilClosed()).code).toBe(1006);
    const again = await startEmulator({ source: tinySource(), port: emulator.port });
    await again.close();
  });

  test('a port in use is refused', async () => {
    const { port } = await start();
    await expect(startEmulator({ source: tinySource(), port })).rejects.toMatchObject({ code: 'V13_EMULATE_PORT' });
  });
});

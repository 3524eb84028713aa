// The emulator over real sockets: the market-data part of the protocol's checklist, line by line.

import { describe, expect, test } from 'vitest';
import { type EmulatorOptions, startEmulator } from '../../../src/exchange/emulator/emulator.js';
import { newFault } from '../../../src/exchange/emulator/fault-script.js';
import { type Delta, asDeltas, collect, dataOf, get, hasData } from './plain-client.js';
import { closeAfterEach, start } from './running.js';
import { tinySource } from './sources.js';

closeAfterEach();

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
    const emulator = await start();
    const { ws } = emulator;
    const silent = await collect(`${ws}/market/ws/ethusdt@depth`);
    await silent.ask({ method: 'LIST_SUBSCRIPTIONS', id: 1 });
    expect(emulator.counts().elapsedUs).toBe(0);
    const client = await collect(`${ws}/public/ws/ethusdt@depth@100ms`);
    await client.until(hasData(1));
    expect(asDeltas(client.texts)[0]).toMatchObject({ u: 1_010, pu: 1_000 });
  });

  test('at full speed nothing is lost', async () => {
    const { ws } = await start({ speed: 'max' });
    const client = await collect(`${ws}/public/ws/ethusdt@depth@100ms`);
    await client.until((texts) => texts.length >= 20_000);
    client.socket.terminate();
    const deltas = asDeltas(client.texts.slice(0, 20_000));
    expect(deltas.slice(1).filter(({ pu }, i) => pu !== deltas[i]!.u)).toEqual([]);
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

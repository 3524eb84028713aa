// The rules of behaviour: request weight, bans, pings, ages, floods.

import WebSocket from 'ws';
import { describe, expect, test } from 'vitest';
import { newFault } from '../../../src/exchange/emulator/fault-script.js';
import { collect, get } from './plain-client.js';
import { closeAfterEach, start } from './running.js';

closeAfterEach();

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
    const pong = new Promise((resolve) => {
      client.socket.once('pong', resolve);
    });
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

// Faults over real sockets: each does what it says, and the truth log counts it.

import { afterEach, describe, expect, test } from 'vitest';
import { type EmulatorOptions, type RunningEmulator, startEmulator } from '../../../src/exchange/emulator/emulator.js';
import { type Fault, newFault } from '../../../src/exchange/emulator/fault-script.js';
import { type Collected, type Delta, asDeltas, collect, dataOf, get, hasData } from './plain-client.js';
import { tinySource } from './sources.js';

let running: RunningEmulator | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
});

async function start(faults: readonly Fault[], options: Partial<EmulatorOptions> = {}): Promise<RunningEmulator> {
  running = await startEmulator({ source: tinySource(), speed: 10, truth: 'memory', faults, ...options });
  return running;
}

interface TruthLine {
  readonly kind: string;
  readonly conn?: number;
  readonly stream?: string;
  readonly u?: number;
  readonly a?: number;
  readonly fault?: string;
  readonly path?: string;
  readonly status?: number;
  readonly code?: number;
}
const truth = (kind: string): TruthLine[] =>
  running!.truth.map((line) => JSON.parse(line) as TruthLine).filter((line) => line.kind === kind);

const DEPTH = 'public/ws/ethusdt@depth@100ms';
const TRADES = 'market/ws/ethusdt@aggTrade';

async function depthRun(fault: Fault, count = 40): Promise<{ client: Collected; deltas: Delta[] }> {
  const { ws } = await start([fault]);
  const client = await collect(`${ws}/${DEPTH}`);
  await client.until(hasData(count));
  return { client, deltas: asDeltas(client.texts.filter((text) => text.endsWith('}'))) };
}

const us = (deltas: readonly Delta[]) => deltas.map(({ u }) => (u - 1_000) / 10);
const upTo = (count: number, without: readonly number[] = []) =>
  Array.from({ length: count }, (_, i) => i + 1).filter((n) => !without.includes(n));

describe('messages', () => {
  test('drop: so many depth messages are missing, and stand in the log as lost', async () => {
    const { deltas } = await depthRun(newFault('drop', { afterMessages: 5, count: 3 }));
    expect(us(deltas).slice(0, 10)).toEqual(upTo(13, [6, 7, 8]));
    expect(truth('lost').map(({ u, fault }) => [u, fault])).toEqual([
      [1_060, 'drop'],
      [1_070, 'drop'],
      [1_080, 'drop'],
    ]);
    expect(truth('fault')).toMatchObject([{ fault: 'drop', stream: 'ethusdt@depth@100ms' }]);
  });

  test('drop of trades: a hole in their ids, which REST can fill', async () => {
    const { ws, url } = await start([newFault('drop', { stream: 'aggTrade', afterMessages: 5, count: 2 })]);
    const client = await collect(`${ws}/${TRADES}`);
    await client.until(hasData(20));
    expect(
      dataOf(client.texts)
        .map(({ a }) => a)
        .slice(0, 8),
    ).toEqual(upTo(10, [6, 7]));
    const { body } = await get(`${url}/fapi/v1/aggTrades?symbol=ETHUSDT&fromId=6&limit=2`);
    expect((body as unknown as { a: number }[]).map(({ a }) => a)).toEqual([6, 7]);
  });

  test('hole-unhealable: REST has a hole there too', async () => {
    const { ws, url } = await start([newFault('hole-unhealable', { afterMessages: 5, count: 2 })]);
    const client = await collect(`${ws}/${TRADES}`);
    await client.until(hasData(20));
    expect(
      dataOf(client.texts)
        .map(({ a }) => a)
        .slice(0, 8),
    ).toEqual(upTo(10, [6, 7]));
    const { body } = await get(`${url}/fapi/v1/aggTrades?symbol=ETHUSDT&fromId=5&limit=3`);
    expect((body as unknown as { a: number }[]).map(({ a }) => a)).toEqual([5, 8, 9]);
  });

  test('duplicate: twice the same bytes', async () => {
    const { client, deltas } = await depthRun(newFault('duplicate', { afterMessages: 3 }));
    expect(us(deltas).slice(0, 6)).toEqual([1, 2, 3, 4, 4, 5]);
    expect(client.texts[3]).toBe(client.texts[4]);
    expect(truth('sent').filter(({ fault }) => fault === 'duplicate')).toMatchObject([{ u: 1_040 }]);
  });

  test('reorder: the next one overtakes it', async () => {
    const { deltas } = await depthRun(newFault('reorder', { afterMessages: 3 }));
    expect(us(deltas).slice(0, 6)).toEqual([1, 2, 3, 5, 4, 6]);
    expect(truth('sent').filter(({ fault }) => fault === 'reorder')).toMatchObject([{ u: 1_040 }]);
  });

  test('break-pu: one pu is another', async () => {
    const { deltas } = await depthRun(newFault('break-pu', { afterMessages: 3 }));
    expect(deltas.slice(0, 6).map(({ u, pu }) => u - pu)).toEqual([10, 10, 10, 11, 10, 10]);
  });

  test('malformed: a frame that is no JSON in the place of the message', async () => {
    const { client, deltas } = await depthRun(newFault('malformed', { afterMessages: 3 }));
    expect(() => JSON.parse(client.texts[3]!) as unknown).toThrow(SyntaxError);
    expect(us(deltas).slice(0, 5)).toEqual([1, 2, 3, 5, 6]);
    expect(truth('lost')).toMatchObject([{ u: 1_040, fault: 'malformed' }]);
  });

  test('only one connection, where one is named', async () => {
    const { ws } = await start([newFault('drop', { afterMessages: 20, connection: 2, count: 4 })]);
    const first = await collect(`${ws}/${DEPTH}`);
    const second = await collect(`${ws}/${DEPTH}`);
    await Promise.all([first.until(hasData(60)), second.until(hasData(40))]);
    const jumps = (client: Collected) =>
      asDeltas(client.texts)
        .slice(1)
        .filter(({ pu }, i) => pu !== asDeltas(client.texts)[i]!.u);
    expect(jumps(first)).toEqual([]);
    expect(truth('lost').every(({ conn }) => conn === 2)).toBe(true);
  });
});

describe('streams and sockets', () => {
  test('silent: a stream says nothing for a while, the others go on', async () => {
    const { ws } = await start([newFault('silent', { stream: 'aggTrade', afterMessages: 5, forUs: 200_000 })]);
    const trades = await collect(`${ws}/${TRADES}`);
    const depth = await collect(`${ws}/${DEPTH}`);
    await Promise.all([trades.until(hasData(10)), depth.until(hasData(10))]);
    expect(
      dataOf(trades.texts)
        .map(({ a }) => Number(a))
        .slice(0, 6),
    ).toEqual([1, 2, 3, 4, 5, 26]);
    expect(truth('lost').filter(({ fault }) => fault === 'silent')).toHaveLength(20);
  });

  test('stall: nothing is lost, it comes in a burst', async () => {
    const { client, deltas } = await depthRun(newFault('stall', { afterMessages: 5, forUs: 400_000 }), 80);
    expect(us(deltas).slice(0, 60)).toEqual(upTo(60));
    expect(truth('lost')).toEqual([]);
    expect(client.closed).toBeNull();
  });

  test.each([1001, 1011])('close: with code %i', async (code) => {
    const { ws } = await start([newFault('close', { stream: 'depth', afterMessages: 5, value: code })]);
    const client = await collect(`${ws}/${DEPTH}`);
    expect((await client.untilClosed()).code).toBe(code);
    expect(us(asDeltas(client.texts))).toEqual(upTo(5));
    await running!.close();
    expect(truth('close')).toMatchObject([{ conn: 1, code, lost: 1 }]);
  });

  test('close with 1006: cut without a word', async () => {
    const { ws } = await start([newFault('close', { afterMessages: 5, value: 1006 })]);
    const client = await collect(`${ws}/${DEPTH}`);
    expect((await client.untilClosed()).code).toBe(1006);
  });

  test('half-open: the socket stays, nothing comes, nothing is answered', async () => {
    const { ws } = await start([newFault('half-open', { stream: 'depth', afterMessages: 5 })]);
    const client = await collect(`${ws}/${DEPTH}`);
    const other = await collect(`${ws}/${TRADES}`);
    await other.until(hasData(60));
    client.socket.send('{"method":"LIST_SUBSCRIPTIONS","id":1}');
    await other.until(hasData(120));
    expect(client.closed).toBeNull();
    expect(client.texts.length).toBeLessThanOrEqual(5);
    expect(truth('lost').filter(({ fault }) => fault === 'half-open').length).toBeGreaterThan(50);
  });

  test('clock-skew: E, T and /time are off', async () => {
    const { ws, url } = await start([newFault('clock-skew', { afterMessages: 5, value: 3_600_000 })]);
    const client = await collect(`${ws}/${DEPTH}`);
    await client.until(hasData(40));
    const last = dataOf(client.texts).at(-1)!;
    expect(Number(last['E']) - Date.now()).toBeGreaterThan(3_500_000);
    const { body } = await get(`${url}/fapi/v1/time`);
    expect(Number(body['serverTime']) - Date.now()).toBeGreaterThan(3_500_000);
  });
});

describe('the truth log', () => {
  test('counts what each client got, ids and all, and the answers of REST', async () => {
    const { ws, url } = await start([newFault('drop', { afterMessages: 9, count: 5 })]);
    const client = await collect(`${ws}/${DEPTH}`);
    await client.until(hasData(40));
    await get(`${url}/fapi/v1/depth?symbol=ETHUSDT&limit=5`);
    await running!.close();
    await client.untilClosed();
    const sent = truth('sent').map(({ u }) => u);
    const got = asDeltas(client.texts).map(({ u }) => u);
    expect(sent.slice(0, got.length)).toEqual(got);
    expect(truth('lost')).toHaveLength(5);
    expect(truth('rest')).toMatchObject([{ path: '/fapi/v1/depth', status: 200 }]);
    expect(truth('close')).toHaveLength(1);
    expect(truth('book').length).toBeGreaterThan(0);
    expect(running!.truth[0]).toContain('"kind":"start"');
    expect(running!.truth.at(-1)).toContain('"kind":"end"');
  });

  test('the same script over the same market hits the same messages', async () => {
    const run = async () => {
      const faults = [
        newFault('drop', { atUs: 150_000, count: 3 }),
        newFault('duplicate', { afterMessages: 30, count: 2 }),
      ];
      const { ws } = await start(faults);
      const client = await collect(`${ws}/${DEPTH}`);
      await client.until(hasData(60));
      await running!.close();
      return [...truth('lost'), ...truth('sent').filter(({ fault }) => fault !== undefined)].map(({ u, fault }) => [
        u,
        fault,
      ]);
    };
    expect(await run()).toEqual(await run());
  });

  test('a fault can be added while it runs', async () => {
    const emulator = await start([]);
    const client = await collect(`${emulator.ws}/${DEPTH}`);
    await client.until(hasData(5));
    emulator.inject(newFault('close', { value: 1012 }));
    expect((await client.untilClosed()).code).toBe(1012);
    expect(emulator.counts().faults).toBe(1);
  });
});

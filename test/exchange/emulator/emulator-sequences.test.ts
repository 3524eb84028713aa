// Ids and snapshots of the emulator: every way in which a snapshot may fit a stream, and the true book at every u.

import { describe, expect, test } from 'vitest';
import { type EmulatorOptions } from '../../../src/exchange/emulator/emulator.js';
import { newFault } from '../../../src/exchange/emulator/fault-script.js';
import { type Delta, type Snapshot, asDeltas, collect, get, hasData, syncBook } from './plain-client.js';
import { closeAfterEach, start, truthLines } from './running.js';
import { syntheticSource } from './sources.js';

closeAfterEach();

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
      truthLines()
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
    expect(Number(stale.body['lastUpdateId'])).toBeLessThan(Number(present.body['lastUpdateId']) - 50);
  });
});

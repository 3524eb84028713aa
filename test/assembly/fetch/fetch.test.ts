// Downloads against a server with the real layouts: whole, resumed, repeated, refused, through proxies.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fetchFiles } from '../../../src/assembly/fetch/fetch.js';
import type { FetchLimits, FetchNetwork, FetchedFile } from '../../../src/assembly/fetch/fetch-types.js';
import { type FetchItem, fetchItem } from '../../../src/store/fetch/fetch-plan.js';
import { freshFolder } from '../../support/cli.js';
import { startConnectProxy } from '../../support/connect-proxy.js';
import {
  AGG_PATH,
  BOOK_PATH,
  type HistoryServer,
  TAPE_PATH,
  checksumText,
  startHistory,
} from '../../support/history-server.js';
import { startSocksProxy } from '../../support/socks-proxy.js';

let server: HistoryServer;
let folder: ReturnType<typeof freshFolder>;
let notes: string[];
beforeEach(async () => {
  server = await startHistory();
  folder = freshFolder();
  notes = [];
});
afterEach(async () => {
  await server.close();
  folder.remove();
});

const LIMITS: FetchLimits = { idleMs: 300, attempts: 3, baseWaitMs: 1, longestPauseMs: 5_000, betweenRequestsMs: 0 };
const network = (more: Partial<FetchNetwork> = {}): FetchNetwork => ({
  ...{ proxyFlag: null, variables: {}, random: () => 0.5, nowMs: () => performance.now(), limits: LIMITS },
  ...more,
});

const agg = (host = server.url): FetchItem =>
  fetchItem({ source: 'binance', kind: 'aggTrades', symbol: 'BTCUSDT', day: '2024-01-15' }, host);
const book = (host = server.url): FetchItem =>
  fetchItem({ source: 'tardis', kind: 'incremental_book_L2', symbol: 'ETHUSDT', day: '2024-01-01' }, host);
const tape = (): FetchItem =>
  fetchItem({ source: 'tardis', kind: 'trades', symbol: 'ETHUSDT', day: '2024-01-01' }, server.url);

function fetchAll(
  items: readonly FetchItem[],
  net = network(),
  signal = new AbortController().signal,
): Promise<FetchedFile[]> {
  return fetchFiles({ items, folder: folder.path, dataRoot: folder.path, skipHeld: false }, net, {
    signal,
    onProgress: () => undefined,
    onNote: (text) => void notes.push(text),
    onFile: () => undefined,
  });
}

const bytesOf = (item: FetchItem): Buffer => readFileSync(join(folder.path, item.name));

test('three files of both layouts, whole and under their names', async () => {
  const files = await fetchAll([agg(), book(), tape()]);
  expect(files.map(({ end, isChecked }) => [end, isChecked])).toEqual([
    ['fetched', true],
    ['fetched', false],
    ['fetched', false],
  ]);
  for (const [item, path] of [
    [agg(), AGG_PATH],
    [book(), BOOK_PATH],
    [tape(), TAPE_PATH],
  ] as const) {
    expect(bytesOf(item).equals(server.files.get(path)!)).toBe(true);
  }
  expect(readdirSync(folder.path)).toHaveLength(3);
});

describe('what breaks is taken up again', () => {
  test('a cut connection goes on at its last byte', async () => {
    server.faults.set(AGG_PATH, [
      { kind: 'cut', bytes: 1_000 },
      { kind: 'cut', bytes: 500 },
    ]);
    await fetchAll([agg()]);
    expect(server.asked.slice(1)).toEqual([
      `GET ${AGG_PATH}`,
      `GET ${AGG_PATH} bytes=1000-`,
      `GET ${AGG_PATH} bytes=1500-`,
    ]);
    expect(bytesOf(agg()).equals(server.files.get(AGG_PATH)!)).toBe(true);
  });

  test('more breaks than attempts, while each brings some bytes', async () => {
    server.faults.set(
      BOOK_PATH,
      Array.from({ length: 8 }, () => ({ kind: 'cut', bytes: 700 })),
    );
    await fetchAll([book()]);
    expect(bytesOf(book()).equals(server.files.get(BOOK_PATH)!)).toBe(true);
  });

  test('a connection that falls silent', async () => {
    server.faults.set(BOOK_PATH, [{ kind: 'stall', bytes: 2_000 }]);
    await fetchAll([book()]);
    expect(server.asked[1]).toBe(`GET ${BOOK_PATH} bytes=2000-`);
  });

  test('an interrupted run is resumed by the next one', async () => {
    server.faults.set(BOOK_PATH, [{ kind: 'stall', bytes: 3_000 }]);
    const stopping = new AbortController();
    const reason = new Error('stopped');
    const running = fetchFiles(
      { items: [book()], folder: folder.path, dataRoot: folder.path, skipHeld: false },
      network(),
      {
        signal: stopping.signal,
        onProgress: () => stopping.abort(reason),
        onNote: () => undefined,
        onFile: () => undefined,
      },
    );
    await expect(running).rejects.toBe(reason);
    expect(existsSync(join(folder.path, book().name))).toBe(false);
    await fetchAll([book()]);
    expect(server.asked[1]).toMatch(/bytes=\d+-$/);
    expect(bytesOf(book()).equals(server.files.get(BOOK_PATH)!)).toBe(true);
  });

  test('a file that changed meanwhile is fetched from its beginning', async () => {
    server.faults.set(AGG_PATH, [
      { kind: 'cut', bytes: 1_000 },
      { kind: 'status', status: 500 },
      { kind: 'status', status: 500 },
      { kind: 'status', status: 500 },
    ]);
    await expect(fetchAll([agg()])).rejects.toMatchObject({ code: 'V13_VENUE_UNAVAILABLE' });
    const changed = Buffer.concat([server.files.get(AGG_PATH)!, Buffer.from('changed')]);
    server.files.set(AGG_PATH, changed).set(`${AGG_PATH}.CHECKSUM`, checksumText(AGG_PATH, changed));
    await fetchAll([agg()]);
    expect(bytesOf(agg()).equals(changed)).toBe(true);
  });

  test('what is there and whole is not fetched again', async () => {
    await fetchAll([agg()]);
    server.asked.length = 0;
    await fetchAll([agg()]);
    expect(server.asked).toEqual([`GET ${AGG_PATH}.CHECKSUM`]);
  });
});

describe('bytes that are not those of the source', () => {
  test('a wrong checksum: removed, and fetched once more', async () => {
    server.faults.set(AGG_PATH, [{ kind: 'garbled' }]);
    const [file] = await fetchAll([agg()]);
    expect(file).toMatchObject({ end: 'fetched', isChecked: true });
    expect(notes).toEqual([
      expect.stringContaining('its SHA-256 is not the published one; removed, and fetched once more'),
    ]);
  });

  test('twice wrong: an error, and nothing is left', async () => {
    server.files.set(`${AGG_PATH}.CHECKSUM`, Buffer.from(`${'0'.repeat(64)}  x.zip\n`));
    await expect(fetchAll([agg()])).rejects.toMatchObject({ code: 'V13_FETCH_CHECKSUM' });
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test.each(['<html>not now</html>', '\n'])(
    'a checksum that is none (%j): asked for twice, then an error',
    async (text) => {
      server.files.set(`${AGG_PATH}.CHECKSUM`, Buffer.from(text));
      await expect(fetchAll([agg()])).rejects.toMatchObject({
        code: 'V13_FETCH_CHECKSUM',
        message: expect.stringContaining('.CHECKSUM: the answer is no SHA-256, twice') as string,
      });
      expect(server.asked).toEqual([`GET ${AGG_PATH}.CHECKSUM`, `GET ${AGG_PATH}.CHECKSUM`]);
      expect(readdirSync(folder.path)).toEqual([]);
    },
  );

  test('gzip that is not whole', async () => {
    server.files.set(BOOK_PATH, server.files.get(BOOK_PATH)!.subarray(0, 5_000));
    await expect(fetchAll([book()])).rejects.toMatchObject({ code: 'V13_FETCH_CHECKSUM' });
  });
});

describe('a server that says no', () => {
  test('429 with Retry-After is waited for', async () => {
    server.faults.set(AGG_PATH, [{ kind: 'status', status: 429, headers: { 'retry-after': '1' } }]);
    const startMs = performance.now();
    await fetchAll([agg()]);
    expect(performance.now() - startMs).toBeGreaterThan(950);
    expect(notes).toEqual([expect.stringContaining('asks for a pause of 1 s')]);
  });

  test('a longer pause than we wait for is an error', async () => {
    server.faults.set(
      AGG_PATH,
      Array.from({ length: 3 }, () => ({ kind: 'status', status: 429, headers: { 'retry-after': '999' } })),
    );
    await expect(fetchAll([agg()])).rejects.toMatchObject({ code: 'V13_VENUE_RATE_LIMIT', httpStatus: 429 });
  });

  test.each([
    [451, 'V13_VENUE_BLOCKED'],
    [403, 'V13_VENUE_FORBIDDEN'],
  ])('%i is told at once', async (status, code) => {
    server.faults.set(AGG_PATH, [{ kind: 'status', status }]);
    await expect(fetchAll([agg()])).rejects.toMatchObject({ code, retryable: false });
    expect(server.asked).toHaveLength(2);
  });

  test('5xx is tried again', async () => {
    server.faults.set(AGG_PATH, [
      { kind: 'status', status: 502 },
      { kind: 'status', status: 500 },
    ]);
    expect((await fetchAll([agg()]))[0]!.end).toBe('fetched');
  });

  test('404: the file is not there, and the others are fetched', async () => {
    const missing = fetchItem(
      { source: 'binance', kind: 'bookTicker', symbol: 'BTCUSDT', day: '2024-01-15' },
      server.url,
    );
    expect((await fetchAll([missing, agg()])).map(({ end }) => end)).toEqual(['absent', 'fetched']);
  });

  test('a redirect is followed', async () => {
    server.faults.set(BOOK_PATH, [{ kind: 'status', status: 302, headers: { location: TAPE_PATH } }]);
    await fetchAll([book()]);
    expect(bytesOf(book()).equals(server.files.get(TAPE_PATH)!)).toBe(true);
  });

  test('nobody listens', async () => {
    await server.close();
    await expect(fetchAll([agg()])).rejects.toMatchObject({ code: 'V13_VENUE_UNREACHABLE', retryable: true });
    server = await startHistory();
  });
});

describe('proxies', () => {
  test('HTTP: every request goes through it, none directly', async () => {
    const proxy = await startConnectProxy({ targetPort: server.port });
    await fetchAll([agg('http://dumps.invalid')], network({ proxyFlag: `http://127.0.0.1:${proxy.port}` }));
    expect(new Set(proxy.asked)).toEqual(new Set(['dumps.invalid:80']));
    await proxy.close();
  });

  test('SOCKS, by the variables', async () => {
    const proxy = await startSocksProxy(server.port);
    const variables = { ALL_PROXY: `socks5://127.0.0.1:${proxy.port}` };
    await fetchAll([book('http://tardis.invalid')], network({ variables }));
    expect(new Set(proxy.asked)).toEqual(new Set(['tardis.invalid:80']));
    await proxy.close();
  });
});

test('two at a time, and never faster than allowed', async () => {
  const limits = { ...LIMITS, betweenRequestsMs: 60 };
  const startMs = performance.now();
  await fetchAll([agg(), book(), tape()], network({ limits }));
  // Four requests: the file and its checksum, and two more.
  expect(performance.now() - startMs).toBeGreaterThan(3 * 60 - 10);
});

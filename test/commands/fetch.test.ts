// `v13 fetch` as typed, against a server with the real layouts.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshFolder, runCli } from '../support/cli.js';
import { type HistoryServer, startHistory } from '../support/history-server.js';

let server: HistoryServer;
let folder: ReturnType<typeof freshFolder>;
beforeEach(async () => {
  server = await startHistory();
  folder = freshFolder();
});
afterEach(async () => {
  await server.close();
  folder.remove();
});

const ENV = { NO_PROXY: '*' };
const run = (...args: string[]) => runCli(['fetch', ...args], { cwd: folder.path, env: ENV });
const tardis = (...args: string[]) => run('ETHUSDT', '2024-01-01', '--tardis-url', server.url, ...args);

test('a free day of Tardis: fetched, imported, verified; the second time nothing is asked for', async () => {
  const first = await tardis();
  expect(first.stderr).toContain('next: v13 verify');
  expect([first.code, first.stdout.includes('MAINNET ETHUSDT')]).toEqual([0, true]);
  expect((await runCli(['replay', '--digest'], { cwd: folder.path })).code).toBe(0);
  expect(readdirSync(join(folder.path, 'v13-data', '.downloads', 'tardis'))).toEqual([]);
  server.asked.length = 0;
  const again = await tardis();
  expect([again.code, server.asked]).toEqual([0, []]);
  expect(again.stderr).toContain('imported before; nothing to do');
});

test('files only, then JSON of what was fetched', async () => {
  const words = [
    'BTCUSDT',
    '2024-01-15',
    '--kinds',
    'aggTrades',
    '--binance-url',
    server.url,
    '--no-import',
    '--into',
    'dumps',
  ];
  const { code, stdout } = await run(...words, '--json');
  const document = JSON.parse(stdout) as {
    schema: string;
    files: { end: string; isChecked: boolean }[];
    imported: unknown;
  };
  expect([code, document.schema, document.imported]).toEqual([0, 'v13.fetch/1', null]);
  expect(document.files).toMatchObject([{ end: 'fetched', isChecked: true }]);
  expect(readdirSync(join(folder.path, 'dumps'))).toEqual(['BTCUSDT-aggTrades-2024-01-15.zip']);
  expect(existsSync(join(folder.path, 'v13-data'))).toBe(false);
});

test('a part that is not there: exit 1, with the rule; nothing at all: exit 3', async () => {
  const part = await run('BTCUSDT', '2024-01-15..2024-01-16', '--kinds', 'aggTrades', '--binance-url', server.url);
  expect([part.code, part.stderr.includes('BTCUSDT-aggTrades-2024-01-16.zip: not there; Binance publishes')]).toEqual([
    1,
    true,
  ]);
  const none = await run('NOSUCHUSDT', '2024-01-15', '--kinds', 'aggTrades', '--binance-url', server.url);
  expect([none.code, none.stderr.includes('is the symbol right?')]).toEqual([3, true]);
});

test('no network: exit 4', async () => {
  const { code, stderr } = await run(
    'BTCUSDT',
    '2024-01-15',
    '--kinds',
    'aggTrades',
    '--binance-url',
    'http://127.0.0.1:1',
  );
  expect([code, stderr.includes('no connection to 127.0.0.1')]).toEqual([4, true]);
}, 60_000);

test('what is refused before anything is asked for', async () => {
  const hosts = ['--tardis-url', server.url, '--binance-url', server.url];
  const refused: readonly (readonly [readonly string[], RegExp])[] = [
    [['ETHUSDT', '2024-01-15', '--source', 'tardis'], /the first day of each month.*the nearest is 2024-01-01/s],
    [['ETHUSDT', '2025-01-15', '--kinds', 'bookTicker'], /from 2023-05-16 to 2024-03-30 only/],
    [['ETHUSDT', '2024-01-15', '--kinds', 'trades'], /binance has no trades/],
    [['ETHUSDT', '2024-13-01'], /not a day or a range/],
    [['ETHUSDT', '2024-02-02..2024-02-01'], /ends before it begins/],
    [['ETHUSDT', '2999-01-01'], /is not over yet/],
    [['ETHUSDT', '2024-01-01', '--into', 'x'], /--into is for --no-import/],
    [['ETHUSDT', '2024-01-01', '--tardis-url', 'ftp://x'], /is no address/],
  ];
  for (const [words, message] of refused) {
    const { code, stderr } = await run(...hosts, ...words);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  }
  expect(server.asked).toEqual([]);
}, 60_000);

test('--dry-run lists the addresses; the configuration names the hosts', async () => {
  const env = { ...ENV, V13_FETCH_TARDIS_URL: 'https://mirror.example/' };
  const { code, stdout } = await runCli(['fetch', 'ETHUSDT', '2024-01-01', '--dry-run'], { cwd: folder.path, env });
  expect(code).toBe(0);
  expect(stdout).toContain('https://mirror.example/v1/binance-futures/trades/2024/01/01/ETHUSDT.csv.gz');
});

// `v13 import` as typed.

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LAYOUTS, layoutPath } from '../support/archives.js';
import { freshFolder, runCli } from '../support/cli.js';

let folder: ReturnType<typeof freshFolder>;
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => folder.remove());

const run = (...args: string[]) => runCli(['import', ...args], { cwd: folder.path });
const DATA = 'v13-data';

test('a file, then the same again, then verified and replayed from the data root', async () => {
  const first = await run(layoutPath('tardisTrades'), '--env', 'mainnet');
  expect(first.code).toBe(0);
  expect(first.stdout).toContain('MAINNET ETHUSDT (tick 0.01, step 0.001), binance-usdm');
  expect(first.stderr).toContain('next: v13 verify');
  const again = await run(layoutPath('tardisTrades'));
  expect([again.code, again.stdout]).toEqual([0, '']);
  expect(again.stderr).toContain('imported before, MAINNET session 20240101T000000Z-');
  expect((await runCli(['verify'], { cwd: folder.path })).code).toBe(0);
  expect((await runCli(['replay'], { cwd: folder.path })).stdout).toContain('MAINNET');
});

test('--json is one document', async () => {
  const { stdout, code } = await run(layoutPath('aggTrades'), '--json');
  const document = JSON.parse(stdout) as { schema: string; sessions: { lines: number }[]; held: unknown[] };
  expect([code, document.schema, document.sessions[0]!.lines, document.held]).toEqual([0, 'v13.import/1', 401, []]);
});

test('--dry-run touches nothing', async () => {
  const { code, stdout } = await run(layoutPath('aggTrades'), '--dry-run');
  expect(code).toBe(0);
  expect(stdout).toContain(LAYOUTS.aggTrades);
  expect(existsSync(join(folder.path, DATA))).toBe(false);
});

test('a fault: exit 3 with file, line and column', async () => {
  const path = join(folder.path, 'BTCUSDT-aggTrades-2024-01-15.csv');
  writeFileSync(path, '1,42500.1,1,1,1,1705276800000,true\n2,42500.1,1,1,1,1705276800000,maybe\n');
  const { code, stderr } = await run(path);
  expect(code).toBe(3);
  expect(stderr).toContain(`${path}:2: column 7 (is_buyer_maker): "maybe" is not true or false`);
});

test.each(['1e308', '99999999999999999999999'])('a price of %s is refused as a word would be', async (price) => {
  const path = join(folder.path, 'BTCUSDT-aggTrades-2024-01-15.csv');
  writeFileSync(path, `1,42500.1,1,1,1,1705276800000,true\n2,${price},1,1,1,1705276800000,true\n`);
  const { code, stderr } = await run(path);
  expect(code).toBe(3);
  expect(stderr).toContain(`${path}:2: column 2 (price): "${price}" is not a number that can be counted exactly`);
});

test('usage', async () => {
  expect((await run('nothing-there.gz', '--tick', '-1')).code).toBe(2);
  expect((await run('nothing-there.gz', '--step', '0')).code).toBe(2);
  expect((await run()).code).toBe(2);
  expect((await run('nothing-there.gz')).code).toBe(3);
  const two = await run(layoutPath('aggTrades'), '--symbol', 'BTCUSDT,ETHUSDT');
  expect([two.code, two.stderr.includes('--symbol names the one symbol')]).toEqual([2, true]);
});

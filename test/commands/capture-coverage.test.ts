// Coverage of a capture as typed: of the streams that were asked for, counted across starts, judged to the very end.

import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshFolder, runCli } from '../support/cli.js';
import { type EmulatorProcess, startEmulatorProcess } from '../support/emulator.js';

let emulator: EmulatorProcess;
const folder = freshFolder();
beforeAll(async () => {
  emulator = await startEmulatorProcess(['--seed', '7', '--symbol', 'ETHUSDT', '--activity', '3']);
}, 60_000);
afterAll(async () => {
  await emulator.stop();
  folder.remove();
});

const NOBODY = 'http://127.0.0.1:9';
const flags = (url: string, data: string): string[] => [
  ...['capture', '--env', 'emulator', '--base-url', url],
  ...['--symbol', 'ETHUSDT', '--data', join(folder.path, data)],
];

test('trades alone: coverage counts, the symbol is known, and what is held already needs no connection', async () => {
  const wish = ['--streams', 'aggTrade', '--until-coverage', '2s', '--json'];
  const first = await runCli([...flags(emulator.url, 'trades'), ...wish, '--duration', '40s']);
  expect(first.code).toBe(0);
  expect(JSON.parse(first.stdout)).toMatchObject({ end: 'coverage', coverage: [{ symbol: 'ETHUSDT' }] });
  expect(first.stderr).toContain('1/1 synced');
  const verified = await runCli(['verify', join(folder.path, 'trades'), '--json']);
  expect(verified.code).toBe(0);
  const [symbol] = (
    JSON.parse(verified.stdout) as {
      recordings: [{ certificate: { symbols: { coverage: { verifiedUs: number } }[] } }];
    }
  ).recordings[0].certificate.symbols;
  expect(symbol?.coverage.verifiedUs).toBeGreaterThanOrEqual(2_000_000);

  const second = await runCli([...flags(NOBODY, 'trades'), ...wish]);
  expect([second.code, JSON.parse(second.stdout)]).toMatchObject([0, { end: 'coverage', segments: [], lines: 0 }]);
  // More than is held, and a book, have to be captured.
  expect((await runCli([...flags(NOBODY, 'trades'), '--streams', 'aggTrade', '--until-coverage', '9h'])).code).toBe(4);
  expect((await runCli([...flags(NOBODY, 'trades'), '--until-coverage', '2s'])).code).toBe(4);
}, 90_000);

test('an exchange that dies halfway is seen while it runs, and fails the gate', async () => {
  mkdirSync(join(folder.path, 'dead'));
  const mortal = await startEmulatorProcess(['--seed', '7', '--symbol', 'ETHUSDT', '--duration', '6s']);
  const run = await runCli([...flags(mortal.url, 'dead'), '--gate', 'layer1', '--duration', '14s']);
  await mortal.stop();
  expect([run.code, run.stdout]).toEqual([1, expect.stringMatching(/coverage +ETHUSDT.*≥ 0\.99 +FAIL/)]);
  const last = run.stderr
    .split('\n')
    .filter((line) => line.includes('msg/s'))
    .at(-1);
  expect(last).toMatch(/0 msg\/s, last message [\d.]+ s ago/);
  const logs = join(folder.path, 'dead', 'logs');
  const log = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'));
  expect(log.join('')).toMatch(/"event":"disconnect".*"reason":"/);
}, 90_000);

test('a good one passes it', async () => {
  const run = await runCli([...flags(emulator.url, 'good'), '--gate', 'layer1', '--duration', '6s', '-q']);
  expect([run.code, run.stdout]).toEqual([0, expect.stringContaining('Gate layer1: PASS')]);
}, 60_000);

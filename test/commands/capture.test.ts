// `v13 capture` as typed: what it writes is what it computed, however it ends, and every refusal says what to do.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BINARY, freshFolder, runCli } from '../support/cli.js';
import { type EmulatorProcess, startEmulatorProcess } from '../support/emulator.js';

let emulator: EmulatorProcess;
const folder = freshFolder();
beforeAll(async () => {
  emulator = await startEmulatorProcess(['--seed', '7', '--symbol', 'ETHUSDT,BTCUSDT']);
}, 60_000);
afterAll(async () => {
  await emulator.stop();
  folder.remove();
});

const source = (): string[] => ['--env', 'emulator', '--base-url', emulator.url];
/** Windows short enough for a fusion within seconds: a digest of nothing but nulls proves nothing. */
const SHORT = ['--z-window', '20', '--z-warmup', '20'];

interface Captured {
  readonly digest: string;
  readonly digests: { readonly rows: number; readonly fusion: number };
  readonly files: string;
  readonly end: string;
  readonly segments: readonly { readonly path: string }[];
  readonly quality: { readonly symbols: readonly { readonly symbol: string }[] };
  readonly recovered: readonly { readonly outcome: string; readonly lines: number }[];
}

const allFiles = (data: string): string[] =>
  readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ndjson|open|json)/.test(name));

describe('a capture', () => {
  test('gives the digest that a replay of its files gives, over several segments; verify finds them whole', async () => {
    const data = join(folder.path, 'whole');
    const flags = [...source(), ...SHORT, '--symbol', 'eth/usdt,BTCUSDT', '--duration', '8s', '--rotate', '2s'];
    const { code, stdout, stderr } = await runCli(['capture', ...flags, '--data', data, '--json']);
    expect([code, stderr.includes('warning')]).toEqual([0, false]);
    const captured = JSON.parse(stdout) as Captured;
    expect(captured.end).toBe('duration');
    expect(captured.segments.length).toBeGreaterThanOrEqual(3);
    expect(captured.digests.fusion).toBeGreaterThan(20);
    expect(captured.quality.symbols.map(({ symbol }) => symbol)).toEqual(['BTCUSDT', 'ETHUSDT']);
    const replayed = await runCli(['replay', captured.files, '--expect', captured.digest, '--digest']);
    expect([replayed.code, replayed.stdout.split(' ')[0]]).toEqual([0, captured.digest]);
    const verified = await runCli(['verify', '--data', data]);
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining('WHOLE')]);
  }, 90_000);

  test('ends on Ctrl-C with code 0, sealed; while it runs its folder is refused to another one', async () => {
    const data = join(folder.path, 'ctrl-c');
    const flags = ['capture', ...source(), '--symbol', 'ETHUSDT', '--data', data];
    const child = spawn(process.execPath, [BINARY, ...flags], { stdio: ['ignore', 'ignore', 'pipe'] });
    const code = new Promise((resolve) => {
      child.on('close', resolve);
    });
    await new Promise<void>((resolve) => {
      child.stderr.on('data', (chunk: Buffer) => {
        if (chunk.toString('utf8').includes('session')) resolve();
      });
    });
    const second = await runCli([...flags, '--duration', '5s']);
    expect([second.code, second.stderr]).toEqual([5, expect.stringContaining(`process ${child.pid}`)]);
    const began = Date.now();
    child.kill('SIGINT');
    expect(await code).toBe(0);
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(allFiles(data).filter((name) => name.endsWith('.open'))).toEqual([]);
    expect((await runCli(['verify', data])).code).toBe(0);
  }, 90_000);

  test('killed: the next one seals what it left, overwrites nothing, and both verify', async () => {
    const data = join(folder.path, 'killed');
    const flags = ['capture', ...source(), '--symbol', 'ETHUSDT', '--data', data];
    const child = spawn(process.execPath, [BINARY, ...flags], { stdio: 'ignore' });
    const gone = new Promise((resolve) => {
      child.on('close', resolve);
    });
    const isWritten = (): boolean => {
      const [open] = existsSync(data) ? allFiles(data).filter((name) => name.endsWith('.open')) : [];
      return open !== undefined && readFileSync(join(data, open)).length > 60_000;
    };
    while (!isWritten())
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    child.kill('SIGKILL');
    await gone;
    const { code, stdout } = await runCli([...flags, '--duration', '3s', '--json']);
    const captured = JSON.parse(stdout) as Captured;
    expect([code, captured.recovered]).toEqual([0, [expect.objectContaining({ outcome: 'sealed' })]]);
    const sealed = allFiles(data).filter((name) => name.endsWith('.ndjson'));
    expect(sealed).toHaveLength(2);
    expect((await runCli(['verify', data])).code).toBe(0);
  }, 90_000);

  test('a gate ends it with its verdict', async () => {
    const data = join(folder.path, 'gate');
    const flags = [...source(), '--symbol', 'ETHUSDT', '--duration', '3s', '--data', data, '--gate', 'steady-30m'];
    const { code, stdout } = await runCli(['capture', ...flags]);
    // Three seconds have no rotation in them.
    expect([code, stdout]).toEqual([1, expect.stringContaining('Gate steady-30m: FAIL')]);
  }, 60_000);
});

describe('that cannot begin', () => {
  test('a port of metrics in use: says so, seals what it began, gives the folder back, and ends', async () => {
    const data = join(folder.path, 'port');
    const port = new URL(emulator.url).port;
    const flags = ['capture', ...source(), '--symbol', 'ETHUSDT', '--data', data];
    const { code, stderr } = await runCli([...flags, '--metrics-port', port]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(port)]);
    expect(allFiles(data).filter((name) => name.endsWith('.open'))).toEqual([]);
    expect((await runCli([...flags, '--duration', '1s'])).code).toBe(0);
  }, 60_000);

  test('a file where the folder is wanted', async () => {
    const file = join(folder.path, 'file');
    writeFileSync(file, '');
    const { code, stderr } = await runCli(['capture', ...source(), '--symbol', 'ETHUSDT', '--data', file]);
    expect([code, stderr]).toEqual([5, expect.stringContaining('a folder is wanted')]);
  }, 30_000);
});

describe('refused', () => {
  const list = join(folder.path, 'symbols.txt');
  test.each<[string, () => string[], number, string]>([
    ['no symbol', () => [], 2, '--symbol ETHUSDT'],
    ['all and some', () => ['--all', '--symbol', 'ETHUSDT'], 2, 'exclude'],
    ['an unknown symbol', () => [...source(), '--symbol', 'ETHUSD'], 2, 'did you mean ETHUSDT?'],
    ['an unknown environment', () => ['--env', 'mainet', '--symbol', 'ETHUSDT'], 2, 'mainnet'],
    ['an emulator without address', () => ['--env', 'emulator', '--symbol', 'ETHUSDT'], 2, '--base-url'],
    ['mainnet with an address', () => ['--base-url', emulator.url, '--symbol', 'ETHUSDT'], 2, '--env emulator'],
    [
      'nobody there',
      () => ['--env', 'emulator', '--base-url', 'http://127.0.0.1:9', '--symbol', 'ETHUSDT'],
      4,
      '127.0.0.1',
    ],
    ['a stream that is none', () => ['--symbol', 'ETHUSDT', '--streams', 'depht'], 2, 'depth'],
    ['a bare number', () => ['--symbol', 'ETHUSDT', '--duration', '5'], 2, '5s'],
    ['two speeds of one stream', () => ['--symbol', 'ETHUSDT', '--streams', 'depth,depth@100ms'], 2, 'two speeds'],
    ['a file of symbols with a fault', () => [...source(), '--symbols-file', list], 3, 'symbols.txt:2'],
  ])(
    '%s',
    async (_, flags, code, text) => {
      writeFileSync(list, 'ETHUSDT # the first\n??\n');
      const result = await runCli(['capture', ...flags(), '--data', join(folder.path, 'refused')]);
      expect([result.code, result.stderr]).toEqual([code, expect.stringContaining(text)]);
    },
    30_000,
  );
});

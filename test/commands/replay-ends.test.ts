// How `v13 replay` ends: early, interrupted, with outputs in the way, on damaged input; and what it says to do next.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BINARY, ensureBuilt, freshFolder } from '../support/cli.js';
import { testData } from '../support/data.js';
import { CLEAN, asFile, digestOf, linesIn, replay } from '../support/replays.js';

const BTC = testData('usdm-btc-eth-2024-08-08/btcusdt_20240808.gz');
const OTHER = '0'.repeat(64);

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const inside = (name: string) => join(folder.path, name);
const here = (...args: string[]) => replay(args, { cwd: folder.path });
const put = (name: string, content: string | Uint8Array) => writeFileSync(inside(name), content);
const bytesOf = (name: string) => readFileSync(inside(name));
const nextOf = (stderr: string) => stderr.split('\n').filter((line) => line.startsWith('next: '));

describe('ended early, from gzip', () => {
  const INPUTS = BTC === null ? [CLEAN] : [CLEAN, BTC];
  const INSIDE = ['2026-01-01T00:00:20', '2024-08-08T23:55:00'];

  test.each(INPUTS.map((path, k) => [path, INSIDE[k]!] as const))('%s --to inside it', async (path, to) => {
    const { code, stdout } = await here(path, '--to', to, '--digest');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[0-9a-f]{64} {2}all/);
  });

  test.each(INPUTS)('%s --to before the data', async (path) => {
    const { code, stderr } = await here(path, '--to', '2020-01-01');
    expect(code).toBe(3);
    expect(stderr).toContain('no message');
  });

  test('standard input that stays open', async () => {
    ensureBuilt();
    const args = [BINARY, 'replay', '-', '--to', '2026-01-01T00:00:20', '--digest'];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    child.stdin.on('error', () => undefined);
    child.stdin.write(readFileSync(CLEAN));
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(0);
  });

  test.skipIf(process.platform === 'win32').each(INPUTS)('%s --rows - | head -1', async (path) => {
    ensureBuilt();
    const script = `"$0" "$1" replay "$2" --rows - -q | head -1; echo "\${PIPESTATUS[0]}"`;
    const { stdout } = await promisify(execFile)('bash', ['-c', script, process.execPath, BINARY, path]);
    expect(stdout).toMatch(/^\{"ts_us":.*\}\n0\n$/);
  });
});

describe.skipIf(process.platform === 'win32')('interrupted while it waits', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s', async (signal) => {
    ensureBuilt();
    const child = spawn(process.execPath, [BINARY, 'replay', CLEAN, '--speed', '1x']);
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      const before = stderr;
      stderr += chunk.toString();
      if (before.includes('SYNTHETIC') || !stderr.includes('SYNTHETIC')) return;
      setTimeout(() => child.kill(signal), 300);
    });
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(130);
    expect(stderr).toContain(`interrupted by ${signal}`);
    expect(stderr).not.toContain('bug');
  });
});

describe('--rows FILE', () => {
  test('never replaces an input, by whatever name', async () => {
    copyFileSync(CLEAN, inside('day.ndjson.gz'));
    symlinkSync('day.ndjson.gz', inside('link'));
    const before = bytesOf('day.ndjson.gz');
    for (const rows of ['day.ndjson.gz', './day.ndjson.gz', 'link']) {
      const { code, stderr } = await here('day.ndjson.gz', '--rows', rows, '--force');
      expect(code).toBe(2);
      expect(stderr).toContain('is an input of this run');
    }
    expect(bytesOf('day.ndjson.gz').equals(before)).toBe(true);
  });

  test('an existing file is kept without --force', async () => {
    put('rows.ndjson', 'mine');
    const refused = await here(CLEAN, '--rows', 'rows.ndjson');
    expect(refused.code).toBe(5);
    expect(refused.stderr).toContain('--force');
    expect(bytesOf('rows.ndjson').toString()).toBe('mine');
    expect((await here(CLEAN, '--rows', 'rows.ndjson', '--force')).code).toBe(0);
    expect(bytesOf('rows.ndjson').toString()).toMatch(/^\{"ts_us"/);
  });

  test('a folder is not replaced even with --force', async () => {
    const { code, stderr } = await here(CLEAN, '--rows', '.', '--force');
    expect(code).toBe(5);
    expect(stderr).toContain('in the way');
  });
});

describe('--expect-rows', () => {
  test('a file that is not there is refused before the inputs are looked at', async () => {
    const { code, stderr } = await here(CLEAN, '--expect-rows', 'nope.ndjson');
    expect(code).toBe(3);
    expect(stderr).toContain('nope.ndjson: cannot be read');
    expect(stderr).not.toContain('SYNTHETIC');
  });

  test('what is no rows file is refused, at once or where it shows', async () => {
    await here(CLEAN, '--rows', 'rows.ndjson');
    const lines = bytesOf('rows.ndjson').toString().trimEnd().split('\n');
    const cutRow = `${lines[4]!.slice(0, 200)}}`;
    for (const [name, content] of [
      ['garbage', 'hello\n'],
      ['recording', asFile(linesIn(CLEAN).slice(0, 3))],
      ['later', asFile([...lines.slice(0, 4), 'hello', ...lines.slice(4)])],
      ['cut', asFile([...lines.slice(0, 4), cutRow, ...lines.slice(5)])],
      ['tail', asFile([...lines, 'hello'])],
    ] as const) {
      put(name, content);
      const { code, stderr } = await here(CLEAN, '--expect-rows', name);
      expect({ name, code }).toEqual({ name, code: 3 });
      expect(stderr).toContain('not a rows file');
    }
    expect((await here(CLEAN, '--expect-rows', 'rows.ndjson')).code).toBe(0);
  });
});

describe('next', () => {
  test('repeats what made the digest, as the shell takes it', async () => {
    copyFileSync(CLEAN, inside("it's a day.ndjson.gz"));
    const flags = ['--symbol', 'ETHUSDT', '--from', '2026-01-01T00:00:10', '--to', '1767225700500', '--ofi', 'cks1'];
    const more = ['--preset', 'original', '--z-window', '50', '--tick', '0.01', '--step', '0.001'];
    const stated = ['--env', 'synthetic', '--venue', 'binance-usdm', '--grid', '100ms'];
    const { stdout, stderr } = await here("it's a day.ndjson.gz", ...flags, ...more, ...stated, '--digest');
    const [next] = nextOf(stderr);
    expect(next).toContain(`v13 replay 'it'\\''s a day.ndjson.gz' --symbol ETHUSDT --from 2026-01-01T00:00:10Z`);
    expect(next).toContain('--to 2026-01-01T00:01:40.5Z');
    expect(next).toContain(`--expect ${stdout.slice(0, 64)}`);
    if (process.platform === 'win32') return;
    const command = next!.replace('next: v13', `'${process.execPath}' '${BINARY}'`);
    const again = await promisify(execFile)('bash', ['-c', `${command} --digest`], { cwd: folder.path });
    expect(again.stdout).toBe(stdout);
    expect(again.stderr).toContain('equal');
  });

  test('after a mismatch: the rows of this run, and the comparison with them', async () => {
    const { code, stderr } = await here(CLEAN, '--ofi', 'cks1', '--digest', '--expect', OTHER);
    expect(code).toBe(1);
    expect(stderr).toContain(`differs from ${OTHER}`);
    const [first, second] = nextOf(stderr);
    expect(first).toMatch(/--ofi cks1 --rows rows\.ndjson$/);
    expect(second).toContain('--ofi cks1 --expect-rows rows.ndjson');
    const written = await here(CLEAN, '--expect', OTHER, '--rows', 'mine.ndjson');
    expect(nextOf(written.stderr)).toHaveLength(1);
    expect(written.stderr).toContain('--expect-rows mine.ndjson');
  });

  test('--digest --expect says equal', async () => {
    const digest = await digestOf([CLEAN]);
    const { code, stderr } = await here(CLEAN, '--digest', '--expect', digest);
    expect(code).toBe(0);
    expect(stderr).toContain(`equal to ${digest}`);
  });
});

describe('damaged input', () => {
  beforeEach(() => {
    const lines = linesIn(CLEAN);
    put('torn.ndjson', asFile(lines).slice(0, -5));
    put('garbage.ndjson', asFile([...lines.slice(0, 900), 'hello', ...lines.slice(900)]));
    put('cut.ndjson.gz', gzipSync(asFile(lines)).subarray(0, -40));
  });

  test.each(['torn.ndjson', 'garbage.ndjson', 'cut.ndjson.gz'])('%s: a warning, and no PASS', async (name) => {
    const { code, stdout, stderr } = await here(name, '-q', '--gate', 'layer1');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^warning: damaged input: \d+ in all \(1 V13_/);
    expect(stderr).toContain(name);
    expect(stdout).toMatch(/damaged input.*FAIL/);
    expect((await here(name, '-q', '--digest')).stderr).toContain('warning: damaged input');
  });

  test('a whole one: no warning, and the criterion passes', async () => {
    const { code, stdout, stderr } = await here(CLEAN, '-q', '--gate', 'layer1');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/damaged input.*PASS/);
  });
});

test.each([
  ['--env', 'testnet', 'synthetic'],
  ['--venue', 'binance-spot', 'binance-usdm'],
])('%s %s contradicts a file that states %s', async (flag, value, stated) => {
  const { code, stderr } = await here(CLEAN, flag, value);
  expect(code).toBe(2);
  expect(stderr).toContain(`${flag} ${value} contradicts the recording, which states ${stated}`);
  expect((await here(CLEAN, flag, stated, '--digest')).code).toBe(0);
});

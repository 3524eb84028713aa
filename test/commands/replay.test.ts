// `v13 replay` as typed, on recordings that are whole: the same rows whatever the packing, comparisons, outputs.

import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshFolder } from '../support/cli.js';
import { testData } from '../support/data.js';
import { CLEAN, GAPS, asFile, digestOf, documentOf, linesIn, replay, rowsIn } from '../support/replays.js';

const BTC = testData('usdm-btc-eth-2024-08-08/btcusdt_20240808.gz');
const FIVE = testData('usdm-5symbols-2021-04-05/cryptofeed-5symbols.txt.gz');
/** Windows short enough for the minute of the fixture with holes. */
const SHORT = ['--z-window', '50'];

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const here = (...args: string[]) => replay(args, { cwd: folder.path });
const put = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder.path, name), content);
};
const listed = () => readdirSync(folder.path).sort();

/** Cuts a file before line `at` (0-based) into two whose names sort the other way round. */
function cut(lines: readonly string[], at: number, extension: string): [first: string, second: string] {
  const names: [string, string] = [`z.${extension}`, `a.${extension}`];
  put(names[0], asFile(lines.slice(0, at)));
  put(names[1], asFile(lines.slice(at)));
  return names;
}

describe('the same rows', () => {
  test('twice, packed or plain, from a file or from standard input', async () => {
    const plain = gunzipSync(readFileSync(CLEAN));
    put('plain.ndjson', plain);
    const digest = await digestOf([CLEAN]);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(await digestOf([CLEAN])).toBe(digest);
    expect(await digestOf(['plain.ndjson'], { cwd: folder.path })).toBe(digest);
    expect(await digestOf(['-'], { stdin: plain })).toBe(digest);
    expect(await digestOf(['-'], { stdin: readFileSync(CLEAN) })).toBe(digest);
    expect(await digestOf([GAPS])).not.toBe(digest);
  });

  test('at any speed, whose batches are others', async () => {
    expect(await digestOf([GAPS, ...SHORT, '--speed', '1000x'])).toBe(await digestOf([GAPS, ...SHORT]));
  });

  test.each([1, 2, 3_500, 7_570])('cut in two before line %i, named in either order', async (at) => {
    const lines = linesIn(GAPS);
    const whole = await digestOf([GAPS, ...SHORT]);
    const [first, second] = cut(lines, at, 'ndjson');
    expect(await digestOf([first, second, ...SHORT], { cwd: folder.path })).toBe(whole);
    expect(await digestOf([second, first, ...SHORT], { cwd: folder.path })).toBe(whole);
  });

  test.skipIf(BTC === null)('of a recorded market, cut in two', async () => {
    const lines = linesIn(BTC!);
    const whole = await digestOf([BTC!]);
    for (const at of [1_234, Math.floor(lines.length / 2)]) {
      const [first, second] = cut(lines, at, 'dat');
      expect(await digestOf([first, second], { cwd: folder.path })).toBe(whole);
      expect(await digestOf([second, first], { cwd: folder.path })).toBe(whole);
    }
  });

  test.skipIf(FIVE === null)('of each symbol, alone or with others', async () => {
    const all = (await replay([FIVE!, '--digest'])).stdout.split('\n');
    const alone = (await replay([FIVE!, '--digest', '--symbol', 'neo/usdt'])).stdout.split('\n');
    const neo = all.find((line) => line.includes('  NEOUSDT  '));
    expect(neo).toBeDefined();
    expect(alone).toContain(neo);
  });

  test('--from and --to give the rows of the whole run in that range', async () => {
    const { stdout } = await here(CLEAN, '--rows', '-');
    const from = Date.UTC(2026, 0, 1, 0, 1, 10);
    const to = from + 40_000;
    const part = await here(CLEAN, '--rows', '-', '--from', String(from), '--to', '2026-01-01T00:01:50');
    const lines = (text: string) => text.trimEnd().split('\n');
    const wanted = lines(stdout).filter((line) => {
      const us = (JSON.parse(line) as { ts_us: number }).ts_us;
      return us >= from * 1_000 && us < to * 1_000;
    });
    expect(wanted.length).toBeGreaterThan(390);
    expect(lines(part.stdout)).toEqual(wanted);
    expect(rowsIn(part.stdout).some((row) => row.fusion !== null)).toBe(true);
  });

  test('--preset original: one row each depth update', async () => {
    const { stdout } = await here(CLEAN, '--rows', '-', '--preset', 'original');
    const depth = linesIn(CLEAN).filter((line) => line.includes('"stream":"ethusdt@depth@100ms"'));
    const rows = rowsIn(stdout);
    // Updates before the snapshot give no row.
    expect(rows.length).toBeLessThanOrEqual(depth.length);
    expect(rows.length).toBeGreaterThan(depth.length - 20);
    const received = new Set(depth.map((line) => Math.round(Number(/"ts_recv":([\d.]+)/.exec(line)![1]) * 1_000)));
    expect(rows.every((row) => received.has(row.ts_us))).toBe(true);
    expect(rows.some((row) => row.fusion !== null)).toBe(true);
  });
});

describe('comparisons', () => {
  test('--expect: equal, different, and nothing to prove', async () => {
    const digest = await digestOf([CLEAN]);
    expect((await here(CLEAN, '--expect', digest)).code).toBe(0);
    expect((await here(CLEAN, '--expect', digest.toUpperCase())).code).toBe(0);
    const other = `${digest.slice(0, -1)}${digest.endsWith('0') ? '1' : '0'}`;
    expect((await here(CLEAN, '--expect', other)).code).toBe(1);
    const empty = await digestOf([GAPS]);
    const unproved = await here(GAPS, '--expect', empty);
    expect(unproved.code).toBe(6);
    expect(unproved.stdout.replace(/\s+/g, ' ')).toContain('equal INCONCLUSIVE: equal, but it proves nothing');
    expect((await here(GAPS, '--expect', other)).code).toBe(1);
    expect((await here(GAPS)).stderr).not.toContain('--expect');
    expect((await here(GAPS, '--digest', '--expect', empty)).stderr).toContain('it proves nothing');
  });

  test('--expect-rows names the first row and column that differ', async () => {
    await here(CLEAN, '--rows', 'rows.ndjson');
    expect((await here(CLEAN, '--expect-rows', 'rows.ndjson')).code).toBe(0);
    const lines = readFileSync(join(folder.path, 'rows.ndjson'), 'utf8').trimEnd().split('\n');
    const changed = lines.map((line, at) => (at < 999 ? line : line.replace(/"spread_ticks":\d+/, '"spread_ticks":7')));
    for (const [name, rows, words] of [
      ['changed.ndjson', changed, /ETHUSDT row 1000 .*spread_ticks is \d+, expected 7/],
      ['shorter.ndjson', lines.slice(0, -1), /ETHUSDT row 1800 .*the other run has no such row/],
      ['longer.ndjson', [...lines, lines[5]!], /ETHUSDT row 1801.*only the other run has this row/],
    ] as const) {
      put(name, asFile(rows));
      const { code, stdout } = await here(CLEAN, '--expect-rows', name);
      expect({ name, code }).toEqual({ name, code: 1 });
      expect(stdout.replace(/\s+/g, ' ')).toMatch(words);
    }
  });

  test('--expect-rows of a file that is not there', async () => {
    const { code, stderr } = await here(CLEAN, '--expect-rows', 'none.ndjson', '--rows', 'rows.ndjson');
    expect(code).toBe(3);
    expect(stderr).toContain('none.ndjson: cannot be read');
    expect(listed()).toEqual([]);
  });

  test('--gate layer1 passes what is whole and fails what has holes', async () => {
    const whole = await here(CLEAN, '--gate', 'layer1');
    expect(whole.code).toBe(0);
    expect(whole.stdout).toContain('PASS');
    const holes = await here(GAPS, '--gate', 'layer1');
    expect(holes.code).toBe(1);
    expect(holes.stdout).toContain('FAIL');
  });
});

describe('outputs', () => {
  test('--rows FILE is what --rows - prints; then the report is on standard error', async () => {
    const written = await here(CLEAN, '--rows', 'rows.ndjson');
    expect(written.stdout).toContain('SYNTHETIC');
    expect(listed()).toEqual(['rows.ndjson']);
    const printed = await here(CLEAN, '--rows', '-');
    expect(printed.stdout).toBe(readFileSync(join(folder.path, 'rows.ndjson'), 'utf8'));
    expect(printed.stderr).toContain('Continuity');
    expect(rowsIn(printed.stdout)).toHaveLength(1_800);
  });

  test('--rows FILE leaves nothing behind when interrupted', async () => {
    const args = ['replay', CLEAN, '--speed', '1x', '--rows', 'rows.ndjson'];
    const { code } = await replay(args.slice(1), { cwd: folder.path, interruptAt: 'SYNTHETIC' });
    expect(code).toBe(130);
    expect(listed()).toEqual([]);
  });

  test('a file of rows that exists is kept without --force, and when the run fails', async () => {
    put('rows.ndjson', 'mine');
    expect((await here(CLEAN, '--rows', 'rows.ndjson')).code).toBe(5);
    expect((await here(CLEAN, '--rows', 'rows.ndjson', '--tick', '1', '--force')).code).toBe(3);
    expect(listed()).toEqual(['rows.ndjson']);
    expect(readFileSync(join(folder.path, 'rows.ndjson'), 'utf8')).toBe('mine');
  });

  test('--json is one document with the digest', async () => {
    const document = await documentOf([CLEAN]);
    expect(document.schema).toBe('v13.replay/1');
    expect(document.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(document.digest).toBe(await digestOf([CLEAN]));
    expect(document.digestCounts).toMatchObject({ rows: 1_800 });
    expect(document.digestCounts.fusion).toBeGreaterThan(1_000);
    expect(document.timings).not.toBeNull();
    expect(document.warnings).toEqual([]);
  });

  test('timing_every 0 times nothing, and changes no row', async () => {
    put('v13.yaml', 'timing_every: 0\n');
    const document = await documentOf([CLEAN], { cwd: folder.path });
    expect(document.timings).toBeNull();
    expect(document.digest).toBe(await digestOf([CLEAN]));
  });

  test('without a path the data root is read; with nothing there, it says what to do', async () => {
    const nothing = await here();
    expect(nothing.code).toBe(3);
    expect(nothing.stderr).toContain('v13 simulate');
    expect(existsSync(join(folder.path, 'v13-data'))).toBe(false);
  });
});

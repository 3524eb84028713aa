// `v13 replay` on inputs that are damaged, foreign or asked for wrongly: one clear line, the exit code, nothing written.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshFolder } from '../support/cli.js';
import { testData } from '../support/data.js';
import { CLEAN, GAPS, asFile, digestOf, documentOf, linesIn, replay } from '../support/replays.js';

const BTC = testData('usdm-btc-eth-2024-08-08/btcusdt_20240808.gz');

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
const documentHere = (...args: string[]) => documentOf(args, { cwd: folder.path });

/** What the run said went wrong: the one line of standard error that is no talk. */
const complaint = (stderr: string): string[] => stderr.split('\n').filter((line) => line.startsWith('v13: '));

describe('damage is reported with its line and survived; --strict ends at it', () => {
  const lines = linesIn(CLEAN);
  const changed = (at: number, line: string): string => asFile([...lines.slice(0, at - 1), line, ...lines.slice(at)]);
  const inserted = (at: number, line: string): string =>
    asFile([...lines.slice(0, at - 1), line, ...lines.slice(at - 1)]);
  const broken = lines.findIndex((line) => line.includes('@bookTicker') && line.includes('"b":"2680.60"'));

  test.each([
    ['a torn last line', 'V13_LINE_TORN', lines.length + 1, `${asFile(lines)}{"ts_recv":17672257`],
    ['a blank line', 'V13_LINE_BLANK', 100, inserted(100, '')],
    ['a malformed line', 'V13_LINE_MALFORMED', 200, inserted(200, 'garbage')],
    ['NUL bytes', 'V13_NUL_RUN', 300, inserted(300, '\0'.repeat(64))],
  ])('%s', async (_, code, line, content) => {
    put('damaged.ndjson', content);
    const document = await documentHere('damaged.ndjson');
    expect(document.problems.kept.map((problem) => [problem.code, problem.line])).toEqual([[code, line]]);
    expect(document.digest).toBe(await digestOf([CLEAN]));
    const report = await here('damaged.ndjson');
    expect(report.code).toBe(0);
    // The path is broken over lines where it is long; its end and the line stand together.
    expect(report.stdout).toMatch(new RegExp(`\\.ndjson:${line}\\b`));
    const strict = await here('damaged.ndjson', '--strict', '--rows', 'rows.ndjson');
    expect(strict.code).toBe(3);
    expect(complaint(strict.stderr)).toHaveLength(1);
    expect(strict.stderr).toContain(`damaged.ndjson:${line}: `);
    expect(readdirSync(folder.path)).toEqual(['damaged.ndjson']);
  });

  test('a gzip file that stops in the middle', async () => {
    const bytes = readFileSync(CLEAN);
    put('damaged.ndjson.gz', bytes.subarray(0, bytes.length - 200_000));
    const document = await documentHere('damaged.ndjson.gz');
    const codes = document.problems.kept.map((problem) => problem.code);
    expect(codes).toContain('V13_COMPRESSED_TRUNCATED');
    expect(document.digestCounts.rows).toBeGreaterThan(1_400);
    expect(document.digestCounts.rows).toBeLessThan(1_800);
    const strict = await here('damaged.ndjson.gz', '--strict', '--rows', 'rows.ndjson');
    expect(strict.code).toBe(3);
    expect(readdirSync(folder.path)).toEqual(['damaged.ndjson.gz']);
  });

  test('a message that is none of its stream', async () => {
    put('damaged.ndjson', changed(broken + 1, lines[broken]!.replace('"b":"2680.60"', '"b":"x"')));
    const document = await documentHere('damaged.ndjson');
    expect(document.refused.kept.map(({ code, line }) => [code, line])).toEqual([['malformed_message', broken + 1]]);
    expect(document.digest).toBe(await digestOf([CLEAN]));
    const strict = await here('damaged.ndjson', '--strict');
    expect(strict.code).toBe(3);
    expect(strict.stderr).toContain(`damaged.ndjson:${broken + 1}: not a message of its stream`);
  });

  // A decompressor that was closed under a pending read never answered, and the run ended without a word.
  test('--strict ends at damage in the middle of a gzip file', async () => {
    put('damaged.ndjson.gz', gzipSync(changed(3_000, 'garbage')));
    const { code, stderr } = await here('damaged.ndjson.gz', '--strict', '--rows', 'rows.ndjson');
    expect(code).toBe(3);
    expect(stderr).toContain('damaged.ndjson.gz:3000: ');
    expect(readdirSync(folder.path)).toEqual(['damaged.ndjson.gz']);
  });
});

describe('refusals', () => {
  beforeEach(() => {
    mkdirSync(join(folder.path, 'empty'));
    put(
      'noise.dat',
      Uint8Array.from({ length: 4_096 }, (_, k) => (k * 197) & 255),
    );
    put('foreign.ndjson', '{"a":1}\n{"a":2}\n');
    put('nothing.ndjson', '');
  });

  test.each([
    ['a file that is not there', ['none.ndjson'], 3, 'no such file or folder'],
    ['a folder without recordings', ['empty'], 3, 'no recordings in this folder'],
    ['an empty file', ['nothing.ndjson'], 3, 'the file is empty'],
    ['a binary file', ['noise.dat'], 3, 'a binary file'],
    ['lines of no known format', ['foreign.ndjson'], 3, 'not a recording that v13 knows'],
    ['the wrong format', [GAPS, '--format', 'cryptofeed'], 3, 'no line is of the format cryptofeed'],
    ['a format of no such name', [GAPS, '--format', 'csv'], 2, '--format'],
    ['a symbol that is not in the file', [GAPS, '--symbol', 'ETHUSD'], 2, 'did you mean ETHUSDT?'],
    ['a negative window', [GAPS, '--z-window', '-5'], 2, '--z-window -5: must be between'],
    ['weights of 0', [GAPS, '--fusion-weight-ofi', '0', '--fusion-weight-cvd', '0'], 2, 'are both 0'],
    ['OFI weights of 0', [GAPS, '--ofi-weights', '0,0,0,0,0'], 2, '--ofi-weights'],
    ['a range that ends before it begins', [GAPS, '--from', '2026-01-02', '--to', '2026-01-01'], 2, 'before --to'],
    ['an empty range', [GAPS, '--from', '2026-01-01', '--to', '2026-01-01'], 2, 'before --to'],
    ['a range behind the data', [GAPS, '--from', '2027-01-01'], 3, 'no message of these symbols in this range'],
    ['a tick for two symbols', [GAPS, '--tick', '1'], 2, 'for one symbol'],
    ['a price finer than the tick', [CLEAN, '--tick', '1'], 3, '3m.ndjson.gz:2: a number of ETHUSDT is finer'],
    ['a hash that is none', [GAPS, '--expect', 'abc'], 2, '--expect'],
    ['an unknown flag', [GAPS, '--speeed', '1x'], 2, 'did you mean --speed?'],
  ])('%s', async (_, args, code, words) => {
    const before = readdirSync(folder.path).sort();
    const result = await here(...args, '--rows', 'rows.ndjson');
    expect({ code: result.code, lines: complaint(result.stderr).length }).toEqual({ code, lines: 1 });
    expect(result.stderr).toContain(words);
    expect(result.stdout).toBe('');
    expect(readdirSync(folder.path).sort()).toEqual(before);
  });

  test('an unknown configuration key', async () => {
    put('v13.yaml', 'grid: 100ms\nfusionn: 1\n');
    const { code, stderr } = await here(GAPS, '--rows', 'rows.ndjson');
    expect(code).toBe(2);
    expect(stderr).toContain('v13.yaml:2:1: unknown key fusionn');
    expect(readdirSync(folder.path)).not.toContain('rows.ndjson');
  });

  test('--rows - and --json at once', async () => {
    const { code, stderr } = await here(GAPS, '--rows', '-', '--json');
    expect(code).toBe(2);
    expect(stderr).toContain('both want standard output');
  });

  test.skipIf(BTC === null)('of recorded markets', async () => {
    const unknown = await here(BTC!, '--symbol', 'BTCUSD', '--rows', 'rows.ndjson');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('did you mean BTCUSDT?');
    const coarse = await here(BTC!, '--tick', '1', '--rows', 'rows.ndjson');
    expect(coarse.code).toBe(3);
    expect(coarse.stderr).toMatch(/btcusdt_20240808\.gz:\d+: a number of BTCUSDT is finer/);
    const mixed = await here(BTC!, GAPS, '--rows', 'rows.ndjson');
    expect(mixed.code).toBe(3);
    expect(readdirSync(folder.path)).not.toContain('rows.ndjson');
  });

  test('inputs of two environments', async () => {
    const [header = '', ...rest] = linesIn(GAPS);
    const renamed = header.replace('"env":"synthetic"', '"env":"testnet"').replace('synthetic-11', 'testnet-11');
    put('testnet.ndjson', asFile([renamed, ...rest]));
    const { code, stderr, stdout } = await here(GAPS, 'testnet.ndjson', '--rows', 'rows.ndjson');
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain('more than one environment');
    expect(stderr).toMatch(/synthetic: .*synthetic-gaps/);
    expect(stderr).toMatch(/testnet: .*testnet\.ndjson/);
    expect(readdirSync(folder.path)).not.toContain('rows.ndjson');
  });
});

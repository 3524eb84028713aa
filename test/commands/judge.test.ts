// `v13 judge` as typed: lists good and bad against recordings, what is said of them, documents, ledger, exit codes.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CliResult, ensureBuilt, freshFolder, runCli } from '../support/cli.js';
import { testData } from '../support/data.js';
import { CLEAN, GAPS } from '../support/replays.js';

let folder = freshFolder();
beforeAll(ensureBuilt);
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const ETH = testData('usdm-btc-eth-2024-08-08/ethusdt_20240808.gz');
const BTC = testData('usdm-btc-eth-2024-08-08/btcusdt_20240808.gz');
/** First message of the clean recording, µs. */
const START_US = 1_767_225_600_000_000;
const put = (name: string, text: string | Uint8Array): string => {
  writeFileSync(join(folder.path, name), text);
  return name;
};
const judge = (args: readonly string[], stdin = ''): Promise<CliResult> =>
  runCli(['judge', ...args], { cwd: folder.path, stdin });

/** A buy and a sell in turn, each `stepMs` apart, from five seconds on. */
function list(n: number, stepMs = 1_500): string {
  const lines = Array.from(
    { length: n },
    (_, k) => `${START_US / 1e3 + 5_000 + k * stepMs},${k % 2 === 0 ? 'buy' : 'sell'}`,
  );
  return `time,side\n${lines.join('\n')}\n`;
}

interface Document {
  readonly schema: string;
  readonly file: {
    readonly lines: number;
    readonly unsorted: number;
    readonly refusedCount: number;
    readonly refused: readonly { readonly line: number }[];
    readonly signals: Readonly<Record<string, number>>;
  };
  readonly judged: readonly {
    readonly symbol: string;
    readonly said: { readonly told: number; readonly early: number; readonly late: number };
    readonly report: {
      readonly schema: string;
      readonly verdict: string;
      readonly command: string;
      readonly endpoints: readonly { readonly signal: string; readonly kind: string; readonly nRaw: number }[];
      readonly suspicions: readonly { readonly kind: string }[];
      readonly economics: { readonly routes: readonly { readonly signal: string; readonly route: string }[] };
      readonly baselines: readonly { readonly baseline: string }[] | null;
      readonly provenance: { readonly warnings: readonly string[] };
      readonly multiplicity: { readonly trials: number };
    };
  }[];
}

async function judged(args: readonly string[], stdin = ''): Promise<{ code: number | null; document: Document }> {
  const { code, stdout, stderr } = await judge([...args, '--json'], stdin);
  if (stdout === '') throw new Error(stderr);
  return { code, document: JSON.parse(stdout) as Document };
}

describe('a list against three synthetic minutes', () => {
  test('the report of analyze, the files, the ledger', async () => {
    put('mine.csv', list(80));
    const { code, stdout, stderr } = await judge(['mine.csv', CLEAN, '--horizon', '2s', '--report', 'out']);
    expect(code).toBe(6);
    expect(stderr).toContain('mine.csv: 80 signals in 80 lines, times in ms');
    expect(stderr).toContain('SYNTHETIC data give no verdict');
    expect(stdout).toMatch(/user:mine +\d+\.\d % base rate/);
    for (const name of ['report.json', 'report.md', 'report.html']) {
      expect(existsSync(join(folder.path, 'out', name))).toBe(true);
    }
    const ledger = readFileSync(join(folder.path, 'v13-data', 'trials.ndjson'), 'utf8');
    expect(ledger).toContain('"signal":"user:mine","rule":"lines of mine.csv, SHA-256 ');
    expect(ledger.trimEnd().split('\n')).toHaveLength(2);
  });

  test('every line is a moment of its own, at its exact time', async () => {
    put('mine.csv', list(80, 1_500));
    const { document } = await judged(['mine.csv', CLEAN, '--horizon', '1s', '--full', '--allow-synthetic']);
    expect(document).toMatchObject({ schema: 'v13.judge/1', file: { lines: 80, refusedCount: 0 } });
    const [one] = document.judged;
    expect(one).toMatchObject({ symbol: 'ETHUSDT', said: { told: 80, early: 0, late: 0 } });
    expect(one!.report.endpoints.map(({ kind, nRaw }) => [kind, nRaw])).toEqual([['base-rate', 80]]);
    const baselines = one!.report.baselines!.map(({ baseline }) => baseline);
    expect(baselines).toEqual(expect.arrayContaining(['momentum', 'reversal']));
    expect(one!.report.command).toMatch(/^v13 judge mine\.csv \S+ --symbol ETHUSDT/);
  });

  test('a target of its own is one more question', async () => {
    put('mine.csv', list(40));
    const { document } = await judged(['mine.csv', CLEAN, '--horizon', '2s', '--target', '55%']);
    expect(document.judged[0]!.report.endpoints.map(({ kind }) => kind)).toEqual(['target', 'base-rate']);
  });

  test('the same list from standard input, packed, shuffled or with other words gives the same figures', async () => {
    const text = list(40);
    const [header = '', ...lines] = text.trimEnd().split('\n');
    put('a.csv', text);
    put('b.csv', gzipSync([header, ...lines.reverse()].join('\r\n')));
    put(
      'c.tsv',
      text.replace('time,side', 'Timestamp\tDirection').replaceAll(',buy', '\tLONG').replaceAll(',sell', '\t-1'),
    );
    const how = [CLEAN, '--horizon', '2s'];
    const first = await judged(['a.csv', ...how]);
    const runs = [await judged(['b.csv', ...how]), await judged(['c.tsv', ...how]), await judged(['-', ...how], text)];
    const figures = ({ document }: typeof first) =>
      document.judged[0]!.report.endpoints.map((one) => ({ ...one, signal: '' }));
    for (const run of runs) expect(figures(run)).toEqual(figures(first));
    expect(runs[0]!.document.file.unsorted).toBe(39);
  });
});

describe('what is wrong with a list is said', () => {
  test('lines by number and reason, moments outside the recording, unsorted lines', async () => {
    put('odd.csv', `${list(10)}noon,buy\n${START_US / 1e3 - 60_000},buy\n${START_US / 1e3 + 900_000},sell\n1,2,3\n`);
    const { code, stderr } = await judge(['odd.csv', CLEAN, '--horizon', '1s']);
    expect(code).toBe(6);
    expect(stderr).toContain('warning: 2 lines were refused');
    expect(stderr).toContain('warning: line 12: not a time');
    expect(stderr).toContain('warning: line 15: 3 cells where the first line has 2');
    expect(stderr).toContain('warning: 1 lines stood before an earlier one');
    expect(stderr).toContain('2 of 12 signals lie outside the recording: 1 before it, 1 after it');
  });

  test('moments after --to, and before --from, lie outside', async () => {
    put('mine.csv', list(60, 1_500));
    const range = ['--from', String(START_US / 1e3 + 20_000), '--to', String(START_US / 1e3 + 65_000)];
    const { document } = await judged(['mine.csv', CLEAN, '--horizon', '1s', ...range]);
    expect(document.judged[0]!.said).toMatchObject({ told: 30, early: 10, late: 20 });
  });

  test('signals that know what comes', async () => {
    const rows = await runCli(['replay', CLEAN, '--rows', '-', '-q'], { cwd: folder.path });
    const mids = rows.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { ts_us: number; mid: number | null });
    const lines: string[] = [];
    for (let k = 20; k + 20 < mids.length; k += 15) {
      const move = (mids[k + 20]!.mid ?? 0) - (mids[k]!.mid ?? 0);
      if (move !== 0) lines.push(`${mids[k]!.ts_us},${move > 0 ? 1 : -1}`);
    }
    put('oracle.csv', `time,side\n${lines.join('\n')}\n`);
    const { document } = await judged(['oracle.csv', CLEAN, '--horizon', '2s', '--latency', '0ms']);
    const [{ report } = { report: null }] = document.judged;
    expect(report?.suspicions).toContainEqual(expect.objectContaining({ kind: 'too_good', horizonUs: 2e6, found: 1 }));
    const printed = await judge(['oracle.csv', CLEAN, '--horizon', '2s', '--latency', '0ms']);
    const sentence = /knows the future\? 100\.0 % of \d+ outcomes after 2 s are hits/;
    expect([printed.stdout, printed.stderr]).toEqual([
      expect.stringMatching(sentence),
      expect.stringMatching(sentence),
    ]);
    put('blind.csv', list(100));
    const blind = await judged(['blind.csv', CLEAN, '--horizon', '2s']);
    expect(blind.document.judged[0]!.report.suspicions).toEqual([]);
  });
});

test('limit orders are followed, too', async () => {
  put('mine.csv', list(60, 1_500));
  const { document } = await judged(['mine.csv', CLEAN, '--horizon', '1s']);
  const routes = document.judged[0]!.report.economics.routes.map(({ signal, route }) => `${signal} ${route}`);
  expect(routes).toEqual(['user:mine taker-taker', 'user:mine maker-taker', 'user:mine maker-maker']);
});

describe('symbols', () => {
  const both = (): string =>
    `symbol,time,side\n${['BTCUSDT', 'ETH/USDT', 'SOLUSDT'].map((name) => `${name},${START_US / 1e3 + 9_000},buy`).join('\n')}\n`;

  test('of the list that the market holds are judged, others are said', async () => {
    put('both.csv', both());
    const { code, stdout, stderr } = await judge(['both.csv', GAPS, '--horizon', '1s', '--json']);
    expect(code).toBe(6);
    const { judged: runs } = JSON.parse(stdout) as Document;
    expect(runs.map(({ symbol }) => symbol)).toEqual(['BTCUSDT', 'ETHUSDT']);
    expect(stderr).toContain('1 signals of SOLUSDT are not judged');
  });

  test('a market that does not say beforehand what it holds: the same', async () => {
    put('both.csv', both());
    const foreign = [ETH, BTC].flatMap((file) => (file === null ? [] : [file]));
    if (foreign.length < 2) return;
    const { code, stderr } = await judge([
      'both.csv',
      ...foreign,
      '--horizon',
      '1s',
      '--report',
      'out',
      '--target',
      '55%',
    ]);
    expect([code, stderr]).toEqual([
      6,
      expect.stringContaining('1 signals of SOLUSDT are not judged: the inputs hold'),
    ]);
    expect(stderr).toContain('report: out/ETHUSDT/report.html');
    expect(readFileSync(join(folder.path, 'out/ETHUSDT/report.json'), 'utf8')).toContain('--target 55%');
    put(
      'sol.csv',
      `symbol,time,side\n${['SOLUSDT', 'XRPUSDT'].map((name) => `${name},${START_US / 1e3},buy`).join('\n')}\n`,
    );
    const none = await judge(['sol.csv', ...foreign, '--horizon', '1s']);
    expect([none.code, none.stderr]).toEqual([3, expect.stringContaining('the market is of others')]);
  });

  test('a list without symbols needs one where the market holds several', async () => {
    put('mine.csv', list(5));
    const { code, stderr } = await judge(['mine.csv', GAPS]);
    expect(code).toBe(3);
    expect(stderr).toContain('--symbol');
    expect((await judge(['mine.csv', GAPS, '--symbol', 'BTCUSDT', '--horizon', '1s'])).code).toBe(6);
  });

  test('nothing in common', async () => {
    put('sol.csv', `symbol,time,side\nSOLUSDT,${START_US / 1e3},buy\n`);
    const { code, stderr } = await judge(['sol.csv', CLEAN]);
    expect(code).toBe(3);
    expect(stderr).toContain('SOLUSDT');
  });
});

test.each([
  [[], 2, 'FILE'],
  [['absent.csv', CLEAN], 3, 'cannot be read'],
  [['empty.csv', CLEAN], 3, 'no line in it'],
  [['prices.csv', CLEAN], 3, 'no column of times'],
  [['naive.csv', CLEAN], 3, 'without a zone'],
  [['torn.csv.gz', CLEAN], 3, 'damaged gzip'],
  [['good.csv'], 3, 'no recordings'],
  [['good.csv', 'absent.ndjson'], 3, 'no such file'],
  [['-', '-'], 2, 'named twice'],
  [['good.csv', CLEAN, '--horizon', '5'], 2, '5s'],
  [['good.csv', CLEAN, '--open'], 2, '--report'],
])('%j ends with %i', async (args, code, why) => {
  put('empty.csv', '\n');
  put('prices.csv', 'price,volume\n1,2\n');
  put('naive.csv', 'time,side\n2026-01-01 00:00:10,buy\n');
  put('good.csv', list(3));
  put('torn.csv.gz', gzipSync(list(100)).subarray(0, 60));
  const result = await judge(args);
  expect(result.code).toBe(code);
  expect(result.stderr).toContain(why);
});

test('strict ends at the first bad line', async () => {
  put('odd.csv', `${list(3)}noon,buy\n`);
  const { code, stderr } = await judge(['odd.csv', CLEAN, '--strict']);
  expect(code).toBe(3);
  expect(stderr).toContain('odd.csv:5: not a time');
});

const REAL = testData('usdm-btc-eth-2024-08-08/btcusdt_20240808.gz');
test.skipIf(REAL === null)('against a real recording of minutes nothing passes', async () => {
  const from = 1_723_161_260_000;
  const lines = Array.from({ length: 300 }, (_, k) => `${from + k * 1_000},${k % 3 === 0 ? 1 : -1}`);
  put('mine.csv', `time,side\n${lines.join('\n')}\n`);
  const { code, document } = await judged(['mine.csv', REAL!, '--env', 'mainnet', '--horizon', '1s,60s']);
  expect(code).toBe(6);
  expect(document.judged[0]!.report.verdict).toBe('INCONCLUSIVE');
});

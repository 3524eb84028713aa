// `v13 analyze` as typed: verdicts and exit codes, files, ledger, cache, refusals.

import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshFolder, runCli } from '../support/cli.js';
import { testData } from '../support/data.js';
import { CLEAN, GAPS, asFile, linesIn } from '../support/replays.js';
import { sameIn } from '../support/same-report.js';

interface Report {
  readonly schema: string;
  readonly verdict: string;
  readonly symbol: string;
  readonly lead: string | null;
  readonly dataHash: string;
  readonly environment: string;
  readonly endpoints: readonly {
    readonly signal: string;
    readonly nNonOverlap: number;
    readonly neededHours: number | null;
    readonly gates: readonly { readonly gate: string; readonly passed: boolean }[];
  }[];
  readonly power: readonly { readonly signal: string }[];
  readonly multiplicity: { readonly trials: number };
  readonly impact: { readonly source: string } | null;
}

let folder = '';
let removeFolder = (): void => undefined;
beforeEach(() => {
  const fresh = freshFolder();
  folder = fresh.path;
  removeFolder = () => fresh.remove();
});
afterEach(() => removeFolder());

const analyze = (args: readonly string[], more: { readonly interruptAt?: string } = {}) =>
  runCli(['analyze', ...args, '--data', 'data'], { cwd: folder, ...more });
const reportIn = (name: string): Report =>
  JSON.parse(readFileSync(join(folder, name, 'report.json'), 'utf8')) as Report;
const ledgerLines = (): { kind: string; trials?: readonly unknown[] }[] =>
  readFileSync(join(folder, 'data', 'trials.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string });

/** Few questions: fast. */
const QUICK = ['--signals', 'ofi,qi', '--horizon', '1s,5s', '--replications', '100'] as const;

describe('synthetic data', () => {
  test('give no verdict, and say how to have one', async () => {
    const { code, stdout, stderr } = await analyze([CLEAN, ...QUICK]);
    expect(code).toBe(6);
    expect(stdout).toContain('INCONCLUSIVE');
    expect(stdout).toContain('SYNTHETIC');
    expect(stderr).toContain(
      'SYNTHETIC data give no verdict on the market; --allow-synthetic judges them all the same',
    );
  });

  test('the next command asks the same, in full', async () => {
    const { stderr } = await analyze([CLEAN, ...QUICK, '--label', 'microprice', '--fee-taker', '3bp']);
    const next = stderr.split('\n').find((line) => line.startsWith('next: ')) ?? '';
    for (const word of [
      '--horizon 1s,5s',
      '--signals ofi,qi',
      '--label microprice',
      '--fee-taker 3bp',
      '--full --report out --open',
    ]) {
      expect(next).toContain(word);
    }
  });

  test('three files are written, whole, and nothing beside them', async () => {
    const { code } = await analyze([CLEAN, ...QUICK, '--report', 'out', '--full']);
    expect(code).toBe(6);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['report.html', 'report.json', 'report.md']);
    expect(reportIn('out')).toMatchObject({ schema: 'v13.analyze/2', environment: 'SYNTHETIC', symbol: 'ETHUSDT' });
    const html = readFileSync(join(folder, 'out', 'report.html'), 'utf8');
    expect(html).not.toMatch(/(?:src|href)="https?:/);
  });

  test('--json prints the document of the file', async () => {
    const { stdout } = await analyze([CLEAN, ...QUICK, '--report', 'out', '--json']);
    expect(JSON.parse(stdout)).toEqual(reportIn('out'));
  });

  test('only the signals asked for are judged, baselines beside them', async () => {
    await analyze([CLEAN, ...QUICK, '--report', 'out']);
    const names = new Set(reportIn('out').power.map(({ signal }) => signal));
    expect([...names].sort()).toEqual(['momentum', 'ofi', 'qi', 'qi_sign', 'reversal']);
  });
});

describe('the ledger', () => {
  test('has the plan before and the outcome after, counts new questions and no old ones', async () => {
    const trialsAfter = async (...args: string[]): Promise<number> => {
      await analyze([CLEAN, ...args, '--no-cache', '--report', 'out', '--replications', '100']);
      return reportIn('out').multiplicity.trials;
    };
    expect(await trialsAfter('--signals', 'ofi,qi', '--horizon', '1s,5s')).toBe(4);
    expect(ledgerLines().map(({ kind }) => kind)).toEqual(['plan', 'outcome']);
    expect(ledgerLines()[0]?.trials).toHaveLength(4);
    expect(await trialsAfter('--signals', 'ofi,qi', '--horizon', '1s,5s')).toBe(4);
    expect(await trialsAfter('--signals', 'ofi', '--horizon', '1s,10s')).toBe(5);
    expect(await trialsAfter('--signals', 'ofi', '--horizon', '1s', '--ofi-threshold', '3')).toBe(6);
    expect(ledgerLines()).toHaveLength(8);
  });

  test('a line that was cut off does not spoil the next one', async () => {
    await analyze([CLEAN, ...QUICK]);
    const path = join(folder, 'data', 'trials.ndjson');
    writeFileSync(path, `${readFileSync(path, 'utf8')}{"schema":"v13.tri`);
    expect((await analyze([CLEAN, ...QUICK, '--no-cache'])).code).toBe(6);
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(5);
  });

  test('is no recording of the data root', async () => {
    await analyze([CLEAN, ...QUICK]);
    const { code, stderr } = await analyze([...QUICK]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('no recordings in')]);
  });
});

describe('the cache', () => {
  test('a second run says that it was computed before, and gives the same', async () => {
    const first = await analyze([CLEAN, ...QUICK, '--report', 'one']);
    const second = await analyze([CLEAN, ...QUICK, '--report', 'two']);
    expect(first.stderr).not.toContain('as computed before');
    expect(second.stderr).toContain('as computed before');
    expect(second.stdout).toBe(first.stdout);
    expect(reportIn('two')).toEqual(reportIn('one'));
    expect((await analyze([CLEAN, ...QUICK, '--no-cache'])).stderr).not.toContain('as computed before');
  });
});

describe('what cannot be meant', () => {
  test.each([
    [['--horizon', '60'], '--horizon 60: a duration needs a unit; did you mean 60s?'],
    [['--latency', '100'], 'did you mean 100ms?'],
    [['--fee-taker', '5'], 'did you mean 5bp?'],
    [['--fee-taker', '500%'], 'must be between -100bp and 1000bp'],
    [['--signals', 'offi'], 'did you mean ofi?'],
    [['--label', 'last'], 'must be one of mid, microprice, executable'],
    [['--open'], '--open has no report to open'],
    [['--lead', 'BTCUSDT'], '--lead needs a --symbol that follows'],
    [['--lead', 'ETHUSDT', '--symbol', 'ETHUSDT'], 'is among the symbols that follow'],
    [['--signal-column', 'mine.csv:x'], 'not a column of a Parquet file'],
    [['--symbol', 'ETHUSDX'], 'did you mean ETHUSDT?'],
    [['--self-test'], '--self-test reads no data and writes no report'],
  ])('%s', async (args, said) => {
    const { code, stderr } = await analyze([CLEAN, ...args]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
  });

  test('nothing there: how to get data, exit 3', async () => {
    const { code, stderr } = await analyze([]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('v13 capture')]);
  });

  test('several symbols and none named', async () => {
    const { code, stderr } = await analyze([GAPS, ...QUICK]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('say which with --symbol')]);
  });
});

test('a leading symbol that is not there is the one that is named', async () => {
  const { code, stderr } = await analyze([CLEAN, ...QUICK, '--symbol', 'ETHUSDT', '--lead', 'SOLUSDT']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('symbol SOLUSDT is not in the inputs')]);
  writeFileSync(join(folder, 'headless.ndjson'), asFile(linesIn(GAPS).slice(1)));
  const late = await analyze(['headless.ndjson', ...QUICK, '--symbol', 'ETHUSDT', '--lead', 'SOLUSDT']);
  expect([late.code, late.stderr]).toEqual([expect.anything(), expect.stringContaining('SOLUSDT')]);
});

test('a report that cannot be written is refused before the work, not after it', async () => {
  writeFileSync(join(folder, 'file'), '');
  for (const report of ['file', 'file/in/it']) {
    const { code, stderr } = await analyze([CLEAN, ...QUICK, '--report', report]);
    expect([code, stderr]).toEqual([5, expect.stringContaining('a file stands where a folder is wanted')]);
  }
  expect(existsSync(join(folder, 'v13-data'))).toBe(false);
});

test('several symbols: a report each', async () => {
  const { code, stderr } = await analyze([GAPS, ...QUICK, '--symbol', 'BTCUSDT,ETHUSDT', '--report', 'out']);
  expect(code).toBe(6);
  for (const symbol of ['BTCUSDT', 'ETHUSDT']) expect(stderr).toContain(`report: out/${symbol}/report.html\n`);
  expect(readdirSync(join(folder, 'out')).sort()).toEqual(['BTCUSDT', 'ETHUSDT']);
  expect(reportIn('out/ETHUSDT').symbol).toBe('ETHUSDT');
});

test('one symbol leads another', async () => {
  const args = [GAPS, ...QUICK, '--symbol', 'ETHUSDT', '--lead', 'BTCUSDT', '--report', 'out'];
  expect((await analyze(args)).code).toBe(6);
  expect(reportIn('out')).toMatchObject({ symbol: 'ETHUSDT', lead: 'BTCUSDT' });
});

test('a dry run says the questions and their cost, and leaves nothing', async () => {
  const { code, stdout } = await analyze([CLEAN, '--dry-run', '--horizon', '1s,60s']);
  expect(code).toBe(0);
  expect(stdout).toContain('horizons: 1s, 1m; verdicts at 1m');
  expect(stdout).toMatch(/\d+ trials for the ledger/);
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

describe('real recordings', () => {
  const btc = testData('usdm-btc-eth-2024-08-08/btcusdt_20240808.gz');

  test.skipIf(btc === null)('minutes of USD-M: five outcomes at 60 s, INCONCLUSIVE, hours missing', async () => {
    const { code } = await analyze([btc ?? '', '--env', 'mainnet', '--report', 'out']);
    expect(code).toBe(6);
    const { endpoints } = reportIn('out');
    for (const { nNonOverlap, neededHours, gates } of endpoints) {
      expect(nNonOverlap).toBeLessThanOrEqual(5);
      expect(neededHours).toBeGreaterThan(20);
      expect(gates.find(({ gate }) => gate === 'coverage')?.passed).toBe(false);
    }
  });

  test.skipIf(btc === null)('without --env nothing is decided, and it says how to state it', async () => {
    const { code, stderr } = await analyze([btc ?? '', ...QUICK]);
    expect([code, stderr]).toEqual([6, expect.stringContaining('say --env mainnet where you know it')]);
  });

  test.skipIf(btc === null)('from the lake the report is the same to the byte, but for where it was read', async () => {
    const common = ['--full', '--no-cache', '--horizon', '1s,60s'];
    expect((await analyze([btc ?? '', '--env', 'mainnet', ...common, '--report', 'raw'])).code).toBe(6);
    const converted = await runCli(['convert', btc ?? '', '--env', 'mainnet', '--data', 'other'], { cwd: folder });
    expect(converted.code, converted.stderr).toBe(0);
    expect((await analyze(['other/lake', ...common, '--report', 'lake'])).code).toBe(6);
    expect(sameIn(folder, 'lake')).toBe(sameIn(folder, 'raw'));
    expect(reportIn('raw').impact?.source).toBe('bookTicker');
  });
});

test('interrupted: 130, and no report', async () => {
  const { code } = await analyze([CLEAN, '--full', '--report', 'out'], { interruptAt: 'SYNTHETIC' });
  expect(code).toBe(130);
  expect(existsSync(join(folder, 'out', 'report.json'))).toBe(false);
});

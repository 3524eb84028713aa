// `v13 analyze` on recordings and the lake together: whatever part of the data lies where, the report is the same.

import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { captureSegments, putCapture, syntheticLines } from '../support/capture-segments.js';
import { freshFolder, runCli } from '../support/cli.js';
import { testData } from '../support/data.js';
import { CLEAN, GAPS, asFile, linesIn } from '../support/replays.js';

const LIMIT = { timeout: 120_000 };
const folder = freshFolder();
afterAll(() => folder.remove());
const at = (...names: string[]) => join(folder.path, ...names);

const QUICK = ['--signals', 'ofi,cvd,qi', '--horizon', '1s,5s', '--replications', '100', '--no-cache', '--full'];

interface Report {
  readonly command?: string;
  readonly provenance: { readonly inputs: readonly { readonly path: string; readonly from: string }[] };
}

async function run(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return runCli(args, { cwd: folder.path });
}

async function done(...args: string[]): Promise<void> {
  const { code, stderr } = await run(...args);
  expect(code, stderr).toBe(0);
}

let runs = 0;
/** The report of some inputs, and all of it that does not say where they lie. */
async function reportOf(paths: readonly string[], more: readonly string[] = []) {
  const out = `out-${runs++}`;
  const { code, stderr } = await run('analyze', ...paths, ...QUICK, ...more, '--data', 'ledger', '--report', out);
  expect([0, 1, 6], stderr).toContain(code);
  const report = JSON.parse(readFileSync(at(out, 'report.json'), 'utf8')) as Report;
  const { command: _, provenance, ...rest } = report;
  const { inputs, ...where } = { ...provenance, envOrigin: null, multiplicity: null };
  const froms = inputs.map(({ path, from }) => `${from} ${path}`);
  return { same: { ...rest, multiplicity: null, provenance: where }, froms, stderr };
}

const rawFiles = (root: string): string[] =>
  readdirSync(at(root, 'raw'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ndjson|gz)$/.test(name))
    .sort();

/** A copy of a data folder with some of its raw files only; none: the lake alone. */
function copyWith(root: string, name: string, keep: readonly number[]): string {
  cpSync(at(root), at(name), { recursive: true });
  for (const [k, file] of rawFiles(name).entries()) if (!keep.includes(k)) rmSync(at(name, 'raw', file));
  return name;
}

describe('a capture in four segments', () => {
  let whole: Awaited<ReturnType<typeof reportOf>>;
  beforeAll(async () => {
    const lines = await syntheticLines(folder.path, '--duration', '80s', '--symbol', 'ETHUSDT,BTCUSDT');
    putCapture(at('raw-only'), captureSegments(lines, 4));
    cpSync(at('raw-only'), at('all'), { recursive: true });
    await done('convert', '--data', 'all');
    whole = await reportOf(['raw-only'], ['--symbol', 'ETHUSDT']);
  }, 120_000);

  test.each([
    ['the lake alone', []],
    ['the newer half raw', [2, 3]],
    ['the older half raw', [0, 1]],
    ['every other segment raw', [0, 2]],
    ['the middle raw', [1, 2]],
    ['all of it raw too', [0, 1, 2, 3]],
  ])('%s', LIMIT, async (name, keep) => {
    const root = copyWith('all', `all-${name.replaceAll(' ', '-')}`, keep);
    const { same, froms, stderr } = await reportOf([root], ['--symbol', 'ETHUSDT']);
    expect(same).toEqual(whole.same);
    expect(froms).toHaveLength(4);
    expect(froms.filter((one) => one.startsWith('recording'))).toHaveLength(keep.length);
    expect(stderr.includes('joined with the lake')).toBe(keep.length > 0 && keep.length < 4);
  });

  test('in a lake that was compacted', LIMIT, async () => {
    const root = copyWith('all', 'compacted', [1, 3]);
    await done('lake', 'compact', '--data', root);
    expect((await reportOf([root], ['--symbol', 'ETHUSDT'])).same).toEqual(whole.same);
  });

  test('each half converted by itself, and given by its path', LIMIT, async () => {
    copyWith('raw-only', 'older', [0, 1]);
    copyWith('raw-only', 'newer', [2, 3]);
    for (const root of ['older', 'newer']) {
      await done('convert', '--data', root);
      cpSync(at(root, 'lake'), at(`${root}-lake`), { recursive: true });
    }
    for (const paths of [
      ['older-lake', 'newer/raw'],
      ['older/raw', 'newer-lake'],
      ['newer', 'older-lake'],
    ]) {
      expect((await reportOf(paths, ['--symbol', 'ETHUSDT'])).same, paths.join(' ')).toEqual(whole.same);
    }
  });

  test('one symbol raw, the one that leads it in the lake', LIMIT, async () => {
    const lead = ['--symbol', 'ETHUSDT', '--lead', 'BTCUSDT'];
    const root = copyWith('all', 'leading', [1]);
    expect((await reportOf([root], lead)).same).toEqual((await reportOf(['raw-only'], lead)).same);
  });
});

/** Two plain files of one recording: the second has no header of its own. */
function putHalves(root: string, lines: readonly string[], ending = '.ndjson'): void {
  mkdirSync(at(root, 'raw'), { recursive: true });
  const middle = Math.floor(lines.length / 2);
  for (const [k, half] of [lines.slice(0, middle), lines.slice(middle)].entries()) {
    const bytes = ending.endsWith('.gz') ? gzipSync(asFile(half)) : asFile(half);
    writeFileSync(at(root, 'raw', `part${k}${ending}`), bytes);
  }
}

const FIVE = testData('usdm-5symbols-2021-04-05/cryptofeed-5symbols.txt.gz');

test.skipIf(FIVE === null)(
  'one of five symbols is silent at the same times in both, whatever the others say',
  LIMIT,
  async () => {
    mkdirSync(at('five'));
    cpSync(FIVE ?? '', at('five', 'five.txt.gz'));
    const asked = ['--symbol', 'CTKUSDT', '--env', 'mainnet', '--stale', '300ms'];
    const { same } = await reportOf(['five'], asked);
    expect(same.provenance).toMatchObject({ staleShare: expect.closeTo(0.3, 0.29) as number });
    await done('convert', 'five', '--data', 'five', '--env', 'mainnet');
    expect(
      (
        await reportOf(
          ['five/lake'],
          asked.filter((one) => !['--env', 'mainnet'].includes(one)),
        )
      ).same,
    ).toEqual(same);
  },
);

describe.each([
  ['a recording without gaps', CLEAN, 'ETHUSDT', '.ndjson', []],
  ['a recording with gaps', GAPS, 'BTCUSDT', '.ndjson.gz', []],
  [
    'minutes of BTCUSDT',
    testData('usdm-btc-eth-2024-08-08/btcusdt_20240808.gz'),
    'BTCUSDT',
    '.gz',
    ['--env', 'mainnet'],
  ],
  [
    'hours of NEXOUSDT, spot',
    testData('spot-nexousdt-2024-07-23/nexousdt_20240723.dat.gz'),
    'NEXOUSDT',
    '.dat.gz',
    ['--env', 'mainnet'],
  ],
] as const)('%s, cut in two', (name, path, symbol, ending, env) => {
  test.skipIf(path === null)('one half raw, all of it in the lake', LIMIT, async () => {
    const root = name.replaceAll(/[ ,]/g, '-');
    putHalves(root, linesIn(path ?? ''), ending);
    const asked = ['--symbol', symbol, ...env];
    const whole = await reportOf([root], asked);
    await done('convert', '--data', root, ...env);
    for (const keep of [[0], [1], []]) {
      const { same, froms } = await reportOf([copyWith(root, `${root}-${keep.join('')}`, keep)], asked);
      expect(same, `kept ${keep.join('')}`).toEqual(whole.same);
      expect(froms.filter((one) => one.startsWith('recording'))).toHaveLength(keep.length);
      expect(froms).toHaveLength(2);
    }
  });
});

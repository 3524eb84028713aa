// Weights as a user fits them: on the training span and nothing else, usable afterwards, and refused where they are not what they say.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshFolder, runCli } from '../../support/cli.js';
import { CLEAN, GAPS, asFile, linesIn } from '../../support/replays.js';

const compute = (args: readonly string[]) => runCli(['compute', ...args], { cwd: folder });

let folder = '';
let removeFolder = (): void => undefined;
beforeEach(() => {
  const fresh = freshFolder();
  folder = fresh.path;
  removeFolder = () => fresh.remove();
});
afterEach(() => removeFolder());

interface Weights {
  readonly kind: string;
  readonly weights?: readonly number[];
  readonly limit?: readonly number[];
  readonly n: number;
  readonly symbols: readonly string[];
  readonly trained_from_us: number;
  readonly trained_to_us: number;
  readonly environment: string;
}

const read = (name: string): Weights => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Weights;
const timeOf = (line: string): number => Number(/"ts_recv":(\d+\.\d+)/.exec(line)?.[1]);

const FITS = [
  ['--fit-pca', 'integrated'],
  ['--fit-microprice', 'microprice'],
] as const;

test.each(FITS)(
  '%s: the span before --to decides alone; what comes after it could be anything',
  async (flag, feature) => {
    const lines = linesIn(CLEAN);
    const cut = Math.floor(timeOf(lines[Math.floor(lines.length / 2)] ?? ''));
    writeFileSync(join(folder, 'head.ndjson'), asFile(lines.filter((line) => timeOf(line) < cut)));
    expect((await compute([flag, CLEAN, '--to', String(cut), '--out', 'cut.json'])).code).toBe(0);
    expect((await compute([flag, 'head.ndjson', '--out', 'head.json'])).code).toBe(0);
    const [fromCut, fromHead] = [read('cut.json'), read('head.json')];
    expect(fromCut.trained_to_us).toBeLessThan(cut * 1_000);
    expect(fromCut).toMatchObject({
      symbols: ['ETHUSDT'],
      environment: 'SYNTHETIC',
      trained_from_us: fromHead.trained_from_us,
    });
    if (feature === 'microprice') expect([fromCut.limit, fromCut.n]).toEqual([fromHead.limit, fromHead.n]);
    else expect(Math.abs(fromCut.n - fromHead.n)).toBeLessThanOrEqual(1); // the last row closes on a frame behind the cut

    const later = await compute([
      CLEAN,
      '--from',
      String(cut + 1_000),
      '--out',
      'later.csv',
      '--feature',
      `${feature}:weights=cut.json`,
    ]);
    expect(later.code, later.stderr).toBe(0);
    expect(later.stderr).not.toContain('its own future');
    const same = await compute([CLEAN, '--out', 'same.csv', '--feature', `${feature}:weights=cut.json`]);
    expect(same.stderr).toContain(`${feature}: its weights were fitted on times that these rows cover`);
  },
);

test('weights of another kind, damaged, or of no file are refused by name', async () => {
  await compute(['--fit-pca', CLEAN, '--out', 'pca.json']);
  writeFileSync(join(folder, 'torn.json'), '{"kind":');
  const cases = [
    ['pca.json', 'not microprice'],
    ['torn.json', 'torn.json: not JSON'],
    ['nothing.json', 'no such file'],
  ] as const;
  for (const [file, words] of cases) {
    const made = await compute([CLEAN, '--out', 't.csv', '--feature', `microprice:weights=${file}`]);
    expect(made.code).toBe(3);
    expect(made.stderr).toContain(words);
  }
  expect(readdirSync(folder).sort()).toEqual(['pca.json', 'torn.json']);
});

test('several symbols have no weights in common; one is named', async () => {
  const both = await compute(['--fit-pca', GAPS, '--out', 'w.json']);
  expect([both.code, both.stderr.includes('BTCUSDT, ETHUSDT')]).toEqual([2, true]);
  expect((await compute(['--fit-pca', GAPS, '--symbol', 'ETHUSDT', '--out', 'w.json'])).code).toBe(0);
  expect(read('w.json').symbols).toEqual(['ETHUSDT']);
});

test('weights of another symbol are said to be so, and to nothing else', async () => {
  await compute(['--fit-pca', GAPS, '--symbol', 'BTCUSDT', '--out', 'btc.json']);
  const made = await compute([CLEAN, '--out', 't.csv', '--feature', 'integrated:weights=btc.json']);
  expect(made.code).toBe(0);
  expect(made.stderr).toContain('integrated: its weights were fitted on another symbol: the column is empty');
  expect(made.stderr).not.toContain('its own future');
});

test('a recording beside the training one, or two fits at once, is a mistake', async () => {
  expect((await compute([CLEAN, '--fit-pca', CLEAN, '--out', 'w.json'])).code).toBe(2);
  expect((await compute(['--fit-microprice', CLEAN, '--fit-pca', CLEAN, '--out', 'w.json'])).code).toBe(2);
  expect((await compute(['--fit-pca', CLEAN, '--feature', 'vpin', '--out', 'w.json'])).code).toBe(2);
});

// `v13 compute` as typed: rows of replay as a table, whole or not at all, in three formats, saying what it is.

import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseFeature } from '../../src/cli/values/feature.js';
import { compute as computeCommand } from '../../src/commands/compute/compute.js';
import { FEATURE_KINDS } from '../../src/core/pipeline/features/index.js';
import { freshFolder, runCli } from '../support/cli.js';
import { testData } from '../support/data.js';
import { CLEAN, GAPS, asFile, digestOf, linesIn, replay } from '../support/replays.js';

const compute = (args: readonly string[], cwd: string) => runCli(['compute', ...args], { cwd });

let folder = '';
let removeFolder = (): void => undefined;
beforeEach(() => {
  const fresh = freshFolder();
  folder = fresh.path;
  removeFolder = () => fresh.remove();
});
afterEach(() => removeFolder());

const recordings = [
  ['synthetic, clean', CLEAN],
  ['synthetic, with gaps', GAPS],
  ['BTCUSDT 2024', testData('usdm-btc-eth-2024-08-08/btcusdt_20240808.gz')],
  ['ETHUSDT 2024', testData('usdm-btc-eth-2024-08-08/ethusdt_20240808.gz')],
  ['five symbols 2021', testData('usdm-5symbols-2021-04-05/cryptofeed-5symbols.txt.gz')],
  ['BTCUSDT 2023', testData('usdm-btcusdt-2023-04-04/btcusdt_20230404.dat.gz')],
] as const;

/** Values as JSON has them: hyparquet gives 64-bit integers as bigint and absent values as undefined or null. */
const plain = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === 'bigint' ? Number(value) : (value ?? null)]),
  );

async function parquetRows(path: string): Promise<Record<string, unknown>[]> {
  const file = await asyncBufferFromFile(path);
  return (await parquetReadObjects({ file })).map(plain);
}

async function parquetNotes(path: string): Promise<Record<string, string>> {
  const { key_value_metadata } = await parquetMetadataAsync(await asyncBufferFromFile(path));
  return Object.fromEntries((key_value_metadata ?? []).map(({ key, value }) => [key, value ?? '']));
}

describe.each(recordings)('%s', (_, path) => {
  test.skipIf(path === null)('is, without features, the rows of replay byte for byte', async () => {
    const made = await compute([path ?? '', '--feature', 'none', '--out', 'c.ndjson'], folder);
    expect(made.code, made.stderr).toBe(0);
    await replay([path ?? '', '--rows', 'r.ndjson', '--digest'], { cwd: folder });
    const [computed, replayed] = ['c.ndjson', 'r.ndjson'].map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(computed === replayed).toBe(true);
    expect(made.stderr).toContain(await digestOf([path ?? '']));
  });

  test.skipIf(path === null)('is the same table in Parquet, CSV and NDJSON', async () => {
    for (const name of ['t.parquet', 't.csv', 't.ndjson']) {
      const made = await compute([path ?? '', '--grid', '1s', '--feature', 'ofi_modes', '--out', name], folder);
      expect(made.code, made.stderr).toBe(0);
    }
    const rows = readFileSync(join(folder, 't.ndjson'), 'utf8').trimEnd().split('\n');
    const objects = rows.map((line) => JSON.parse(line) as Record<string, number | string | null>);
    expect(await parquetRows(join(folder, 't.parquet'))).toEqual(objects);
    const [head = '', ...lines] = readFileSync(join(folder, 't.csv'), 'utf8').trimEnd().split('\n');
    expect(head.split(',')).toEqual(Object.keys(objects[0] ?? {}));
    const cells = objects.map((row) => Object.values(row).map((value) => (value === null ? '' : String(value))));
    expect(lines).toEqual(cells.map((row) => row.join(',')));
  });
});

describe('the table says what it is', () => {
  test('in the footer of Parquet: environment, configuration, inputs with hashes, units of every column', async () => {
    expect((await compute([CLEAN, '--out', 't.parquet', '--feature', 'none'], folder)).code).toBe(0);
    const notes = await parquetNotes(join(folder, 't.parquet'));
    expect(notes['v13.environment']).toBe('SYNTHETIC');
    expect(JSON.parse(notes['v13.config'] ?? '')).toMatchObject({ grid: { kind: 'time', stepUs: 100_000 } });
    expect(notes['v13.config_hash']).toMatch(/^[0-9a-f]{64}$/);
    const [input] = JSON.parse(notes['v13.inputs'] ?? '[]') as { name: string; sha256: string }[];
    expect(input).toMatchObject({ name: 'synthetic-ethusdt-3m.ndjson.gz' });
    expect(input?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const columns = JSON.parse(notes['v13.columns'] ?? '[]') as { name: string; unit: string | null }[];
    expect(columns.find(({ name }) => name === 'ofi')?.unit).toBe('base');
    expect(columns.find(({ name }) => name === 'spread_ticks')?.unit).toBe('ticks');
  });

  test('beside CSV and NDJSON, in a file of its own', async () => {
    expect((await compute([CLEAN, '--out', 't.csv', '--feature', 'ofi_modes'], folder)).code).toBe(0);
    const about = JSON.parse(readFileSync(join(folder, 't.csv.meta.json'), 'utf8')) as {
      readonly metadata: Record<string, string>;
      readonly columns: readonly { readonly name: string }[];
      readonly rows: number;
    };
    expect(about.metadata['v13.environment']).toBe('SYNTHETIC');
    expect(JSON.parse(about.metadata['v13.features'] ?? '')).toContainEqual({
      name: 'ofi_modes',
      settings: { window: 300 },
    });
    const lines = readFileSync(join(folder, 't.csv'), 'utf8').trimEnd().split('\n');
    expect(about.columns.map(({ name }) => name).join(',')).toBe(lines[0]);
    expect(about.rows).toBe(lines.length - 1);
  });

  test('another setting gives another configuration hash', async () => {
    const hashes = new Set<string | undefined>();
    for (const more of [[], ['--z-window', '200'], ['--feature', 'ofi_modes'], ['--feature', 'ofi_modes:window=50']]) {
      await compute([CLEAN, '--out', 't.parquet', '--force', '--feature', 'none', ...more], folder);
      hashes.add((await parquetNotes(join(folder, 't.parquet')))['v13.config_hash']);
    }
    expect(hashes.size).toBe(4);
  });
});

describe('refusals leave nothing behind', () => {
  test.each([
    ['no --out', [CLEAN], 2, '--out is missing'],
    ['a name without a format', [CLEAN, '--out', 'rows'], 2, 'does not say which format'],
    ['Parquet on standard output', [CLEAN, '--out', '-', '--out-format', 'parquet'], 2, 'Parquet needs a file'],
    ['an unknown feature', [CLEAN, '--out', 't.csv', '--feature', 'ofi_mode'], 2, 'ofi_modes'],
    ['an unknown setting', [CLEAN, '--out', 't.csv', '--feature', 'ofi_modes:windw=3'], 2, 'window'],
    ['a setting out of range', [CLEAN, '--out', 't.csv', '--feature', 'ofi_modes:window=1'], 2, 'window'],
    [
      'the same columns twice',
      [CLEAN, '--out', 't.csv', '--feature', 'ofi_modes', '--feature', 'ofi_modes:window=9'],
      2,
      'ofi_cks1',
    ],
    ['a size that no lots can hold', [CLEAN, '--out', 't.csv', '--feature', 'vpin:size=1e308'], 2, 'size'],
    ['a span that memory cannot hold', [CLEAN, '--out', 't.csv', '--feature', 'cvd_windows:long=365d'], 2, 'long'],
    ['no such file', ['nothing.ndjson', '--out', 't.csv'], 3, 'nothing.ndjson'],
    ['a symbol that is not there', [CLEAN, '--symbol', 'BTCUSDT', '--out', 't.csv'], 2, 'ETHUSDT'],
  ] as const)('%s', async (_, args, code, words) => {
    const made = await compute(args, folder);
    expect(made.code).toBe(code);
    expect(made.stderr).toContain(words);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('an existing file stays unless --force is given', async () => {
    writeFileSync(join(folder, 't.csv'), 'mine');
    const refused = await compute([CLEAN, '--out', 't.csv'], folder);
    expect([refused.code, readFileSync(join(folder, 't.csv'), 'utf8')]).toEqual([5, 'mine']);
    expect((await compute([CLEAN, '--out', 't.csv', '--force'], folder)).code).toBe(0);
  });

  test('so does the file that describes a table, and no input is taken for one', async () => {
    writeFileSync(join(folder, 't.csv.meta.json'), 'mine');
    const refused = await compute([CLEAN, '--out', 't.csv'], folder);
    expect([refused.code, readdirSync(folder)]).toEqual([5, ['t.csv.meta.json']]);
    expect(readFileSync(join(folder, 't.csv.meta.json'), 'utf8')).toBe('mine');
    expect((await compute([CLEAN, '--out', 't.parquet'], folder)).code).toBe(0);
    copyFileSync(CLEAN, join(folder, 't.csv.meta.json'));
    const same = await compute(['t.csv.meta.json', '--out', 't.csv', '--force'], folder);
    expect([same.code, same.stderr]).toEqual([2, expect.stringContaining('is an input of this run')]);
  });

  test('an input that breaks in mid-file leaves no table under --strict', async () => {
    const lines = linesIn(CLEAN);
    const damaged = [...lines.slice(0, 400), '{"ts_recv":', ...lines.slice(400)];
    writeFileSync(join(folder, 'in.ndjson'), asFile(damaged));
    for (const name of ['t.parquet', 't.csv', 't.ndjson']) {
      const made = await compute(['in.ndjson', '--strict', '--out', name], folder);
      expect(made.code).toBe(3);
      expect(made.stderr).toContain('in.ndjson:401');
    }
    expect(readdirSync(folder)).toEqual(['in.ndjson']);
  });

  test('damage that is passed over is said', async () => {
    writeFileSync(
      join(folder, 'in.ndjson'),
      asFile([...linesIn(CLEAN).slice(0, 400), 'rubbish', ...linesIn(CLEAN).slice(400)]),
    );
    const made = await compute(['in.ndjson', '--out', 't.csv', '-q'], folder);
    expect(made.code).toBe(0);
    expect(made.stderr).toContain('in.ndjson:401');
  });
});

test('beside all, a feature by name has the settings given with it', async () => {
  const args = [CLEAN, '--grid', '1s', '--feature', 'all', '--feature', 'depth_imbalance:levels=3', '--out', 't.csv'];
  const made = await compute(args, folder);
  expect(made.code, made.stderr).toBe(0);
  const names = readFileSync(join(folder, 't.csv'), 'utf8').split('\n', 1)[0]?.split(',') ?? [];
  expect(names.filter((name) => name.startsWith('depth_imbalance'))).toEqual(['depth_imbalance_3']);
  expect(names).toContain('vpin');
});

test('every feature that an example names can be asked for', () => {
  const lines = computeCommand.examples.map(({ line }) => line);
  const asked = lines.flatMap((line) => [...line.matchAll(/--feature (\S+)/g)].map(([, text]) => text ?? ''));
  expect(asked.length).toBeGreaterThan(0);
  for (const text of asked) expect(parseFeature(text, FEATURE_KINDS), text).toMatchObject({ ok: true });
});

test('rows on standard output are those of the file', async () => {
  const { stdout, code } = await compute([CLEAN, '--out', '-', '--feature', 'none'], folder);
  expect(code).toBe(0);
  await compute([CLEAN, '--out', 't.ndjson', '--feature', 'none'], folder);
  expect(stdout === readFileSync(join(folder, 't.ndjson'), 'utf8')).toBe(true);
  const csv = await compute([CLEAN, '--out', '-', '--out-format', 'csv', '--feature', 'none'], folder);
  expect(csv.stdout.startsWith('ts_us,symbol,')).toBe(true);
});

test('a plan is printed and nothing done with --dry-run', async () => {
  const { code, stdout } = await compute([CLEAN, '--out', 't.parquet', '--dry-run', '--json'], folder);
  expect(code).toBe(0);
  const { plan } = JSON.parse(stdout) as { plan: { features: { name: string }[] } };
  expect(plan.features.map(({ name }) => name)).toEqual(['levels', 'clipped']);
  expect(existsSync(join(folder, 't.parquet'))).toBe(false);
});

test('every feature is listed with settings and columns', async () => {
  const { stdout, code } = await compute(['--list-features', '--json'], folder);
  expect(code).toBe(0);
  const { features } = JSON.parse(stdout) as { features: { name: string; columns: unknown[] | null; about: string }[] };
  expect(features.map(({ name }) => name)).toContain('ofi_modes');
  for (const { name, columns } of features) if (columns !== null) expect(columns.length, name).toBeGreaterThan(0);
});

describe('into the lake', () => {
  const count = async (): Promise<unknown> => {
    const { stdout } = await runCli(
      ['query', 'SELECT count(*) AS n, count(DISTINCT ts_us) AS times FROM signals', '--data', 'root', '--json'],
      { cwd: folder },
    );
    return (JSON.parse(stdout) as { data: unknown[] }).data[0];
  };

  test('rows stand in the view signals, once, however often they are computed', async () => {
    const first = await compute([CLEAN, '--lake', '--data', 'root'], folder);
    expect(first.code, first.stderr).toBe(0);
    const rows = await count();
    expect((await compute([CLEAN, '--lake', '--data', 'root', '--ofi', 'cks1'], folder)).code).toBe(0);
    expect(await count()).toEqual(rows);
    const [n, times] = rows as number[];
    expect(n).toBeGreaterThan(1_000);
    expect(times).toBe(n);
  });

  test('rows that reach beyond the new ones are not lost without --force', async () => {
    await compute([CLEAN, '--lake', '--data', 'root'], folder);
    const rows = await count();
    const from = String(Math.floor(Number(/"ts_recv":(\d+)/.exec(linesIn(CLEAN)[2_000] ?? '')?.[1])));
    const part = await compute([CLEAN, '--lake', '--data', 'root', '--from', from], folder);
    expect([part.code, part.stderr.includes('would be lost')]).toEqual([5, true]);
    expect(await count()).toEqual(rows);
    expect((await compute([CLEAN, '--lake', '--data', 'root', '--from', from, '--force'], folder)).code).toBe(0);
    expect(await count()).not.toEqual(rows);
  });
});

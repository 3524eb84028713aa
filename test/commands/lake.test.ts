// `v13 lake`, `v13 lake compact` and `v13 lake prune` as typed: the list is that of the rows, and no row is lost or doubled.

import { cpSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { captureSegments, duck, partsOf, putCapture, syntheticLines, tableRows } from '../support/capture-segments.js';
import { freshFolder, runCli } from '../support/cli.js';

const folder = freshFolder();
const at = (name: string) => join(folder.path, name);
const run = (...args: string[]) => runCli(args, { cwd: folder.path });
const KINDS = ['depth', 'trades', 'quotes', 'gaps', 'book'] as const;

beforeAll(async () => {
  const lines = await syntheticLines(folder.path, '--duration', '20s');
  putCapture(at('data'), captureSegments(lines, 4));
  const { code, stderr } = await run('convert', '--data', at('data'), '--book', '3');
  expect(stderr).not.toContain('bug');
  expect(code).toBe(0);
});
afterAll(() => {
  folder.remove();
});

interface Listed {
  readonly kind: string;
  readonly rows: number;
  readonly files: number;
  readonly bytes: number;
  readonly gaps: number | null;
}
async function listed(root: string): Promise<readonly Listed[]> {
  const { code, stdout } = await run('lake', '--data', at(root), '--json');
  expect(code).toBe(0);
  return (JSON.parse(stdout) as { partitions: readonly Listed[] }).partitions;
}
const partsIn = (root: string): string[] =>
  readdirSync(at(`${root}/lake`), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet'));
const copyOf = (root: string): string => {
  cpSync(at('data'), at(root), { recursive: true });
  return root;
};

describe('the list', () => {
  test('has the rows and times that DuckDB finds', async () => {
    const rows = await listed('data');
    expect(rows.map(({ kind }) => kind).sort()).toEqual([...KINDS].sort());
    for (const { kind, rows: count } of rows) {
      expect(await duck(`select count(*) from ${partsOf(at('data'), kind)}`)).toEqual([[BigInt(count)]]);
    }
    expect(rows.find(({ kind }) => kind === 'gaps')?.gaps).toBe(0);
    expect(rows.filter(({ kind }) => kind !== 'gaps').every(({ files }) => files === 4)).toBe(true);
  });

  test('of nothing says what to do', async () => {
    const { code, stdout, stderr } = await run('lake', '--data', at('nowhere'));
    expect([code, stdout]).toEqual([0, 'nowhere/lake: nothing is converted yet\n']);
    expect(stderr).toContain('next: v13 convert');
  });
});

describe('what is not there', () => {
  test('a symbol that no row has: exit 2 with those that are', async () => {
    const { code, stderr } = await run('lake', '--data', 'data', '--symbol', 'ETHUSDX');
    expect(code).toBe(2);
    expect(stderr).toContain('symbol ETHUSDX is not in the lake; did you mean ETHUSDT?');
  });

  test.each([['lake'], ['lake', 'compact'], ['lake', 'prune', '--keep-age', '1d']])(
    '%s %s of a file',
    async (...words) => {
      writeFileSync(at('file'), '');
      for (const dry of [[], words.length > 1 ? ['--dry-run'] : []]) {
        const { code, stderr } = await run(...words, ...dry, '--data', at('file'));
        expect([code, stderr]).toEqual([5, expect.stringContaining('is a file: a lake lies in a folder')]);
      }
    },
  );
});

describe('a dry run', () => {
  test('of prune and compact names days, tables, files and bytes, and changes nothing', async () => {
    const before = partsIn('data');
    const prune = (await run('lake', 'prune', '--keep-age', '1h', '--data', 'data', '--dry-run')).stdout;
    expect(prune).toMatch(
      /^2026-01-01 ETHUSDT SYNTHETIC: book, depth, gaps, quotes, trades; \d+ files, .+\n1 day would be deleted, .+\n$/,
    );
    const compact = (await run('lake', 'compact', '--data', 'data', '--dry-run')).stdout;
    expect(compact).toMatch(
      /^2026-01-01 ETHUSDT SYNTHETIC: book, depth, quotes, trades; 16 files, .+\n16 files would become 4\n$/,
    );
    expect(partsIn('data')).toEqual(before);
    const gone = (await run('lake', 'prune', '--keep-age', '1h', '--data', copyOf('said'))).stdout;
    expect(gone).toBe(prune.replace('would be deleted', 'deleted'));
  });
});

describe('compaction', () => {
  test('makes one file of each partition, with the same rows in order of time', async () => {
    const root = copyOf('compacted');
    expect((await run('lake', 'compact', '--data', at(root))).code).toBe(0);
    for (const { files } of await listed(root)) expect(files).toBe(1);
    for (const kind of KINDS) expect(await tableRows(at(root), kind)).toEqual(await tableRows(at('data'), kind));
    expect((await run('convert', '--data', at(root), '--json')).stdout).toContain('"doneBefore": 4');
    const before = partsIn(root);
    expect((await run('lake', 'compact', '--data', at(root))).code).toBe(0);
    expect(partsIn(root)).toEqual(before);
  });

  test('merges parts that overlap in time', async () => {
    const root = copyOf('overlapping');
    // The same hour captured twice, under the name of another source.
    const depth = partsIn(root).filter((name) => name.includes('kind=trades'));
    for (const name of depth) {
      const twin = basename(name).replace(/-0000\.|-0001\.|-0002\.|-0003\./, (number) => `-9${number.slice(2)}`);
      cpSync(join(at(root), 'lake', name), join(at(root), 'lake', dirname(name), twin));
    }
    const rows = (await listed(root)).find(({ kind }) => kind === 'trades')!.rows;
    expect((await run('lake', 'compact', '--data', at(root))).code).toBe(0);
    expect((await listed(root)).find(({ kind }) => kind === 'trades')).toMatchObject({ rows, files: 1 });
    const [[sorted]] = (await duck(
      `select bool_and(coalesce(step, 0) >= 0) from (select ts_recv_us - lag(ts_recv_us) over (order by file_row_number) step
         from read_parquet('${at(root)}/lake/**/kind=trades/part-*.parquet', file_row_number = true, hive_partitioning = false))`,
    )) as [[boolean]];
    expect(sorted).toBe(true);
  });

  test.each(['before the old files are gone', 'between old and new', 'after the new one is there'])(
    'cut off by a crash %s: the next writer finishes it',
    async (when) => {
      const root = copyOf(`crash-${when.length}`);
      const whole = copyOf(`whole-${when.length}`);
      await run('lake', 'compact', '--data', at(whole));
      const olds = partsIn(root).filter((name) => name.includes('kind=depth'));
      const [made] = partsIn(whole).filter((name) => name.includes('kind=depth'));
      const lake = at(`${root}/lake`);
      const from = '.work/staging/compact-x/ETHUSDT.new';
      mkdirSync(join(lake, dirname(from)), { recursive: true });
      mkdirSync(join(lake, '.work/changes'), { recursive: true });
      cpSync(join(at(`${whole}/lake`), made!), join(lake, from));
      writeFileSync(
        join(lake, '.work/changes/compact-x.json'),
        JSON.stringify({ add: [{ from, to: made }], remove: olds }),
      );
      if (when !== 'before the old files are gone') {
        for (const old of olds.slice(0, 2)) renameSync(join(lake, old), join(folder.path, `gone-${basename(old)}`));
      }
      if (when === 'after the new one is there') renameSync(join(lake, from), join(lake, made!));
      expect((await run('lake', 'prune', '--keep-size', '1TB', '--data', at(root))).code).toBe(0);
      expect(partsIn(root).filter((name) => name.includes('kind=depth'))).toEqual([made]);
      expect(await tableRows(at(root), 'depth')).toEqual(await tableRows(at('data'), 'depth'));
    },
  );
});

describe('pruning', () => {
  /** Two more days, under older names. */
  function threeDays(root: string): void {
    const days = at(`${copyOf(root)}/lake/venue=binance-usdm/env=synthetic/symbol=ETHUSDT`);
    for (const date of ['2025-12-30', '2025-12-31'])
      cpSync(`${days}/date=2026-01-01`, `${days}/date=${date}`, { recursive: true });
  }
  const datesIn = (root: string) => [...new Set(partsIn(root).map((name) => /date=([\d-]+)/.exec(name)?.[1]))].sort();

  test('by size: the oldest days go, the newest stays whatever it takes', async () => {
    threeDays('by-size');
    const total = (await listed('by-size')).reduce((sum, { bytes }) => sum + bytes, 0);
    await run('lake', 'prune', '--keep-size', `${Math.ceil((total * 0.7) / 1000)}KB`, '--data', at('by-size'));
    expect(datesIn('by-size')).toEqual(['2025-12-31', '2026-01-01']);
    await run('lake', 'prune', '--keep-size', '1B', '--data', at('by-size'));
    expect(datesIn('by-size')).toEqual(['2026-01-01']);
  });

  test('by age: days that ended before', async () => {
    threeDays('by-age');
    const days = Math.floor((Date.now() - Date.parse('2025-12-31T00:00:00Z')) / 86_400_000);
    await run('lake', 'prune', '--keep-age', `${days}d`, '--data', at('by-age'));
    expect(datesIn('by-age')).toEqual(['2025-12-31', '2026-01-01']);
  });

  test('without a limit is refused', async () => {
    expect((await run('lake', 'prune', '--data', at('data'), '--json')).stdout).toContain('V13_LAKE_KEEP');
  });
});

describe('converting again', () => {
  const levelsOf = async (root: string) =>
    (await duck(`describe select * from ${partsOf(at(root), 'book')}`)).filter(([name]) =>
      String(name).startsWith('bid_price_'),
    ).length;
  const rowsOf = async (root: string) => (await listed(root)).map(({ kind, rows }) => [kind, rows]);

  test('another number of levels replaces the book rows; what is compacted stays, and is said', async () => {
    const root = copyOf('deeper');
    const before = await rowsOf(root);
    expect((await run('convert', '--data', root, '--book', '4')).code).toBe(0);
    expect(await levelsOf(root)).toBe(4);
    expect(await rowsOf(root)).toEqual(before);
    expect((await run('lake', 'compact', '--data', root)).code).toBe(0);
    const { stdout, stderr } = await run('convert', '--data', root, '--book', '2');
    expect(stdout).toContain('nothing to do');
    expect(stderr).toContain('a compaction put their rows together');
    expect(await rowsOf(root)).toEqual(before);
  });

  test('pruned days come back with --again, and no row comes twice', async () => {
    const root = copyOf('again');
    const before = await rowsOf(root);
    expect((await run('lake', 'prune', '--data', root, '--keep-age', '1h')).code).toBe(0);
    expect((await run('convert', '--data', root)).stdout).toContain('--again');
    expect(await listed(root)).toEqual([]);
    for (let k = 0; k < 2; k++) expect((await run('convert', '--data', root, '--again', '--book', '3')).code).toBe(0);
    expect(await rowsOf(root)).toEqual(before);
  });

  test('another environment than that of the rows is said', async () => {
    const { stderr } = await run('convert', '--data', copyOf('env'), '--env', 'testnet');
    expect(stderr).toContain('stands in the lake as SYNTHETIC');
  });
});

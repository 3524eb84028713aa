// `v13 query` as typed: over a lake, over files and recordings; every output; what is refused; interruption; nothing left.

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ensureBuilt, freshFolder, runCli } from '../support/cli.js';
import { tradesSql, writeLake, writeParquet } from '../support/lake.js';
import { CLEAN, GAPS } from '../support/replays.js';

const home = freshFolder();
let folder = freshFolder();
beforeAll(async () => {
  ensureBuilt();
  await writeLake(join(home.path, 'lake'), [
    { symbol: 'ETHUSDT', date: '2024-08-08', kind: 'trades', sql: tradesSql(300) },
    { symbol: 'BTCUSDT', date: '2024-08-09', kind: 'trades', sql: tradesSql(5) },
  ]);
}, 60_000);
afterAll(() => {
  home.remove();
});
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const at = (name: string): string => join(folder.path, name);
const query = (...args: string[]) => runCli(['query', '--data', home.path, ...args], { cwd: folder.path });

describe('the lake', () => {
  test.skipIf(!existsSync('/proc/self'))('a data root that cannot be written to is asked all the same', async () => {
    await writeParquet(at('t.parquet'), tradesSql(3));
    const { code, stdout } = await query('SELECT count(*) AS n FROM trades', 't.parquet', '--csv', '--data', '/proc');
    expect([code, stdout]).toEqual([0, 'n\n3\n']);
  });

  test('a table with names, types and rows; what there is and how much came on stderr', async () => {
    const { code, stdout, stderr } = await query('SELECT symbol, count(*) AS n FROM trades GROUP BY ALL ORDER BY ALL');
    expect(code).toBe(0);
    expect(stdout).toBe('symbol        n\nvarchar  bigint\nBTCUSDT       5\nETHUSDT     300\n');
    expect(stderr).toMatch(
      /^BTCUSDT, ETHUSDT SYNTHETIC 2024-08-08 to 2024-08-09: trades 2 files; empty: depth, book, quotes, signals, gaps\n2 rows in [\d.]+ s\nnext: v13 query 'SELECT .*' --out result\.parquet\n$/,
    );
  });

  test('--show cuts the table and says so; -q hides the talk', async () => {
    const { stdout, stderr } = await query('SELECT trade_id FROM trades ORDER BY ts_recv_us, symbol', '--show', '3');
    expect(stdout.trimEnd().split('\n')).toHaveLength(5);
    expect(stderr).toContain('the first 3 of 305 rows');
    expect((await query('SELECT 1', '-q')).stderr).toBe('');
  });

  test('--json: statement, coverage, columns and rows', async () => {
    const { stdout } = await query(
      "SELECT trade_id, make_timestamp(ts_recv_us) AS at FROM trades WHERE symbol = 'BTCUSDT' LIMIT 1",
      '--json',
    );
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'v13.query/1',
      files: { trades: 2, depth: 0 },
      envs: ['SYNTHETIC'],
      days: ['2024-08-08', '2024-08-09'],
      rows: 1,
      out: null,
      columns: [
        { name: 'trade_id', type: 'BIGINT' },
        { name: 'at', type: 'TIMESTAMP' },
      ],
      data: [[1, '2024-08-08T00:00:00.000000Z']],
    });
  });

  test('--csv, --rows - and the statement on standard input', async () => {
    const sql = "SELECT symbol, price FROM trades WHERE symbol = 'BTCUSDT' ORDER BY price LIMIT 2";
    expect((await query(sql, '--csv')).stdout).toBe('symbol,price\nBTCUSDT,100\nBTCUSDT,100.5\n');
    const lines = '{"symbol":"BTCUSDT","price":100}\n{"symbol":"BTCUSDT","price":100.5}\n';
    expect((await query(sql, '--rows', '-')).stdout).toBe(lines);
    const piped = await runCli(['query', '-', '--data', home.path, '--csv'], { cwd: folder.path, stdin: sql });
    expect(piped.stdout).toBe('symbol,price\nBTCUSDT,100\nBTCUSDT,100.5\n');
  });

  test('--out: Parquet, CSV and NDJSON of the same rows; an existing file stays without --force', async () => {
    const sql = 'SELECT trade_id, price, side FROM trades ORDER BY symbol, trade_id';
    for (const name of ['a.parquet', 'a.csv', 'a.ndjson']) expect((await query(sql, '--out', name)).code, name).toBe(0);
    const asked = await query('SELECT count(*) AS n, sum(trade_id) AS s FROM data', 'a.parquet', '--csv');
    expect(asked.stdout).toBe('n,s\n305,45165\n');
    expect(readFileSync(at('a.csv'), 'utf8').split('\n')).toHaveLength(307);
    expect(readFileSync(at('a.ndjson'), 'utf8').split('\n')[0]).toBe('{"trade_id":1,"price":100,"side":"buy"}');
    const again = await query('SELECT 1 AS one', '--out', 'a.parquet');
    expect(again.code).toBe(5);
    expect(again.stderr).toContain('--force');
    expect((await query('SELECT 1 AS one', '--out', 'a.parquet', '--force')).code).toBe(0);
    expect((await query('FROM data', 'a.parquet', '--csv')).stdout.split('\n')[0]).toContain('one');
    expect((await query('FROM data', 'a.parquet', '--out', 'a.parquet', '--force')).code).toBe(2);
    expect(readdirSync(folder.path).sort()).toEqual(['a.csv', 'a.ndjson', 'a.parquet']);
  });

  test.each(['FROM trades', 'SELECT 1 AS one', 'FROM gaps'])(
    'next after --out of %s runs as it stands',
    async (sql) => {
      const { stderr } = await query(sql, '--out', 'big.parquet');
      const [, statement = '', file = ''] = /^next: v13 query "(.+)" (\S+)$/m.exec(stderr) ?? [];
      expect((await query(statement, file, '-q')).code, statement).toBe(0);
    },
  );

  test('a statement that fails while it runs leaves no file', async () => {
    for (const name of ['a.parquet', 'a.csv']) {
      expect((await query('SELECT CAST(kind AS INTEGER) FROM trades', '--out', name)).code).toBe(2);
    }
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('--schema lists views, units and rows, as text and as data', async () => {
    const { code, stdout } = await query('--schema');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^trades\n {2}305 rows in 2 files$/m);
    expect(stdout).toMatch(/^ {2}ts_recv_us +BIGINT +us +receive time/m);
    expect(stdout).toMatch(/^gaps\n {2}no files$/m);
    const { views } = JSON.parse((await query('--schema', '--json')).stdout) as {
      views: { name: string; rows: number }[];
    };
    expect(views.map(({ name }) => name)).toEqual(['depth', 'book', 'trades', 'quotes', 'signals', 'gaps']);
    expect(views.find(({ name }) => name === 'trades')?.rows).toBe(305);
  });

  test('EXPLAIN is printed as it is', async () => {
    expect((await query('EXPLAIN SELECT 42')).stdout).toContain('PROJECTION');
  });
});

describe('recordings and files', () => {
  test('a recording, without a lake: converted for the run, and nothing is left', async () => {
    const sql = 'SELECT kind, count(*) AS n FROM gaps GROUP BY ALL ORDER BY ALL';
    const { code, stdout, stderr } = await runCli(['query', sql, GAPS, '--csv'], { cwd: folder.path });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'kind,n\ndisconnect,2\ngap,6\nresync,3\nsession,2\n' });
    expect(stderr).toContain('converting recordings for this run (gaps)');
    expect(stderr).toContain('BTCUSDT, ETHUSDT SYNTHETIC');
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('the counts are those of verify', async () => {
    const { stdout } = await runCli(['query', 'SELECT count(*) FROM trades', CLEAN, '--csv', '-q'], {
      cwd: folder.path,
    });
    expect(stdout).toBe('count_star()\n2791\n');
  });

  test('nothing but recordings in the data root', async () => {
    mkdirSync(at('v13-data/raw'), { recursive: true });
    writeFileSync(at('v13-data/raw/a.ndjson.gz'), readFileSync(GAPS));
    const sql = 'SELECT count(*) AS n, count(DISTINCT symbol) AS s FROM book WHERE bid_price_1 < ask_price_1';
    const { code, stdout } = await runCli(['query', sql, '--csv', '-q'], { cwd: folder.path });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'n,s\n1149,2\n' });
    expect(readdirSync(at('v13-data'))).toEqual(['raw']);
  });

  test('nothing at all: exit 3 and how to get data', async () => {
    const { code, stderr } = await runCli(['query', 'SELECT 1'], { cwd: folder.path });
    expect(code).toBe(3);
    expect(stderr).toMatch(/nothing to query in .*; record some with `v13 capture`/);
    expect((await runCli(['query', 'SELECT 1', 'missing.parquet'], { cwd: folder.path })).code).toBe(3);
  });

  test('a single file goes to its view; a broken one is named, exit 3', async () => {
    await writeParquet(at('t.parquet'), tradesSql(7));
    expect((await query('SELECT count(*) FROM trades', 't.parquet', '--csv')).stdout).toBe('count_star()\n7\n');
    writeFileSync(at('broken.parquet'), 'PAR1 and no more');
    const { code, stderr } = await query('SELECT 1', 'broken.parquet');
    expect(code).toBe(3);
    expect(stderr).toContain('broken.parquet');
  });
});

describe('what is refused', () => {
  test.each([
    ['DROP VIEW trades', 'DROP is refused'],
    ["COPY (SELECT 1) TO 'x.csv'", 'COPY is refused'],
    ["ATTACH 'x.db'", 'ATTACH is refused'],
    ['SELECT 1; SELECT 2', 'one statement at a time'],
    ["SELECT * FROM read_csv('/etc/passwd')", 'outside of what a query may read'],
    ["SELECT getenv('HOME')", 'getenv does not exist'],
    ['SELECT prise FROM trades', 'line 1, column 8); did you mean price?'],
    ['FROM trade', 'did you mean trades?'],
    ['day.parquet', 'the statement comes first'],
  ])('%s: exit 2', async (sql, words) => {
    const { code, stdout, stderr } = await query(sql);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test.each([
    [[]],
    [['SELECT 1', '--csv', '--json']],
    [['SELECT 1', '--csv', '--out', 'a.csv']],
    [['SELECT 1', '--out', 'a.txt']],
    [['SELECT 1', '--out', '-']],
    [['-', '-']],
    [['--schema', '--csv']],
    [['SELECT 1', '--memory', '1MB']],
  ])('%j: exit 2', async (args) => {
    expect((await query(...args)).code).toBe(2);
  });

  test('more rows than one JSON document holds', async () => {
    const { code, stdout } = await query('SELECT * FROM range(100001)', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'V13_QUERY_ROWS' } });
  });
});

describe('long statements', () => {
  const endless = 'SELECT count(*) FROM range(10000000000) a, range(1000) b';

  test('--timeout ends with 130, and no file or folder is left', async () => {
    const { code, stderr } = await query(endless, '--timeout', '300ms', '--out', 'a.parquet');
    expect(code).toBe(130);
    expect(stderr).toContain('interrupted by --timeout 300ms');
    expect(readdirSync(folder.path)).toEqual([]);
    expect(readdirSync(home.path)).toEqual(['lake']);
  });

  test('Ctrl-C ends with 130', async () => {
    const args = ['query', endless, '--data', home.path];
    const { code } = await runCli(args, { cwd: folder.path, interruptAt: 'trades 2 files' });
    expect(code).toBe(130);
    expect(readdirSync(home.path)).toEqual(['lake']);
  });

  test('what does not fit into memory is spilled where --spill says, and goes again', async () => {
    const sql = 'SELECT md5(i::VARCHAR) AS h FROM range(2000000) t(i) ORDER BY h';
    const { code } = await query(sql, '--memory', '64MB', '--spill', 'spill', '--out', 'a.csv');
    expect(code).toBe(0);
    expect(readdirSync(at('spill'))).toEqual([]);
    expect(readFileSync(at('a.csv'), 'utf8').length).toBe(2 + 2_000_000 * 33);
    expect(existsSync(join(home.path, '.v13-scratch'))).toBe(false);
  });
});

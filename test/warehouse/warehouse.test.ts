// The warehouse: views over a lake and over files, statements that are answered, and everything that is refused.

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DataError, StoreError, UsageError, V13Error } from '../../src/platform/errors.js';
import { type QueryResult } from '../../src/warehouse/result.js';
import { type Warehouse, openWarehouse } from '../../src/warehouse/warehouse.js';
import { freshFolder } from '../support/cli.js';
import { DAY_US, TEST_TABLES, tradesSql, writeLake, writeParquet } from '../support/lake.js';

const folder = freshFolder();
const lakeDir = join(folder.path, 'lake');
const spillDir = join(folder.path, 'spill');
const outside = join(folder.path, 'outside.csv');
const base = { lakeDir, files: [], tables: TEST_TABLES, memoryLimit: 256_000_000, spillDir, threads: 2 };
let files: string[] = [];
let warehouse: Warehouse;

beforeAll(async () => {
  mkdirSync(spillDir);
  writeFileSync(outside, 'a,b\n1,2\n');
  files = await writeLake(lakeDir, [
    { symbol: 'ETHUSDT', date: '2024-08-08', kind: 'trades', sql: tradesSql(10) },
    { symbol: 'BTCUSDT', date: '2024-08-09', kind: 'trades', sql: `SELECT * EXCLUDE (side) FROM (${tradesSql(5)})` },
    { symbol: '币安人生USDT', date: '2024-08-09', kind: 'trades', sql: tradesSql(1) },
  ]);
  warehouse = await openWarehouse(base);
});

afterAll(() => {
  warehouse.close();
  folder.remove();
});

async function rowsOf(result: QueryResult): Promise<unknown[][]> {
  const rows: unknown[][] = [];
  for await (const { rows: count, values } of result.batches()) {
    for (let row = 0; row < count; row++) rows.push(values.map((column) => column[row]));
  }
  return rows;
}

const ask = async (sql: string, from = warehouse): Promise<unknown[][]> => rowsOf(await from.query(sql));

async function refusal(sql: string): Promise<V13Error> {
  const thrown: unknown = await ask(sql).catch((error: unknown) => error);
  expect(thrown, sql).toBeInstanceOf(V13Error);
  return thrown as V13Error;
}

describe('views', () => {
  test('hold the rows of the lake, with venue, environment, symbol and day from the folders', async () => {
    const sql = 'SELECT venue, env, symbol, date, count(*), sum(qty) FROM trades GROUP BY ALL ORDER BY symbol';
    expect(await ask(sql)).toEqual([
      ['binance-usdm', 'synthetic', 'BTCUSDT', '2024-08-09', 5n, 15],
      ['binance-usdm', 'synthetic', 'ETHUSDT', '2024-08-08', 10n, 55],
      ['binance-usdm', 'synthetic', '币安人生USDT', '2024-08-09', 1n, 1],
    ]);
  });

  test('keep a column named as a folder is: kind is that of the trade', async () => {
    expect(await ask('SELECT DISTINCT kind FROM trades')).toEqual([['aggTrade']]);
  });

  test('have a column that some files lack, as null there', async () => {
    expect(await ask("SELECT DISTINCT side FROM trades WHERE symbol = 'BTCUSDT'")).toEqual([[null]]);
  });

  test('without files say 0 and have their columns', async () => {
    for (const name of ['depth', 'book', 'signals', 'gaps']) {
      expect(await ask(`SELECT count(*) FROM ${name}`)).toEqual([[0n]]);
    }
    const result = await warehouse.query('SELECT * FROM gaps');
    expect(result.columns.map(({ name }) => name).slice(0, 5)).toEqual([
      'ts_recv_us',
      'kind',
      'from_id',
      'to_id',
      'venue',
    ]);
  });

  test('open only the files that a condition on symbol or day leaves', async () => {
    const plan = async (where: string) =>
      String((await ask(`EXPLAIN ANALYZE SELECT sum(price) FROM trades WHERE ${where}`))[0]?.[1]);
    expect(await plan("symbol = 'ETHUSDT'")).toMatch(/Total Files Read: 1/);
    expect(await plan("date = DATE '2024-08-09'")).toMatch(/Total Files Read: 2/);
    expect(await plan('true')).toMatch(/Total Files Read: 3/);
  });

  test('are told with units and files', () => {
    const trades = warehouse.views.find(({ name }) => name === 'trades');
    expect(trades?.files).toEqual([...files].sort());
    expect(trades?.columns.find(({ name }) => name === 'ts_recv_us')).toEqual({
      name: 'ts_recv_us',
      type: 'BIGINT',
      unit: 'µs',
      about: 'ts_recv_us of a test',
    });
  });

  test('passes over files that are still being written', async () => {
    const temporary = join(lakeDir, 'venue=v/env=e/symbol=S/date=2024-01-01/kind=depth/.part-0.parquet.abc.tmp');
    mkdirSync(join(temporary, '..'), { recursive: true });
    writeFileSync(temporary, 'half');
    writeFileSync(join(temporary, '..', '.part-1.parquet'), 'half');
    const other = await openWarehouse(base);
    expect(await ask('SELECT count(*) FROM depth', other)).toEqual([[0n]]);
    other.close();
  });
});

describe('single files', () => {
  const open = (paths: readonly string[]) => openWarehouse({ ...base, lakeDir: null, files: paths });

  test('are of the kind that their metadata states, else that their columns show, else data', async () => {
    const path = (name: string) => join(folder.path, 'files', name);
    await writeParquet(path('t.parquet'), tradesSql(3));
    await writeParquet(path('b.parquet'), 'SELECT 1::BIGINT AS ts_recv_us, 1.0 AS bid_price_1, 2.0 AS ask_price_1');
    await writeParquet(path('s.parquet'), 'SELECT 7 AS odd', ", KV_METADATA {kind: 'signals'}");
    await writeParquet(path('x.parquet'), "SELECT 42 AS answer, 'own' AS filename");
    const other = await open(['t.parquet', 'b.parquet', 's.parquet', 'x.parquet'].map(path));
    const sql =
      'SELECT (SELECT count(*) FROM trades), (SELECT count(*) FROM book), (SELECT odd FROM signals), (SELECT answer FROM data), (SELECT filename FROM data)';
    expect(await ask(sql, other)).toEqual([[3n, 1n, 7, 42, 'own']]);
    expect(await ask('SELECT DISTINCT symbol, date FROM trades', other)).toEqual([[null, null]]);
    other.close();
  });

  test('that are no Parquet are named', async () => {
    const bad = join(folder.path, 'bad.parquet');
    writeFileSync(bad, 'this is no Parquet file at all');
    await expect(open([bad])).rejects.toThrow(DataError);
    await expect(open([bad])).rejects.toThrow(/bad\.parquet/);
  });
});

describe('values', () => {
  test('are exact: integers of any size, times in UTC with microseconds, days, decimals', async () => {
    const sql = `SELECT 9007199254740993::BIGINT, 123456789012345678901234567890::HUGEINT, make_timestamp(${DAY_US} + 4),
      TIMESTAMPTZ '2024-08-08 02:00:00+02', DATE '2024-08-08', 1.50::DECIMAL(9, 2), 12345678901234567.89::DECIMAL(20, 2),
      0.1::FLOAT, 0.1::DOUBLE, NULL, true, 'x', TIMESTAMP_NS '2024-08-08 01:02:03.000000001', TIMESTAMP '1969-12-31 23:59:59.999999'`;
    expect(await ask(sql)).toEqual([
      [
        9007199254740993n,
        123456789012345678901234567890n,
        '2024-08-08T00:00:00.000004Z',
        '2024-08-08T00:00:00.000000Z',
        '2024-08-08',
        1.5,
        '12345678901234567.89',
        0.1,
        0.1,
        null,
        true,
        'x',
        '2024-08-08T01:02:03.000000001Z',
        '1969-12-31T23:59:59.999999Z',
      ],
    ]);
  });

  test('may be lists and structures, and times without end', async () => {
    const sql = "SELECT [1, NULL], {'a': DATE '2024-01-01'}, MAP {'k': 1.5}, 'infinity'::TIMESTAMP, 'ab'::BLOB";
    expect(await ask(sql)).toEqual([[[1, null], { a: '2024-01-01' }, { k: 1.5 }, 'infinity', '6162']]);
  });

  test('come with names, types and shapes', async () => {
    const { columns } = await warehouse.query("SELECT 1 AS a, 'x' AS b, make_timestamp(0) AS c");
    expect(columns).toEqual([
      { name: 'a', type: 'INTEGER', shape: 'number' },
      { name: 'b', type: 'VARCHAR', shape: 'text' },
      { name: 'c', type: 'TIMESTAMP', shape: 'time' },
    ]);
  });
});

describe('statements that are answered', () => {
  const ASKED = [
    'SELECT 1;',
    '-- a comment\nSELECT 1 -- and another',
    'WITH x AS (SELECT 1) SELECT * FROM x',
    'FROM trades LIMIT 1',
    'VALUES (1)',
    '(SELECT 1)',
    'DESCRIBE trades',
    'SHOW TABLES',
    'SUMMARIZE trades',
    'EXPLAIN SELECT 1',
    'EXPLAIN (FORMAT json) SELECT 1',
    '/* c */ explain analyze FROM trades',
    "PIVOT trades ON side IN ('buy', 'sell') USING sum(qty) GROUP BY symbol",
  ];
  test.each(ASKED)('%s', async (sql) => {
    expect((await ask(sql)).length).toBeGreaterThan(0);
  });
});

describe('statements that are refused', () => {
  const WRITING = [
    'CREATE TABLE a AS SELECT 1',
    'CREATE TEMP VIEW a AS SELECT 1',
    'DROP VIEW trades',
    "COPY (SELECT 1) TO 'LAKE/x.csv'",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO 'LAKE/x.csv'",
    "EXPLAIN (ANALYZE) COPY (SELECT 1) TO 'LAKE/x.csv'",
    "EXPLAIN /* hidden */ ANALYZE COPY (SELECT 1) TO 'LAKE/x.csv'",
    "EXPORT DATABASE 'LAKE/x'",
    "IMPORT DATABASE 'LAKE/x'",
    "ATTACH 'LAKE/x.db'",
    'INSTALL httpfs',
    'LOAD httpfs',
    "PRAGMA memory_limit = '64GB'",
    "SET memory_limit = '64GB'",
    'SET enable_external_access = true',
    'RESET enable_external_access',
    'SET VARIABLE a = 1',
    'CALL pragma_version()',
    'BEGIN',
    'PREPARE p AS SELECT 1',
    'INSERT INTO trades SELECT * FROM trades',
    'DELETE FROM trades',
    'UPDATE trades SET price = 0',
    'USE memory',
    'VACUUM',
    'SELECT 1; SELECT 2',
    "SELECT 1; COPY (SELECT 1) TO 'LAKE/x.csv'",
    '',
    ' -- nothing',
    ';',
  ];
  test.each(WRITING)('%s', async (sql) => {
    const { kind, code, hint } = await refusal(sql.replaceAll('LAKE', lakeDir));
    expect({ kind, code }).toEqual({ kind: 'usage', code: 'V13_QUERY_REFUSED' });
    expect(hint).toMatch(/write SELECT/);
  });

  test('an EXPLAIN of an EXPLAIN is no SQL', async () => {
    const { code } = await refusal(`EXPLAIN EXPLAIN ANALYZE COPY (SELECT 1) TO '${lakeDir}/x.csv'`);
    expect(code).toBe('V13_QUERY_STATEMENT');
  });

  test('and none of them left anything', () => {
    const names = readdirSync(lakeDir, { recursive: true, encoding: 'utf8' });
    expect(names.filter((name) => /x\.(csv|db)|[/\\]x$/.test(name))).toEqual([]);
  });

  const READING = [
    `SELECT * FROM read_csv('OUTSIDE')`,
    `SELECT * FROM read_csv('/etc/passwd')`,
    `SELECT * FROM read_text('OUTSIDE')`,
    `SELECT * FROM read_blob('LAKE/../outside.csv')`,
    `SELECT * FROM glob('/etc/*')`,
    `SELECT * FROM sniff_csv('OUTSIDE')`,
    `SELECT * FROM read_parquet('https://example.com/x.parquet')`,
    `SELECT * FROM parquet_metadata('/tmp/*.parquet')`,
    `EXPLAIN ANALYZE SELECT * FROM read_csv('OUTSIDE')`,
    `SELECT * FROM query('SELECT * FROM read_csv(''OUTSIDE'')')`,
  ];
  test.each(READING)('%s', async (sql) => {
    const { kind, code } = await refusal(sql.replaceAll('OUTSIDE', outside).replaceAll('LAKE', lakeDir));
    expect({ kind, code }).toEqual({ kind: 'usage', code: 'V13_QUERY_OUTSIDE' });
  });

  test.each([`SELECT getenv('HOME')`, `SELECT * FROM '/etc/passwd'`, 'SELECT * FROM duckdb_secrets()'])(
    '%s is not there',
    async (sql) => {
      expect((await refusal(sql)).kind).toBe('usage');
    },
  );
});

describe('faults', () => {
  test('name what is unknown and where', async () => {
    const column = await refusal('SELECT prise\nFROM trades');
    expect(column.message).toBe('Referenced column "prise" not found in FROM clause (line 1, column 8)');
    expect(column.details).toEqual({
      unknown: { what: 'column', name: 'prise' },
      place: { line: 1, column: 8 },
    });
    expect((await refusal('FROM trade')).details['unknown']).toEqual({ what: 'view', name: 'trade' });
    expect((await refusal('SELECT t.prise FROM trades t')).details['unknown']).toEqual({
      what: 'column',
      name: 'prise',
    });
    expect((await refusal('SELECT summ(qty) FROM trades')).details['unknown']).toEqual({
      what: 'function',
      name: 'summ',
    });
    expect((await refusal('SELEC 1')).message).toBe('syntax error at or near "SELEC" (line 1, column 1)');
  });

  test('of the data while it runs are faults of the statement', async () => {
    const { code } = await refusal('SELECT CAST(kind AS INTEGER) FROM trades');
    expect(code).toBe('V13_QUERY_STATEMENT');
  });

  test('PIVOT without values says what to write', async () => {
    expect((await refusal('PIVOT trades ON side USING sum(qty)')).hint).toMatch(/IN \('a', 'b'\)/);
  });

  test('too little memory is a fault of storage with a way out', async () => {
    const sql = 'SELECT list(i) FROM range(200000000) t(i)';
    const { kind, code, hint } = await refusal(sql);
    expect({ kind, code }).toEqual({ kind: 'store', code: 'V13_QUERY_MEMORY' });
    expect(hint).toContain('--memory');
  });
});

describe('memory', () => {
  test('what does not fit is spilled into the folder, and the answer is right', async () => {
    const small = await openWarehouse({ ...base, memoryLimit: 96_000_000 });
    let most = 0;
    let count = 0;
    const sql = 'SELECT i, md5(i::VARCHAR) AS h FROM range(2000000) t(i) ORDER BY h';
    for await (const { rows } of (await small.query(sql)).batches()) {
      if (count === 0) most = readdirSync(spillDir).length;
      count += rows;
    }
    small.close();
    expect(count).toBe(2_000_000);
    expect(most).toBeGreaterThan(0);
  });
});

describe('interruption', () => {
  const endless = 'SELECT count(*) FROM range(10000000000) a, range(1000) b';

  test('ends a running statement with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => controller.abort(reason), 50);
    const start = performance.now();
    await expect(warehouse.query(endless, controller.signal)).rejects.toBe(reason);
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(await ask('SELECT 1')).toEqual([[1]]);
  });

  test('ends the reading of a result, and one that comes before', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const result = await warehouse.query('SELECT * FROM range(100000000)', controller.signal);
    const reading = (async () => {
      for await (const batch of result.batches()) {
        expect(batch.rows).toBeGreaterThan(0);
        controller.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    await expect(warehouse.query('SELECT 1', controller.signal)).rejects.toBe(reason);
  });
});

describe('writeParquet', () => {
  const path = join(folder.path, 'out.parquet');

  test('writes the rows in order, with metadata, and only where it may', async () => {
    const other = await openWarehouse({ ...base, outputs: [path] });
    const sql =
      'SELECT trade_id, make_timestamp(ts_recv_us) AS time FROM trades ORDER BY trade_id DESC, symbol; -- end';
    expect(await other.writeParquet(sql, { path, metadata: { software: "v13 it's" } })).toBe(16);
    await expect(other.writeParquet('SELECT 1', { path: `${path}x`, metadata: {} })).rejects.toThrow(UsageError);
    await expect(other.writeParquet('DROP VIEW trades', { path, metadata: {} })).rejects.toThrow(/refused/);
    await expect(other.writeParquet('DESCRIBE trades', { path, metadata: {} })).rejects.toThrow(/DESCRIBE/);
    other.close();
    expect(existsSync(`${path}x`)).toBe(false);
    const read = await openWarehouse({ ...base, lakeDir: null, files: [path] });
    expect((await ask('SELECT * EXCLUDE (venue, env, symbol, date) FROM data LIMIT 2', read))[0]).toEqual([
      10n,
      '2024-08-08T00:00:09.000000Z',
    ]);
    expect(readFileSync(path).toString('latin1')).toContain("v13 it's");
    read.close();
  });

  test('a fault while it runs is told', async () => {
    const other = await openWarehouse({ ...base, outputs: [path] });
    const sql = 'SELECT CAST(kind AS INTEGER) AS n FROM trades';
    await expect(other.writeParquet(sql, { path, metadata: {} })).rejects.toThrow(/Could not convert/);
    other.close();
  });
});

test('a memory limit that is none is a fault of storage', async () => {
  await expect(openWarehouse({ ...base, memoryLimit: Number.NaN })).rejects.toThrow(StoreError);
});

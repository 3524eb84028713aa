// Which statements are answered, which are refused and how, and that a refused one leaves nothing.

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Warehouse } from '../../src/warehouse/warehouse.js';
import { type TestWarehouse, ask as askOf, openTestWarehouse, refusal as refusalOf } from '../support/warehouse.js';

let at: TestWarehouse;
let warehouse: Warehouse;
const ask = (sql: string, from = warehouse) => askOf(from, sql);
const refusal = (sql: string) => refusalOf(warehouse, sql);

beforeAll(async () => {
  at = await openTestWarehouse();
  ({ warehouse } = at);
  writeFileSync(join(at.folder, 'outside.csv'), 'a,b\n1,2\n');
});

afterAll(() => {
  at.remove();
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
    const { kind, code, hint } = await refusal(sql.replaceAll('LAKE', at.options.lakeDir));
    expect({ kind, code }).toEqual({ kind: 'usage', code: 'V13_QUERY_REFUSED' });
    expect(hint).toMatch(/write SELECT/);
  });

  test('an EXPLAIN of an EXPLAIN is no SQL', async () => {
    const { code } = await refusal(`EXPLAIN EXPLAIN ANALYZE COPY (SELECT 1) TO '${at.options.lakeDir}/x.csv'`);
    expect(code).toBe('V13_QUERY_STATEMENT');
  });

  test('and none of them left anything', () => {
    const names = readdirSync(at.options.lakeDir, { recursive: true, encoding: 'utf8' });
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
    const { kind, code } = await refusal(
      sql.replaceAll('OUTSIDE', join(at.folder, 'outside.csv')).replaceAll('LAKE', at.options.lakeDir),
    );
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

// Views over a lake and over single files: rows, columns, partitions, empty ones.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DataError } from '../../src/platform/errors.js';
import { type Warehouse, openWarehouse } from '../../src/warehouse/warehouse.js';
import { tradesSql, writeParquet } from '../support/lake.js';
import { type TestWarehouse, ask as askOf, openTestWarehouse } from '../support/warehouse.js';

let at: TestWarehouse;
let warehouse: Warehouse;
const ask = (sql: string, from = warehouse) => askOf(from, sql);

beforeAll(async () => {
  at = await openTestWarehouse();
  ({ warehouse } = at);
});

afterAll(() => {
  at.remove();
});

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
    expect(trades?.files).toEqual([...at.files].sort());
    expect(trades?.columns.find(({ name }) => name === 'ts_recv_us')).toEqual({
      name: 'ts_recv_us',
      type: 'BIGINT',
      unit: 'µs',
      about: 'ts_recv_us of a test',
    });
  });

  test('passes over files that are still being written', async () => {
    const temporary = join(
      at.options.lakeDir,
      'venue=v/env=e/symbol=S/date=2024-01-01/kind=depth/.part-0.parquet.abc.tmp',
    );
    mkdirSync(join(temporary, '..'), { recursive: true });
    writeFileSync(temporary, 'half');
    writeFileSync(join(temporary, '..', '.part-1.parquet'), 'half');
    const work = join(at.options.lakeDir, '.work/stage/kind=depth');
    mkdirSync(work, { recursive: true });
    writeFileSync(join(work, 'part-0.parquet'), 'half');
    const other = await openWarehouse(at.options);
    expect(await ask('SELECT count(*) FROM depth', other)).toEqual([[0n]]);
    other.close();
  });
});

test('a symbol that stands in the rows and in the folder is settled by the folder', async () => {
  const path = join(at.folder, 'other', 'symbol=ETHUSDT', 'kind=signals', 'part-0.parquet');
  await writeParquet(path, "SELECT 1::BIGINT AS ts_us, 'ETHUSDT' AS symbol");
  const other = await openWarehouse({ ...at.options, lakeDir: join(at.folder, 'other') });
  const [row] = await ask("EXPLAIN ANALYZE SELECT max(ts_us) FROM signals WHERE symbol = 'BTCUSDT'", other);
  expect(String(row?.[1])).toMatch(/Total Files Read: 0/);
  expect(await ask('SELECT symbol, ts_us, segment FROM signals', other)).toEqual([['ETHUSDT', 1n, null]]);
  other.close();
});

describe('single files', () => {
  const open = (paths: readonly string[]) => openWarehouse({ ...at.options, lakeDir: null, files: paths });

  test('are of the kind that their metadata states, else that their columns show, else data', async () => {
    const path = (name: string) => join(at.folder, 'files', name);
    await writeParquet(path('t.parquet'), tradesSql(3));
    await writeParquet(path('b.parquet'), 'SELECT 1::BIGINT AS ts_recv_us, 1.0 AS bid_price_1, 2.0 AS ask_price_1');
    await writeParquet(
      path('s.parquet'),
      'SELECT 7 AS odd',
      `, KV_METADATA {"v13.kind": 'signals', "v13.env": 'testnet'}`,
    );
    await writeParquet(path('x.parquet'), "SELECT 42 AS answer, 'own' AS filename");
    const other = await open(['t.parquet', 'b.parquet', 's.parquet', 'x.parquet'].map(path));
    const sql =
      'SELECT (SELECT count(*) FROM trades), (SELECT count(*) FROM book), (SELECT odd FROM signals), (SELECT answer FROM data), (SELECT filename FROM data)';
    expect(await ask(sql, other)).toEqual([[3n, 1n, 7, 42, 'own']]);
    expect(await ask('SELECT DISTINCT symbol, date FROM trades', other)).toEqual([[null, null]]);
    expect(other.views.find(({ name }) => name === 'signals')?.envs).toEqual(['TESTNET']);
    other.close();
  });

  test('with features are signals by the schema that they state', async () => {
    const path = join(at.folder, 'files', 'f.parquet');
    const metadata = `{"v13.schema": 'v13.features/1', "v13.environment": 'SYNTHETIC'}`;
    await writeParquet(path, 'SELECT 1::BIGINT AS ts_us, 0.5 AS mlofi', `, KV_METADATA ${metadata}`);
    const other = await open([path]);
    expect(await ask('SELECT mlofi FROM signals', other)).toEqual([[0.5]]);
    expect(other.views.find(({ name }) => name === 'signals')?.envs).toEqual(['SYNTHETIC']);
    other.close();
  });

  test('that are no Parquet are named', async () => {
    const bad = join(at.folder, 'bad.parquet');
    writeFileSync(bad, 'this is no Parquet file at all');
    await expect(open([bad])).rejects.toThrow(DataError);
    await expect(open([bad])).rejects.toThrow(/bad\.parquet/);
  });
});

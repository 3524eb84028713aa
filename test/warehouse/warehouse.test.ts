// The warehouse as a whole: memory and spilling, interruption, writing Parquet, starting.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StoreError, UsageError } from '../../src/platform/errors.js';
import { loadDuckDB } from '../../src/warehouse/duckdb.js';
import { type Warehouse, openWarehouse } from '../../src/warehouse/warehouse.js';
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

describe('memory', () => {
  test('what does not fit is spilled into the folder, and the answer is right', async () => {
    const small = await openWarehouse({ ...at.options, memoryLimit: 96_000_000 });
    let most = 0;
    let count = 0;
    const sql = 'SELECT i, md5(i::VARCHAR) AS h FROM range(2000000) t(i) ORDER BY h';
    for await (const { rows } of (await small.query(sql)).batches()) {
      if (count === 0) most = readdirSync(at.options.spillDir).length;
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
  const pathOf = () => join(at.folder, 'out.parquet');

  test('writes the rows in order, with metadata, and only where it may', async () => {
    const path = pathOf();
    const other = await openWarehouse({ ...at.options, outputs: [path] });
    const sql =
      'SELECT trade_id, make_timestamp(ts_recv_us) AS time FROM trades ORDER BY trade_id DESC, symbol; -- end';
    expect(await other.writeParquet(sql, { path, metadata: { software: "v13 it's" } })).toEqual({
      rows: 16,
      view: 'data',
    });
    await expect(other.writeParquet('SELECT 1', { path: `${path}x`, metadata: {} })).rejects.toThrow(UsageError);
    await expect(other.writeParquet('DROP VIEW trades', { path, metadata: {} })).rejects.toThrow(/refused/);
    await expect(other.writeParquet('DESCRIBE trades', { path, metadata: {} })).rejects.toThrow(/DESCRIBE/);
    other.close();
    expect(existsSync(`${path}x`)).toBe(false);
    const read = await openWarehouse({ ...at.options, lakeDir: null, files: [path] });
    expect((await ask('SELECT * EXCLUDE (venue, env, symbol, date) FROM data LIMIT 2', read))[0]).toEqual([
      10n,
      '2024-08-08T00:00:09.000000Z',
    ]);
    expect(readFileSync(path).toString('latin1')).toContain("v13 it's");
    read.close();
  });

  test('a fault while it runs is told', async () => {
    const path = pathOf();
    const other = await openWarehouse({ ...at.options, outputs: [path] });
    const sql = 'SELECT CAST(kind AS INTEGER) AS n FROM trades';
    await expect(other.writeParquet(sql, { path, metadata: {} })).rejects.toThrow(/Could not convert/);
    other.close();
  });
});

test('a memory limit that is none is a fault of storage', async () => {
  await expect(openWarehouse({ ...at.options, memoryLimit: Number.NaN })).rejects.toThrow(StoreError);
});

test('where the binary for this platform is missing, it is said how to get it', async () => {
  const thrown: unknown = await loadDuckDB(() => Promise.reject(new Error('no binding'))).catch(
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(StoreError);
  expect(thrown).toMatchObject({
    code: 'V13_WAREHOUSE_MISSING',
    hint: expect.stringContaining('npm install') as string,
  });
});

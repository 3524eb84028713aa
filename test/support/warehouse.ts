// A warehouse over a small lake, for tests: opened, asked, closed.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { V13Error } from '../../src/platform/errors.js';
import { type QueryResult } from '../../src/warehouse/result.js';
import { type Warehouse, type WarehouseOptions, openWarehouse } from '../../src/warehouse/warehouse.js';
import { freshFolder } from './cli.js';
import { TEST_TABLES, tradesSql, writeLake } from './lake.js';

export interface TestWarehouse {
  readonly folder: string;
  readonly options: WarehouseOptions & { readonly lakeDir: string };
  /** Parquet files of the lake. */
  readonly files: readonly string[];
  readonly warehouse: Warehouse;
  remove(): void;
}

/** Ten trades of ETHUSDT, the next day five of BTCUSDT without a side and one of a symbol in Chinese. */
export async function openTestWarehouse(): Promise<TestWarehouse> {
  const folder = freshFolder();
  const lakeDir = join(folder.path, 'lake');
  const spillDir = join(folder.path, 'spill');
  mkdirSync(spillDir);
  const files = await writeLake(lakeDir, [
    { symbol: 'ETHUSDT', date: '2024-08-08', kind: 'trades', sql: tradesSql(10) },
    { symbol: 'BTCUSDT', date: '2024-08-09', kind: 'trades', sql: `SELECT * EXCLUDE (side) FROM (${tradesSql(5)})` },
    { symbol: '币安人生USDT', date: '2024-08-09', kind: 'trades', sql: tradesSql(1) },
  ]);
  const options = { lakeDir, files: [], tables: TEST_TABLES, memoryLimit: 256_000_000, spillDir, threads: 2 };
  const warehouse = await openWarehouse(options);
  return {
    folder: folder.path,
    options,
    files,
    warehouse,
    remove() {
      warehouse.close();
      folder.remove();
    },
  };
}

async function rowsOf(result: QueryResult): Promise<unknown[][]> {
  const rows: unknown[][] = [];
  for await (const { rows: count, values } of result.batches()) {
    for (let row = 0; row < count; row++) rows.push(values.map((column) => column[row]));
  }
  return rows;
}

export const ask = async (warehouse: Warehouse, sql: string): Promise<unknown[][]> =>
  rowsOf(await warehouse.query(sql));

/** What a statement is refused with. */
export async function refusal(warehouse: Warehouse, sql: string): Promise<V13Error> {
  const thrown: unknown = await ask(warehouse, sql).catch((error: unknown) => error);
  expect(thrown, sql).toBeInstanceOf(V13Error);
  return thrown as V13Error;
}

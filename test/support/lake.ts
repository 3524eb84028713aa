// A small lake for tests, written by DuckDB itself: the folders and columns of the real one, with rows made up by formula.

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { KnownColumn, KnownTables } from '../../src/warehouse/tables.js';

const column = (name: string, type: KnownColumn['type'], unit: string | null = null): KnownColumn => ({
  name,
  type,
  unit,
  about: `${name} of a test`,
});

export const TEST_TABLES: KnownTables = {
  depth: [column('ts_recv_us', 'i64', 'µs'), column('side', 'text'), column('price', 'f64'), column('qty', 'f64')],
  book: [column('ts_recv_us', 'i64', 'µs'), column('bid_price_1', 'f64'), column('ask_price_1', 'f64')],
  trades: [
    column('ts_recv_us', 'i64', 'µs'),
    column('trade_id', 'i64'),
    column('kind', 'text'),
    column('price', 'f64', 'quote'),
    column('qty', 'f64', 'base'),
    column('side', 'text'),
  ],
  quotes: [column('ts_recv_us', 'i64', 'µs'), column('bid_price', 'f64'), column('ask_price', 'f64')],
  signals: [column('ts_us', 'i64', 'µs'), column('segment', 'i64'), column('ofi', 'f64'), column('cvd', 'f64')],
  gaps: [column('ts_recv_us', 'i64', 'µs'), column('kind', 'text'), column('from_id', 'i64'), column('to_id', 'i64')],
};

/** 2024-08-08 00:00:00 UTC, µs. */
export const DAY_US = 1_723_075_200_000_000;

export interface TestPart {
  readonly symbol: string;
  readonly date: string;
  readonly kind: string;
  /** A SELECT that gives the rows. */
  readonly sql: string;
}

export async function writeParquet(path: string, sql: string, options = ''): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    mkdirSync(dirname(path), { recursive: true });
    await connection.run(`COPY (${sql}) TO '${path}' (FORMAT parquet${options})`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** `…/venue=binance-usdm/env=synthetic/symbol=…/date=…/kind=…/part-0.parquet`; gives the paths. */
export async function writeLake(lakeDir: string, parts: readonly TestPart[]): Promise<string[]> {
  const paths: string[] = [];
  for (const { symbol, date, kind, sql } of parts) {
    const place = [`venue=binance-usdm`, `env=synthetic`, `symbol=${encodeURIComponent(symbol)}`, `date=${date}`];
    const path = join(lakeDir, ...place, `kind=${kind}`, 'part-0.parquet');
    await writeParquet(path, sql);
    paths.push(path);
  }
  return paths;
}

/** Trades a second apart from the day's beginning on: ids from 1, prices 100, 100.5 …, quantities 1, 2, 3 … */
export const tradesSql = (count: number, startUs = DAY_US): string =>
  `SELECT (${startUs} + i * 1000000)::BIGINT AS ts_recv_us, (i + 1)::BIGINT AS trade_id, 'aggTrade' AS kind,
   100 + i * 0.5::DOUBLE AS price, (i + 1)::DOUBLE AS qty, CASE WHEN i % 2 = 0 THEN 'buy' ELSE 'sell' END AS side
   FROM range(${count}) t(i)`;

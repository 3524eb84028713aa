// Builders for tests of the lake: captures in segments with the books that open them, and rows as DuckDB sees them.

import { readFileSync } from 'node:fs';
import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { runCli } from './cli.js';
import { cutSegments, putSegments, sealed } from './segments.js';

type Levels = readonly (readonly [string, string])[];

interface Message {
  readonly control?: string;
  readonly stream?: string;
  readonly data?: {
    readonly s: string;
    readonly u: number;
    readonly b: Levels;
    readonly a: Levels;
    readonly lastUpdateId: number;
    readonly bids: Levels;
    readonly asks: Levels;
  };
}

interface TextBook {
  lastId: number;
  readonly bids: Map<string, string>;
  readonly asks: Map<string, string>;
}

function set(side: Map<string, string>, levels: Levels): void {
  for (const [price, qty] of levels) {
    if (Number(qty) === 0) side.delete(price);
    else side.set(price, qty);
  }
}

/** Follows the books of a recording by its texts alone. */
function follow(books: Map<string, TextBook>, line: string): void {
  const { stream = '', data } = JSON.parse(line) as Message;
  const symbol = stream.split('@')[0]?.toUpperCase() ?? '';
  if (data === undefined) return;
  if (stream.endsWith('@snapshot')) {
    const book = { lastId: data.lastUpdateId, bids: new Map<string, string>(), asks: new Map<string, string>() };
    set(book.bids, data.bids);
    set(book.asks, data.asks);
    books.set(symbol, book);
  }
  const book = books.get(symbol);
  if (book === undefined || !stream.includes('@depth') || data.u <= book.lastId) return;
  set(book.bids, data.b);
  set(book.asks, data.a);
  book.lastId = data.u;
}

/** Cuts a recording into segments; each but the first opens with a checkpoint of every book. */
export function captureSegments(lines: readonly string[], count: number): string[] {
  const books = new Map<string, TextBook>();
  return cutSegments(lines, count).map((body, segment) => {
    const [header = '', ...rest] = body;
    const at = /^\{"ts_recv":([0-9.]+)/.exec(header)?.[1] ?? '';
    const checkpoints = [...books].map(([symbol, { lastId, bids, asks }]) => {
      const levels = { symbol, last_id: lastId, bids: [...bids], asks: [...asks], trade_id: null };
      return `{"ts_recv":${at},"control":"checkpoint",${JSON.stringify(levels).slice(1)}`;
    });
    for (const line of rest) follow(books, line);
    return sealed([header, ...checkpoints, ...rest], { segment });
  });
}

/** A synthetic recording of `v13 simulate`, as lines. */
export async function syntheticLines(cwd: string, ...args: string[]): Promise<string[]> {
  const { code, stderr } = await runCli(['simulate', '--out', 'synthetic.ndjson', '--force', ...args], { cwd });
  if (code !== 0) throw new Error(stderr);
  return readFileSync(`${cwd}/synthetic.ndjson`, 'utf8').trimEnd().split('\n');
}

/** Writes segments where a capture into `<root>` would have. */
export const putCapture = (root: string, texts: readonly string[]): string[] =>
  putSegments(`${root}/raw/binance-usdm/synthetic/2026-01-01`, texts, null);

export async function duck(sql: string): Promise<DuckDBValue[][]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    return (await connection.runAndReadAll(sql)).getRows();
  } finally {
    connection.closeSync();
  }
}

/** SQL for all parts of a kind. The folder's `kind=` would hide the column of that name: only the symbol is taken. */
export const partsOf = (root: string, kind: string): string =>
  `(select * exclude filename, regexp_extract(filename, 'symbol=([^/]+)', 1) as symbol from
     read_parquet('${root}/lake/**/kind=${kind}/part-*.parquet', hive_partitioning = false, filename = true))`;

/** Every row of a table as one text each, in an order that does not depend on files. */
export async function tableRows(root: string, kind: string): Promise<string[]> {
  const rows = await duck(`select cast(t as varchar) from ${partsOf(root, kind)} t order by 1`);
  return rows.map(([text]) => String(text));
}

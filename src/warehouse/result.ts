// The answer to a statement, in batches of columns: never all of it in memory.

import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import type { DuckDB } from './duckdb.js';
import { queryFault } from './fault.js';
import { interruptible } from './interruption.js';
import { type ColumnShape, type PlainValue, converterOf, shapeOf } from './plain-value.js';

export interface ResultColumn {
  readonly name: string;
  /** DuckDB's word: BIGINT, DOUBLE, TIMESTAMP … */
  readonly type: string;
  readonly shape: ColumnShape;
}

export interface ResultBatch {
  readonly rows: number;
  /** By column, then row. */
  readonly values: readonly (readonly PlainValue[])[];
}

export interface QueryResult {
  readonly kind: 'select' | 'explain';
  /** Whether the statement can stand where a table can: DESCRIBE, SHOW, SUMMARIZE and EXPLAIN cannot. */
  readonly isTable: boolean;
  readonly columns: readonly ResultColumn[];
  /** Reads on; to be gone through once. */
  batches(): AsyncIterable<ResultBatch>;
}

export interface ResultSource {
  readonly api: DuckDB;
  readonly connection: DuckDBConnection;
  readonly result: DuckDBResult;
  readonly kind: QueryResult['kind'];
  readonly isTable: boolean;
  readonly signal: AbortSignal | undefined;
}

export function queryResult(source: ResultSource): QueryResult {
  const { api, result, kind, isTable } = source;
  const types = result.columnTypes();
  const columns = result.columnNames().map((name, k): ResultColumn => {
    const type = types[k];
    // As many types as names.
    return { name, type: String(type), shape: type === undefined ? 'text' : shapeOf(api, type) };
  });
  return { kind, isTable, columns, batches: () => readBatches(source) };
}

async function* readBatches({ api, connection, result, signal }: ResultSource): AsyncGenerator<ResultBatch> {
  const convert = result.columnTypes().map((type) => converterOf(api, type));
  for (;;) {
    const chunk = await interruptible(connection, signal, () => result.fetchChunk()).catch((cause: unknown) => {
      signal?.throwIfAborted();
      throw queryFault(cause);
    });
    if (chunk === null || chunk.rowCount === 0) return;
    const values = convert.map((one, k) => chunk.getColumnValues(k).map(one));
    yield { rows: chunk.rowCount, values };
  }
}

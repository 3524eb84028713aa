// Questions in SQL over Parquet: one DuckDB in memory, closed against everything but the files it is given.

import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { StoreError, UsageError } from '../platform/errors.js';
import { type DuckDB, loadDuckDB } from './duckdb.js';
import { queryFault } from './fault.js';
import { type ViewName, viewOfFile } from './file-kind.js';
import { interruptible } from './interruption.js';
import { listLakeFiles } from './lake-files.js';
import { quoteList, quoteName, quoteText } from './quote.js';
import { type QueryResult, queryResult } from './result.js';
import { checkStatement } from './statement.js';
import type { KnownTables } from './tables.js';
import { type View, createViews } from './views.js';

export interface WarehouseOptions {
  /** Folder `…/lake` with `kind=…` folders in it; null for none. */
  readonly lakeDir: string | null;
  /** Single Parquet files. */
  readonly files: readonly string[];
  /** Documented columns of the five views. */
  readonly tables: KnownTables;
  /** Bytes that DuckDB may hold; what does not fit goes to `spillDir`. */
  readonly memoryLimit: number;
  /** An existing folder; emptied by DuckDB, removed by its owner. */
  readonly spillDir: string;
  /** Null takes all processors. */
  readonly threads: number | null;
  /** Paths that writeParquet may write to. */
  readonly outputs?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface Warehouse {
  /** The five, and `data` where files are of no kind. */
  readonly views: readonly View[];
  /**
   * Answers one statement. Throws UsageError V13_QUERY_REFUSED (not a question), V13_QUERY_OUTSIDE (files that are not its
   * business), V13_QUERY_STATEMENT (a fault); StoreError V13_QUERY_MEMORY; the signal's reason.
   */
  query(sql: string, signal?: AbortSignal): Promise<QueryResult>;
  /** Writes the answer as Parquet to one of `outputs`; throws as query() does. */
  writeParquet(sql: string, target: ParquetTarget, signal?: AbortSignal): Promise<ParquetWritten>;
  close(): void;
}

export interface ParquetTarget {
  readonly path: string;
  /** Texts for the file's metadata. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface ParquetWritten {
  readonly rows: number;
  /** The view that the file is part of when it is asked by itself. */
  readonly view: ViewName;
}

const STARTING = {
  // Extensions come from the network, and their code runs here.
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
} as const;

/** From here on nothing can be read but these files, and nothing of this can be changed. */
async function shut(connection: DuckDBConnection, options: WarehouseOptions): Promise<void> {
  const { lakeDir, files, outputs = [] } = options;
  if (lakeDir !== null) await connection.run(`SET allowed_directories = ${quoteList([lakeDir])}`);
  await connection.run(`SET allowed_paths = ${quoteList([...files, ...outputs])}`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}

async function createInstance(api: DuckDB, options: WarehouseOptions): Promise<DuckDBInstance> {
  const { memoryLimit, spillDir, threads } = options;
  const config: Record<string, string> = { ...STARTING, memory_limit: `${memoryLimit}B`, temp_directory: spillDir };
  if (threads !== null) config['threads'] = String(threads);
  try {
    return await api.DuckDBInstance.create(':memory:', config);
  } catch (cause) {
    throw new StoreError('DuckDB does not start', { code: 'V13_WAREHOUSE_START', details: { memoryLimit }, cause });
  }
}

/** Opens it and makes the views. Throws StoreError V13_WAREHOUSE_MISSING, DataError V13_QUERY_FILE. */
export async function openWarehouse(options: WarehouseOptions): Promise<Warehouse> {
  const api = await loadDuckDB();
  const instance = await createInstance(api, options);
  const connection = await instance.connect();
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    const { lakeDir, files, tables, signal } = options;
    const views = await interruptible(connection, signal, async () => {
      await connection.run("SET TimeZone = 'UTC'");
      const lake = lakeDir === null ? [] : listLakeFiles(lakeDir);
      const made = await createViews(connection, { lake, files, tables });
      await shut(connection, options);
      return made;
    });
    return {
      views,
      query: (sql, signalOfQuery) => runQuery(api, connection, { sql, signal: signalOfQuery }),
      writeParquet: (sql, target, signalOfQuery) =>
        copyToParquet(api, connection, { sql, target, signal: signalOfQuery }),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

interface Asked {
  readonly sql: string;
  readonly signal: AbortSignal | undefined;
}

async function runQuery(api: DuckDB, connection: DuckDBConnection, { sql, signal }: Asked): Promise<QueryResult> {
  const { kind, isTable, prepared } = await checkStatement(api, connection, sql);
  try {
    const result = await interruptible(connection, signal, () => prepared.stream());
    return queryResult({ api, connection, result, kind, isTable, signal });
  } catch (cause) {
    signal?.throwIfAborted();
    throw queryFault(cause);
  }
}

const STATEMENT = quoteName('__v13_statement');

const notATable = (): UsageError =>
  new UsageError('DESCRIBE, SHOW, SUMMARIZE and EXPLAIN do not go into a Parquet file as they are', {
    code: 'V13_QUERY_STATEMENT',
    hint: 'write SELECT * FROM (DESCRIBE trades), or choose --csv',
  });

/** The checked statement becomes a view, so that none of its text stands inside the COPY. */
async function copyToParquet(
  api: DuckDB,
  connection: DuckDBConnection,
  { sql, target, signal }: Asked & { readonly target: ParquetTarget },
): Promise<ParquetWritten> {
  const { prepared, isTable } = await checkStatement(api, connection, sql);
  prepared.destroySync();
  if (!isTable) throw notATable();
  const metadata = Object.entries(target.metadata).map(([key, text]) => `${quoteName(key)}: ${quoteText(text)}`);
  const noted = metadata.length === 0 ? '' : `, KV_METADATA {${metadata.join(', ')}}`;
  const format = `FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false${noted}`;
  try {
    return await interruptible(connection, signal, async () => {
      await connection.run(`CREATE OR REPLACE TEMP VIEW ${STATEMENT} AS ${sql}`);
      const copied = await connection.run(`COPY (FROM ${STATEMENT}) TO ${quoteText(target.path)} (${format})`);
      const described = await (await connection.run(`DESCRIBE ${STATEMENT}`)).getRows();
      const columns = described.map(([name]) => String(name));
      const traits = { columns, metadata: new Map(Object.entries(target.metadata)) };
      return { rows: Number((await copied.getRows())[0]?.[0] ?? 0), view: viewOfFile(target.path, traits) };
    });
  } catch (cause) {
    signal?.throwIfAborted();
    throw queryFault(cause);
  }
}

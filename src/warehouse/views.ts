// Makes the views over the files of a lake and over single files.

import type { DuckDBConnection } from '@duckdb/node-api';
import { fileFault } from './fault.js';
import { ENV_KEYS, type FileTraits, KIND_KEY, SCHEMA_KEY, type ViewName, envOfFile, viewOfFile } from './file-kind.js';
import { type LakeFile } from './lake-files.js';
import { quoteList, quoteText } from './quote.js';
import { type KnownTables, OTHER_VIEW, VIEW_KINDS } from './tables.js';
import { type ViewColumn, isScanColumn, scanSql, viewSql } from './view-sql.js';

export interface View {
  readonly name: string;
  readonly columns: readonly ViewColumn[];
  /** In the order they are read; none: the view is empty. */
  readonly files: readonly string[];
  /** Environments that single files state, in capitals. Those of a lake stand in the paths. */
  readonly envs: readonly string[];
}

export interface ViewSources {
  readonly lake: readonly LakeFile[];
  readonly files: readonly string[];
  readonly tables: KnownTables;
}

async function textRows(connection: DuckDBConnection, sql: string): Promise<readonly (string | null)[][]> {
  const result = await connection.run(sql);
  return (await result.getRows()).map((row) => row.map((value) => (value === null ? null : String(value))));
}

/** What is asked of the metadata. */
const KEYS = [KIND_KEY, SCHEMA_KEY, ...ENV_KEYS].map((key) => `${quoteText(key)}::BLOB`).join(', ');

/** Columns and metadata of each file. */
async function traitsOf(connection: DuckDBConnection, files: readonly string[]): Promise<Map<string, FileTraits>> {
  const list = quoteList(files);
  const traits = new Map(
    files.map((path) => [path, { columns: [] as string[], metadata: new Map<string, string>() }] as const),
  );
  for (const [path, name] of await textRows(connection, `SELECT file_name, name FROM parquet_schema(${list})`)) {
    traits.get(path ?? '')?.columns.push(name ?? '');
  }
  const stated = `SELECT file_name, decode(key), decode(value) FROM parquet_kv_metadata(${list}) WHERE key IN (${KEYS})`;
  for (const [path, key, text] of await textRows(connection, stated)) {
    traits.get(path ?? '')?.metadata.set(key ?? '', text ?? '');
  }
  return traits;
}

async function columnsOf(connection: DuckDBConnection, files: readonly string[]): Promise<ViewColumn[]> {
  if (files.length === 0) return [];
  const rows = await textRows(connection, `DESCRIBE SELECT * FROM ${scanSql(files)}`);
  const columns = rows.map(([name, type]) => ({ name: name ?? '', type: type ?? '', unit: null, about: null }));
  return columns.filter(({ name }) => !isScanColumn(name));
}

interface Group {
  readonly files: string[];
  readonly envs: Set<string>;
}

const NO_TRAITS: FileTraits = { columns: [], metadata: new Map() };

async function groupFiles(
  connection: DuckDBConnection,
  { lake, files }: ViewSources,
): Promise<ReadonlyMap<ViewName, Group>> {
  const groups = new Map<ViewName, Group>();
  const groupOf = (name: ViewName): Group => {
    const group = groups.get(name) ?? { files: [], envs: new Set() };
    groups.set(name, group);
    return group;
  };
  VIEW_KINDS.forEach(groupOf);
  for (const { path, kind } of lake) groupOf(kind).files.push(path);
  const traits = files.length === 0 ? new Map<string, FileTraits>() : await traitsOf(connection, files);
  for (const path of files) {
    const own = traits.get(path) ?? NO_TRAITS;
    const group = groupOf(viewOfFile(path, own));
    const env = envOfFile(own);
    group.files.push(path);
    if (env !== null) group.envs.add(env);
  }
  return groups;
}

/** Creates them. Throws DataError V13_QUERY_FILE for what is no Parquet file. */
export async function createViews(connection: DuckDBConnection, sources: ViewSources): Promise<View[]> {
  const groups = await groupFiles(connection, sources).catch((cause: unknown) => {
    throw fileFault(cause, sources.files);
  });
  const views: View[] = [];
  for (const [name, { files, envs }] of groups) {
    try {
      const found = await columnsOf(connection, files);
      const known = name === OTHER_VIEW ? [] : sources.tables[name];
      const { sql, columns } = viewSql({ name, files, known, found });
      await connection.run(sql);
      views.push({ name, columns, files, envs: [...envs] });
    } catch (cause) {
      throw fileFault(cause, files);
    }
  }
  return views;
}

// Makes the views over the files of a lake and over single files.

import type { DuckDBConnection } from '@duckdb/node-api';
import { fileFault } from './fault.js';
import { type FileTraits, type ViewName, viewOfFile } from './file-kind.js';
import { type LakeFile } from './lake-files.js';
import { quoteList } from './quote.js';
import { type KnownTables, OTHER_VIEW, VIEW_KINDS } from './tables.js';
import { type ViewColumn, isScanColumn, scanSql, viewSql } from './view-sql.js';

export interface View {
  readonly name: string;
  readonly columns: readonly ViewColumn[];
  /** In the order they are read; none: the view is empty. */
  readonly files: readonly string[];
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

/** Columns and stated kind of each file. */
async function traitsOf(connection: DuckDBConnection, files: readonly string[]): Promise<Map<string, FileTraits>> {
  const list = quoteList(files);
  const traits = new Map(files.map((path) => [path, { columns: [] as string[], statedKind: null as string | null }]));
  for (const [path, name] of await textRows(connection, `SELECT file_name, name FROM parquet_schema(${list})`)) {
    traits.get(path ?? '')?.columns.push(name ?? '');
  }
  const stated = `SELECT file_name, decode(value) FROM parquet_kv_metadata(${list}) WHERE key IN ('kind'::BLOB, 'v13.kind'::BLOB)`;
  for (const [path, kind] of await textRows(connection, stated)) {
    const known = traits.get(path ?? '');
    if (known !== undefined) known.statedKind = kind ?? null;
  }
  return traits;
}

async function columnsOf(connection: DuckDBConnection, files: readonly string[]): Promise<ViewColumn[]> {
  if (files.length === 0) return [];
  const rows = await textRows(connection, `DESCRIBE SELECT * FROM ${scanSql(files)}`);
  const columns = rows.map(([name, type]) => ({ name: name ?? '', type: type ?? '', unit: null, about: null }));
  return columns.filter(({ name }) => !isScanColumn(name));
}

async function groupFiles(
  connection: DuckDBConnection,
  { lake, files }: ViewSources,
): Promise<Map<ViewName, string[]>> {
  const groups = new Map<ViewName, string[]>(VIEW_KINDS.map((kind) => [kind, []]));
  for (const { path, kind } of lake) groups.get(kind)?.push(path);
  if (files.length === 0) return groups;
  const traits = await traitsOf(connection, files);
  for (const path of files) {
    const name = viewOfFile(path, traits.get(path) ?? { columns: [], statedKind: null });
    groups.set(name, [...(groups.get(name) ?? []), path]);
  }
  return groups;
}

/** Creates them. Throws DataError V13_QUERY_FILE for what is no Parquet file. */
export async function createViews(connection: DuckDBConnection, sources: ViewSources): Promise<View[]> {
  const groups = await groupFiles(connection, sources).catch((cause: unknown) => {
    throw fileFault(cause, sources.files);
  });
  const views: View[] = [];
  for (const [name, files] of groups) {
    try {
      const found = await columnsOf(connection, files);
      const known = name === OTHER_VIEW ? [] : sources.tables[name];
      const { sql, columns } = viewSql({ name, files, known, found });
      await connection.run(sql);
      views.push({ name, columns, files });
    } catch (cause) {
      throw fileFault(cause, files);
    }
  }
  return views;
}

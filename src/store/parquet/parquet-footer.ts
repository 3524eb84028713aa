// The footer of a Parquet file: rows, row groups, columns with units, key and value texts; nothing of the data is read.

import { openAsBlob } from 'node:fs';
import { type Schema, tableFromIPC } from 'apache-arrow';
import { ParquetFile } from 'parquet-wasm';
import { DataError } from '../../platform/errors.js';
import { tableColumns } from './arrow-columns.js';
import type { TableColumn } from './table-column.js';

export interface ParquetFooter {
  readonly rows: number;
  readonly columns: readonly TableColumn[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Row groups in order; `bytes` as they lie on disk. */
  readonly groups: readonly { readonly rows: number; readonly bytes: number }[];
}

/** Opens a file for the callback and frees the reader afterwards. Throws DataError (V13_PARQUET_UNREADABLE). */
export async function withParquetFile<Result>(
  path: string,
  read: (file: ParquetFile) => Promise<Result> | Result,
  shownPath: string = path,
): Promise<Result> {
  const file = await openFile(path, shownPath);
  try {
    return await read(file);
  } finally {
    file.free();
  }
}

/** The caller frees it. */
export async function openFile(path: string, shownPath: string = path): Promise<ParquetFile> {
  try {
    return await ParquetFile.fromFile(await openAsBlob(path));
  } catch (cause) {
    throw new DataError(`${shownPath}: not a whole Parquet file`, {
      code: 'V13_PARQUET_UNREADABLE',
      path: shownPath,
      hint: 'a file that is still being written, or cut off, has no footer yet',
      cause,
    });
  }
}

/** `shownPath` is the name in errors, where the file still has a temporary one. */
export async function readFooter(path: string, shownPath: string = path): Promise<ParquetFooter> {
  return withParquetFile(path, (file) => footerOf(file, shownPath), shownPath);
}

/** Throws DataError (V13_PARQUET_TYPE) where a column is of a type that is not read here. */
export function footerOf(file: ParquetFile, path: string): ParquetFooter {
  const metadata = file.metadata();
  const general = metadata.fileMetadata();
  const groups = metadata.rowGroups().map((group) => {
    const size = { rows: group.numRows(), bytes: group.compressedSize() };
    group.free();
    return size;
  });
  const footer = {
    rows: general.numRows(),
    columns: tableColumns(schemaOf(file), path),
    metadata: notesOf(general.keyValueMetadata()),
    groups,
  };
  general.free();
  metadata.free();
  return footer;
}

const schemaOf = (file: ParquetFile): Schema => tableFromIPC(file.schema().intoIPCStream()).schema;

/** Arrow's own copy of the schema is no business of readers. */
const ARROW_KEY = 'ARROW:schema';

function notesOf(pairs: ReadonlyMap<unknown, unknown>): Record<string, string> {
  const texts = [...pairs].filter(([key, value]) => key !== ARROW_KEY && typeof value === 'string');
  return Object.fromEntries(texts.map(([key, value]) => [String(key), String(value)]));
}

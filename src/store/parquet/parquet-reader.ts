// Reads a table from a Parquet file as a stream of blocks: only the columns and row groups asked for.

import { tableFromIPC } from 'apache-arrow';
import type { ParquetFile, RecordBatch } from 'parquet-wasm';
import { DataError } from '../../platform/errors.js';
import { fromRecordBatch } from './arrow-columns.js';
import { orPanic } from './engine-panic.js';
import { type ParquetFooter, footerOf, openFile } from './parquet-footer.js';
import type { ColumnBlock } from './table-block.js';
import { type TableColumn, rowBytes } from './table-column.js';

export interface BatchChoice {
  /** Names of the columns wanted, given in the file's order; all where it is left out. */
  readonly columns?: readonly string[];
  /** Numbers of the row groups wanted, from 0. */
  readonly rowGroups?: readonly number[];
}

export interface ParquetTable extends ParquetFooter {
  readonly path: string;
  /** Blocks in the file's order; each is valid until the next is asked for. Throws DataError (V13_PARQUET_DAMAGED). */
  batches(choice?: BatchChoice): AsyncGenerator<ColumnBlock, void, undefined>;
  /** Frees the reader; no batch may be asked for afterwards. */
  close(): void;
}

/** Bytes of a block, about. */
const BLOCK_BYTES = 4 * 1024 * 1024;

/** Throws DataError: V13_PARQUET_UNREADABLE where there is no footer, V13_PARQUET_TYPE for types not read here. */
export async function openParquet(path: string): Promise<ParquetTable> {
  const file = await openFile(path);
  try {
    const footer = footerOf(file, path);
    return {
      ...footer,
      path,
      batches: (choice = {}) => readBatches(file, { path, footer, choice }),
      close: () => file.free(),
    };
  } catch (error) {
    file.free();
    throw error;
  }
}

interface Reading {
  readonly path: string;
  readonly footer: ParquetFooter;
  readonly choice: BatchChoice;
}

async function* readBatches(file: ParquetFile, reading: Reading): AsyncGenerator<ColumnBlock, void, undefined> {
  const { path, footer, choice } = reading;
  const columns = wantedColumns(path, footer.columns, choice.columns ?? null);
  const expected = rowsOf(footer, choice.rowGroups ?? null);
  if (expected === 0) return;
  let rows = 0;
  const stream = await orPanic(openStream(file, columns, choice)).catch((cause: unknown) => damaged(path, cause));
  const reader = stream.getReader();
  const engine = { failed: false };
  try {
    for (;;) {
      const { done, value } = await orPanic(reader.read()).catch((cause: unknown) => {
        engine.failed = true;
        return damaged(path, cause);
      });
      if (done) break;
      const block = fromWasm(value, columns);
      rows += block.rows;
      yield block;
    }
  } finally {
    // An engine that fell over must not be called again.
    if (!engine.failed) await reader.cancel().catch(() => undefined);
  }
  if (rows !== expected) damaged(path, new RangeError(`${rows} of ${expected} rows were read`));
}

const openStream = async (
  file: ParquetFile,
  columns: readonly TableColumn[],
  { rowGroups }: BatchChoice,
): Promise<ReadableStream<RecordBatch>> =>
  (await file.stream({
    columns: columns.map(({ name }) => name),
    batchSize: Math.max(1, Math.floor(BLOCK_BYTES / rowBytes(columns))),
    ...(rowGroups === undefined ? {} : { rowGroups: [...rowGroups] }),
  })) as ReadableStream<RecordBatch>;

/** The copy into our memory also frees the reader's. */
function fromWasm(batch: RecordBatch, columns: readonly TableColumn[]): ColumnBlock {
  const [only] = tableFromIPC(batch.intoIPCStream()).batches;
  if (only === undefined) throw new RangeError('a batch without rows');
  return fromRecordBatch(only, columns);
}

function wantedColumns(
  path: string,
  columns: readonly TableColumn[],
  names: readonly string[] | null,
): readonly TableColumn[] {
  if (names === null) return columns;
  const missing = names.filter((name) => !columns.some((column) => column.name === name));
  if (missing.length === 0) return columns.filter(({ name }) => names.includes(name));
  throw new DataError(`${path}: no column ${missing.join(', ')}`, {
    code: 'V13_PARQUET_COLUMN',
    path,
    hint: `its columns are ${columns.map(({ name }) => name).join(', ')}`,
    details: { missing },
  });
}

const rowsOf = ({ groups, rows }: ParquetFooter, chosen: readonly number[] | null): number =>
  chosen === null ? rows : chosen.reduce((sum, k) => sum + (groups[k]?.rows ?? 0), 0);

function damaged(path: string, cause: unknown): never {
  throw new DataError(`${path}: damaged: its rows cannot be read to the end`, {
    code: 'V13_PARQUET_DAMAGED',
    path,
    hint: 'make the file again from its source',
    cause,
  });
}

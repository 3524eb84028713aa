// Writes a table as one Parquet file, block by block, in memory that does not grow with the file. The file appears whole
// and checked, or not at all.

import { type RecordBatch as ArrowBatch, RecordBatchStreamWriter, type Schema } from 'apache-arrow';
import {
  Compression,
  Encoding,
  type RecordBatch,
  Table,
  WriterPropertiesBuilder,
  type WriterProperties,
  transformParquetStream,
} from 'parquet-wasm';
import { type AtomicFile, createAtomicFile, storeError } from '../../platform/atomic-file.js';
import { StoreError, V13Error } from '../../platform/errors.js';
import { arrowSchema, toRecordBatch } from './arrow-columns.js';
import { createHandOver, type HandOver } from './hand-over.js';
import { readFooter } from './parquet-footer.js';
import { type ColumnBlock, createTableBlock } from './table-block.js';
import { type TableColumn, rowBytes } from './table-column.js';

export interface ParquetTarget {
  readonly path: string;
  readonly columns: readonly TableColumn[];
  /** Key and value texts of the file's footer. `v13.columns` is added: units and meanings as JSON, for every reader. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Bytes of a row group before encoding, about; decides the memory needed, and how little a query can read. */
  readonly rowGroupBytes?: number;
}

export interface ParquetWriter {
  /** Adds the block's rows; it may be filled anew afterwards. Waits while the disk is behind. Throws StoreError. */
  append(block: ColumnBlock): Promise<void>;
  /** Checks the footer against what was appended, and makes the file appear. Throws StoreError; then there is no file. */
  finish(): Promise<{ rows: number; bytes: number }>;
  /** Removes what was written; harmless after finish. Call it in `finally`. */
  abort(): Promise<void>;
}

export const COLUMNS_KEY = 'v13.columns';
const DEFAULT_GROUP_BYTES = 8 * 1024 * 1024;
const LEAST_GROUP_ROWS = 512;
/** Batches are cut to this size before they enter the encoder's memory, which holds several of them. */
const BATCH_BYTES = 4 * 1024 * 1024;
const CREATED_BY = 'v13';

/** Throws StoreError (V13_STORE_WRITE) where the folder cannot be written to. An existing file is replaced at finish. */
export async function openParquetWriter(target: ParquetTarget): Promise<ParquetWriter> {
  const file = await createAtomicFile(target.path);
  try {
    return startWriter(target, file);
  } catch (error) {
    await file.discard();
    throw error;
  }
}

interface Counts {
  rows: number;
  bytes: number;
}

function startWriter(target: ParquetTarget, file: AtomicFile): ParquetWriter {
  const schema = arrowSchema(target.columns, target.metadata);
  const input = createHandOver<RecordBatch>();
  const counts: Counts = { rows: 0, bytes: 0 };
  const written = encode(input.stream, target).then((output) => pump(output, file, counts));
  // A failure is also told to whoever appends; without a listener here it would end the process first.
  written.catch((error: unknown) => input.fail(error));
  const batchRows = Math.max(1, Math.floor(BATCH_BYTES / rowBytes(target.columns)));
  const give = (block: ColumnBlock): Promise<void> => appendRows({ block, schema, batchRows, input }, target.path);
  return {
    async append(block) {
      if (block.rows > 0) await give(block);
      counts.rows += block.rows;
    },
    async finish() {
      try {
        // The encoder learns the columns from the first batch: an empty table needs an empty one.
        if (counts.rows === 0) await give(createTableBlock(target.columns, 0));
        await input.end();
        await written;
        await checkFooter(target, file.temporary, counts);
        await file.commit();
        return counts;
      } catch (error) {
        throw asStoreError(target.path, error);
      } finally {
        await file.discard();
      }
    },
    async abort() {
      input.fail(new Error('the table was given up'));
      await written.catch(() => undefined);
      await file.discard();
    },
  };
}

/** Resolves when the first batch has come: from then on the encoder knows the columns. */
async function encode(input: ReadableStream<RecordBatch>, target: ParquetTarget): Promise<ReadableStream<Uint8Array>> {
  return (await transformParquetStream(input, properties(target))) as ReadableStream<Uint8Array>;
}

async function pump(output: ReadableStream<Uint8Array>, file: AtomicFile, counts: Counts): Promise<void> {
  for await (const chunk of output as unknown as AsyncIterable<Uint8Array>) {
    await file.write(chunk);
    counts.bytes += chunk.length;
  }
}

interface Append {
  readonly block: ColumnBlock;
  readonly schema: Schema;
  readonly batchRows: number;
  readonly input: HandOver<RecordBatch>;
}

async function appendRows({ block, schema, batchRows, input }: Append, path: string): Promise<void> {
  try {
    const whole = toRecordBatch(block, schema);
    for (let from = 0; from < Math.max(1, whole.numRows); from += batchRows) {
      await input.ready();
      input.give(toWasm(whole.slice(from, Math.min(whole.numRows, from + batchRows))));
    }
  } catch (error) {
    throw asStoreError(path, error);
  }
}

/**
 * Copies a batch into the encoder's memory. The table around it is freed at once: it would keep the rows there until the
 * end of the file.
 */
function toWasm(batch: ArrowBatch): RecordBatch {
  const table = Table.fromIPCStream(RecordBatchStreamWriter.writeAll([batch]).toUint8Array(true));
  try {
    const [only] = table.recordBatches();
    if (only === undefined) throw new RangeError('a batch without rows');
    return only;
  } finally {
    table.free();
  }
}

/**
 * Snappy is what every reader unpacks by itself; zstd made files only 8 % smaller. Where a dictionary does not pay, whole
 * numbers are stored as differences: ids and times grow by little.
 */
function properties({ columns, metadata, rowGroupBytes = DEFAULT_GROUP_BYTES }: ParquetTarget): WriterProperties {
  const notes = columns.map(({ name, type, unit, about }) => ({ name, type, unit, about }));
  const groupRows = Math.max(LEAST_GROUP_ROWS, Math.floor(rowGroupBytes / rowBytes(columns)));
  let builder = new WriterPropertiesBuilder()
    .setCompression(Compression.SNAPPY)
    .setMaxRowGroupSize(groupRows)
    .setCreatedBy(CREATED_BY)
    .setKeyValueMetadata(new Map([...Object.entries(metadata), [COLUMNS_KEY, JSON.stringify(notes)]]));
  for (const { name, type } of columns) {
    if (type === 'i64' || type === 'timestamp_us') {
      builder = builder.setColumnEncoding(name, Encoding.DELTA_BINARY_PACKED);
    }
  }
  return builder.build();
}

/** The encoder takes a producer's failure for the end of the table: only the footer tells a short file from a whole one. */
async function checkFooter(target: ParquetTarget, path: string, counts: Counts): Promise<void> {
  const footer = await readFooter(path, target.path);
  const inGroups = footer.groups.reduce((sum, { rows }) => sum + rows, 0);
  if (footer.rows === counts.rows && inGroups === counts.rows && footer.columns.length === target.columns.length)
    return;
  throw new StoreError(`${target.path}: ${counts.rows} rows went in, the footer says ${footer.rows}`, {
    code: 'V13_PARQUET_SHORT',
    hint: 'nothing was kept; try again, and report it if it happens again',
    details: { path: target.path, rowsIn: counts.rows, rowsInFooter: footer.rows, rowsInGroups: inGroups },
  });
}

const asStoreError = (path: string, error: unknown): V13Error =>
  error instanceof V13Error ? error : storeError(path, error);

// Where feature rows go: a Parquet, NDJSON or CSV file that appears when whole and checked, or standard output.

import type { SignalRow } from '../../core/pipeline/row.js';
import { type AtomicFile, createAtomicFile } from '../../platform/atomic-file.js';
import { removeFiles } from '../../platform/remove-files.js';
import { type FeatureTableColumn, fillBlock } from './feature-table.js';
import { type TextFormat, headText, lineTextOf } from './text-table.js';

export const TABLE_FORMATS = ['parquet', 'ndjson', 'csv'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export interface TableTarget {
  /** `-` is standard output, which takes text only. */
  readonly path: string;
  readonly format: TableFormat;
  readonly columns: readonly FeatureTableColumn[];
  /** What the table is: in the footer of Parquet; beside text as `<path>.meta.json`, with the columns. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Writes to standard output. */
  readonly print: (text: string) => Promise<void>;
}

export interface TableFile {
  /** Rows of one batch, in order; waits while the disk is behind. */
  take(rows: readonly SignalRow[]): Promise<void>;
  /** Makes the file appear. `bytes` is null on standard output. Throws StoreError; then there is no file. */
  commit(): Promise<{ readonly rows: number; readonly bytes: number | null }>;
  /** Leaves nothing behind; harmless after commit. */
  discard(): Promise<void>;
}

export const openTableFile = (target: TableTarget): Promise<TableFile> =>
  target.format === 'parquet' ? openParquetTable(target) : openTextTable(target, target.format);

/** Name of the file that describes a text table. */
export const metaPath = (path: string): string => `${path}.meta.json`;

const TEXT_CHUNK = 1 << 16;

interface TextPair {
  readonly file: AtomicFile;
  readonly meta: AtomicFile;
}

/** The table and what describes it; where one cannot be opened, neither stays. */
async function openPair(path: string): Promise<TextPair> {
  const file = await createAtomicFile(path);
  try {
    return { file, meta: await createAtomicFile(metaPath(path)) };
  } catch (error) {
    await file.discard();
    throw error;
  }
}

async function openTextTable(target: TableTarget, format: TextFormat): Promise<TableFile> {
  const { path, columns, metadata, print } = target;
  const pair = path === '-' ? null : await openPair(path);
  const line = lineTextOf(format, columns);
  let pending = headText(format, columns);
  let rows = 0;
  let bytes = 0;
  const flush = async (): Promise<void> => {
    const text = pending;
    pending = '';
    bytes += Buffer.byteLength(text);
    await (pair === null ? print(text) : pair.file.write(text));
  };
  return {
    async take(batch) {
      for (const row of batch) {
        pending += line(row);
        if (pending.length > TEXT_CHUNK) await flush();
      }
      rows += batch.length;
    },
    async commit() {
      if (pending.length > 0) await flush();
      if (pair === null) return { rows, bytes: null };
      const about = { schema: 'v13.table/1', format, rows, metadata, columns };
      await pair.meta.write(`${JSON.stringify(about, null, 2)}\n`);
      await pair.meta.commit();
      try {
        await pair.file.commit();
      } catch (error) {
        await removeFiles([metaPath(path)]);
        throw error;
      }
      return { rows, bytes };
    },
    async discard() {
      await pair?.file.discard();
      await pair?.meta.discard();
    },
  };
}

/** Rows collected before they are encoded together. */
const BLOCK_ROWS = 4_096;

async function openParquetTable({ path, columns, metadata }: TableTarget): Promise<TableFile> {
  const { openParquetWriter } = await import('../../store/parquet/parquet-writer.js');
  const { createTableBlock } = await import('../../store/parquet/table-block.js');
  const writer = await openParquetWriter({ path, columns, metadata });
  const block = createTableBlock(columns, BLOCK_ROWS);
  const flush = async (): Promise<void> => {
    await writer.append(block);
    block.clear();
  };
  return {
    async take(batch) {
      for (const row of batch) {
        fillBlock(block, row);
        if (block.rows === BLOCK_ROWS) await flush();
      }
    },
    async commit() {
      if (block.rows > 0) await flush();
      return writer.finish();
    },
    discard: () => writer.abort(),
  };
}

// Many small parts of a partition → one, with the same rows in order of time; swapped so that no reader sees a row twice.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { StoreError } from '../../platform/errors.js';
import type { ParquetTable } from '../parquet/parquet-reader.js';
import type { ColumnBlock } from '../parquet/table-block.js';
import type { TableColumn } from '../parquet/table-column.js';
import { applyChange, stagingFolder } from './lake-change.js';
import type { PartEntry, PartitionEntry } from './listing.js';
import { GROUPS_A_DAY, LAKE_GROUP_BYTES, type OpenPart, openPart } from './part-set.js';

export interface Compacted {
  readonly files: number;
  readonly rows: number;
  readonly bytesBefore: number;
  readonly bytesAfter: number;
}

const LEAST_GROUP_BYTES = 128 * 1024;

/** Null where there is nothing to put together. Needs the lock. Throws DataError and StoreError; then nothing changed. */
export async function compactPartition(lake: string, entry: PartitionEntry): Promise<Compacted | null> {
  if (entry.parts.length < 2) return null;
  const { openParquet } = await import('../parquet/parquet-reader.js');
  const tables: ParquetTable[] = [];
  try {
    for (const { path } of entry.parts) tables.push(await openParquet(join(lake, path)));
    // Books of different depths stay apart: a column cannot be there for half of the rows.
    const same = sameColumns(entry.parts, tables);
    return same.length < 2 ? null : await compact(lake, entry, same);
  } finally {
    for (const table of tables) table.close();
  }
}

interface Opened {
  readonly part: PartEntry;
  readonly table: ParquetTable;
}

const signature = (columns: readonly TableColumn[]): string =>
  columns.map(({ name, type }) => `${name} ${type}`).join(',');

/** The largest group of parts with the same columns, by time. */
function sameColumns(parts: readonly PartEntry[], tables: readonly ParquetTable[]): Opened[] {
  const groups = new Map<string, Opened[]>();
  for (const [k, table] of tables.entries()) {
    const part = parts[k];
    if (part === undefined) continue;
    const key = signature(table.columns);
    groups.set(key, [...(groups.get(key) ?? []), { part, table }]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}

async function compact(lake: string, entry: PartitionEntry, opened: readonly Opened[]): Promise<Compacted> {
  const names = opened.map(({ part }) => part.path);
  const id = `compact-${createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 12)}`;
  const staging = await stagingFolder(lake, id);
  const [first] = opened as [Opened];
  const { rowBytes } = await import('../parquet/table-column.js');
  const rows = opened.reduce((sum, { table }) => sum + table.rows, 0);
  const { columns } = first.table;
  const part = await openPart(
    { lake, staging, source: id },
    {
      partition: entry.partition,
      columns,
      metadata: { ...notesOf(first.table), 'v13.sources': sourcesOf(opened) },
      rowGroupBytes: Math.min(LAKE_GROUP_BYTES, Math.max(LEAST_GROUP_BYTES, (rows * rowBytes(columns)) / GROUPS_A_DAY)),
    },
  );
  try {
    if (areApart(opened)) await appendAll(part, opened);
    else await mergeAll(part, opened);
    const done = await part.finish();
    if (done?.rows !== rows) throw rowsError(entry, rows, done?.rows ?? 0);
    await applyChange(lake, id, { add: [{ from: done.from, to: done.to }], remove: names });
    const bytesBefore = opened.reduce((sum, one) => sum + one.part.bytes, 0);
    return { files: opened.length, rows, bytesBefore, bytesAfter: done.bytes };
  } finally {
    await part.abort();
  }
}

const rowsError = ({ partition }: PartitionEntry, rowsIn: number, rowsOut: number): StoreError =>
  new StoreError(
    `${partition.symbol} ${partition.date} ${partition.kind}: ${rowsIn} rows went in, ${rowsOut} came out`,
    {
      code: 'V13_LAKE_ROWS',
      hint: 'nothing was changed; this is a defect worth a report',
      details: { ...partition, rowsIn, rowsOut },
    },
  );

function notesOf({ metadata }: ParquetTable): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== 'v13.columns'));
}

const sourcesOf = (opened: readonly Opened[]): string =>
  [...new Set(opened.flatMap(({ table }) => (table.metadata['v13.sources'] ?? '').split(' ')))].join(' ');

const areApart = (opened: readonly Opened[]): boolean =>
  opened.every(({ part }, k) => k === 0 || (opened[k - 1]?.part.lastUs ?? 0) <= part.firstUs);

async function appendAll(part: OpenPart, opened: readonly Opened[]): Promise<void> {
  for (const { table } of opened) {
    for await (const block of table.batches()) {
      for (let row = 0; row < block.rows; row++) await copyRow(part, block, row);
    }
  }
}

async function copyRow(part: OpenPart, from: ColumnBlock, row: number): Promise<void> {
  const { block } = part;
  if (block.rows === block.capacity) await part.flush();
  const to = block.rows++;
  for (const [k, { type }] of from.columns.entries()) {
    if (type === 'text') block.setText(k, to, from.text(k, row));
    else if (type === 'bool') block.setBool(k, to, from.bool(k, row));
    else block.setNumber(k, to, from.number(k, row));
  }
}

/** The row that a part stands at. */
interface Cursor {
  readonly batches: AsyncGenerator<ColumnBlock, void, undefined>;
  block: ColumnBlock | null;
  row: number;
}

const TIME = 'ts_recv_us';

/** Parts that overlap (two captures at once): the earliest row first, of equal times the earlier part's. */
async function mergeAll(part: OpenPart, opened: readonly Opened[]): Promise<void> {
  const time = opened[0]?.table.columns.findIndex(({ name }) => name === TIME) ?? 0;
  const cursors: Cursor[] = opened.map(({ table }) => ({ batches: table.batches(), block: null, row: 0 }));
  for (const cursor of cursors) await advance(cursor);
  for (;;) {
    let next: Cursor | null = null;
    for (const cursor of cursors) if (cursor.block !== null && isBefore(cursor, next, time)) next = cursor;
    if (next === null || next.block === null) return;
    await copyRow(part, next.block, next.row++);
    if (next.row >= next.block.rows) await advance(next);
  }
}

function isBefore(cursor: Cursor, other: Cursor | null, time: number): boolean {
  if (other === null || other.block === null || cursor.block === null) return true;
  return (cursor.block.number(time, cursor.row) ?? 0) < (other.block.number(time, other.row) ?? 0);
}

async function advance(cursor: Cursor): Promise<void> {
  const { value, done } = await cursor.batches.next();
  cursor.block = done === true ? null : value;
  cursor.row = 0;
}

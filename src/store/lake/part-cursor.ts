// Rows of a partition's parts one after another in order of time, block by block.

import { join } from 'node:path';
import { DataError } from '../../platform/errors.js';
import type { ParquetTable } from '../parquet/parquet-reader.js';
import type { ColumnBlock } from '../parquet/table-block.js';
import type { PartEntry } from './listing.js';

/** A place in the rows; `row` is that of `block`. Read `block` anew after each refill. */
export interface PartCursor {
  /** Null before the first refill, and at the end. */
  block: ColumnBlock | null;
  row: number;
  /** What the file of the block states of itself. */
  notes: Readonly<Record<string, string>>;
  /** Bytes of the parts that have been read, about. */
  bytes: number;
  /** Goes to the next block where the current one is used up. False at the end. */
  refill(): Promise<boolean>;
  close(): Promise<void>;
}

/** Times of two parts that meet would have to be merged row by row: a compaction does that once and for all. */
function checkOrder(lake: string, parts: readonly PartEntry[]): void {
  for (const [k, part] of parts.entries()) {
    const before = parts[k - 1];
    if (before === undefined || before.lastUs <= part.firstUs) continue;
    const path = join(lake, part.path);
    throw new DataError(`${path} overlaps with the part before it`, {
      code: 'V13_LAKE_PARTS_OVERLAP',
      path,
      hint: 'put the parts in order with v13 lake compact',
    });
  }
}

/** Throws DataError where parts overlap; reading throws as the reader of Parquet does. */
export function openPartCursor(lake: string, parts: readonly PartEntry[], columns: readonly string[]): PartCursor {
  const ordered = [...parts].sort((a, b) => a.firstUs - b.firstUs);
  checkOrder(lake, ordered);
  let next = 0;
  let table: ParquetTable | null = null;
  let blocks: AsyncGenerator<ColumnBlock, void, undefined> | null = null;
  const close = async (): Promise<void> => {
    await blocks?.return();
    table?.close();
    [blocks, table] = [null, null];
  };
  const open = async (part: PartEntry): Promise<void> => {
    const { openParquet } = await import('../parquet/parquet-reader.js');
    table = await openParquet(join(lake, part.path));
    blocks = table.batches({ columns });
    cursor.notes = table.metadata;
  };
  const cursor: PartCursor = {
    block: null,
    row: 0,
    notes: {},
    bytes: 0,
    async refill() {
      if (cursor.block !== null && cursor.row < cursor.block.rows) return true;
      for (;;) {
        const step = await blocks?.next();
        if (step !== undefined && step.done !== true) {
          cursor.block = step.value;
          cursor.row = 0;
          if (step.value.rows > 0) return true;
          continue;
        }
        await close();
        cursor.bytes += next > 0 ? (ordered[next - 1]?.bytes ?? 0) : 0;
        const part = ordered[next++];
        if (part === undefined) {
          cursor.block = null;
          return false;
        }
        await open(part);
      }
    },
    close,
  };
  return cursor;
}

// The parts that one source gives: a Parquet file for each table, symbol and day, written side by side into a staging folder.

import { join } from 'node:path';
import { type Partition, dayOf, partFileName, partitionPath } from '../catalog.js';
import type { ParquetWriter, openParquetWriter } from '../parquet/parquet-writer.js';
import type { ColumnBlock } from '../parquet/table-block.js';
import type { TableColumn } from '../parquet/table-column.js';

export interface PartPlace {
  readonly lake: string;
  /** Relative to the lake, empty: see lake-change.ts. */
  readonly staging: string;
  /** In the names of the parts. */
  readonly source: string;
}

/** What is written, and for whom. */
export interface PartWish {
  readonly partition: Partition;
  readonly columns: readonly TableColumn[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly rowGroupBytes?: number;
}

/** A part being written. Rows go into `block`; flush() when it is full. */
export interface OpenPart {
  readonly partition: Partition;
  readonly block: ColumnBlock;
  /** Writes the rows of the block, and empties it. */
  flush(): Promise<void>;
  /** Widens the range of times that the part's name states; rows with a receive time widen it by themselves. */
  cover(firstUs: number, lastUs: number): void;
  /** Checks and closes the file. Null, and no file, where it has no rows. */
  finish(): Promise<FinishedPart | null>;
  abort(): Promise<void>;
}

export interface FinishedPart {
  readonly partition: Partition;
  /** Paths relative to the lake: where the file stands, and where it belongs. */
  readonly from: string;
  readonly to: string;
  readonly rows: number;
  readonly bytes: number;
  /** Least and greatest time in it, µs. */
  readonly firstUs: number;
  readonly lastUs: number;
}

const BLOCK_BYTES = 256 * 1024;
/** A few minutes of a busy market: what a query of five minutes must read of a day. */
export const LAKE_GROUP_BYTES = 1024 * 1024;
/** Row groups that a day is cut into where its market is quieter: each of them is half a percent of it. */
export const GROUPS_A_DAY = 200;
const TIME_COLUMN = 'ts_recv_us';
const DAY_US = 86_400_000_000;

interface Parts {
  readonly place: PartPlace;
  readonly wish: PartWish;
  readonly from: string;
  readonly open: typeof openParquetWriter;
  readonly rowBytes: number;
  readonly block: ColumnBlock;
}

export async function openPart(place: PartPlace, wish: PartWish): Promise<OpenPart> {
  const { openParquetWriter: open } = await import('../parquet/parquet-writer.js');
  const { createTableBlock } = await import('../parquet/table-block.js');
  const { rowBytes } = await import('../parquet/table-column.js');
  const { symbol, date, kind } = wish.partition;
  const from = join(place.staging, `${symbol}-${date}-${kind}.new`);
  const width = rowBytes(wish.columns);
  const block = createTableBlock(wish.columns, Math.max(64, Math.floor(BLOCK_BYTES / width)));
  return partOf({ place, wish, from, open, rowBytes: width, block });
}

/** Bytes of a row group: those of 1/200 of a day at the rate of the first rows, as long as they are not too many. */
function groupBytes(rows: number, spanUs: number, rowBytes: number): number {
  const day = spanUs <= 0 ? Infinity : (rows * rowBytes * DAY_US) / spanUs;
  return Math.min(LAKE_GROUP_BYTES, day / GROUPS_A_DAY);
}

function partOf({ place, wish, from, open, rowBytes, block }: Parts): OpenPart {
  const { partition, columns, metadata } = wish;
  const range = { firstUs: Infinity, lastUs: -Infinity };
  // The writer is opened with the first rows: how dense they are decides the size of its row groups.
  let writer: ParquetWriter | null = null;
  const cover = (firstUs: number, lastUs: number): void => {
    range.firstUs = Math.min(range.firstUs, firstUs);
    range.lastUs = Math.max(range.lastUs, lastUs);
  };
  const time = columns.findIndex(({ name }) => name === TIME_COLUMN);
  const flush = async (): Promise<void> => {
    const timed = time < 0 ? 0 : block.rows;
    for (let row = 0; row < timed; row++) {
      const us = block.number(time, row) ?? 0;
      cover(us, us);
    }
    if (block.rows === 0) return;
    const rowGroupBytes = wish.rowGroupBytes ?? groupBytes(block.rows, range.lastUs - range.firstUs, rowBytes);
    writer ??= await open({ path: join(place.lake, from), columns, metadata, rowGroupBytes });
    await writer.append(block);
    block.clear();
  };
  return {
    partition,
    block,
    flush,
    cover,
    async finish() {
      await flush();
      if (writer === null) return null;
      const { rows, bytes } = await writer.finish();
      const to = join(partitionPath(partition), partFileName({ ...range, source: place.source }));
      return { partition, from, to, rows, bytes, ...range };
    },
    abort: async () => writer?.abort(),
  };
}

export interface PartSet {
  /** The part of a table for the rows of a time. One call at a time. */
  partFor(kind: Partition['kind'], symbol: string, recvUs: number): Promise<OpenPart>;
  /** Every part that has rows. */
  finish(): Promise<FinishedPart[]>;
  abort(): Promise<void>;
}

/** `wishOf` says what a partition's part is to hold. */
export function createPartSet(
  place: PartPlace,
  wishOf: (kind: Partition['kind'], symbol: string, date: string) => PartWish,
): PartSet {
  const parts = new Map<string, OpenPart>();
  const days = new Map<number, string>();
  const dateOf = (recvUs: number): string => {
    const day = Math.floor(recvUs / DAY_US);
    const known = days.get(day) ?? dayOf(day * DAY_US);
    days.set(day, known);
    return known;
  };
  return {
    async partFor(kind, symbol, recvUs) {
      const date = dateOf(recvUs);
      const key = `${kind} ${date} ${symbol}`;
      const known = parts.get(key);
      if (known !== undefined) return known;
      const part = await openPart(place, wishOf(kind, symbol, date));
      parts.set(key, part);
      return part;
    },
    async finish() {
      const finished: FinishedPart[] = [];
      for (const part of parts.values()) {
        const done = await part.finish();
        if (done !== null) finished.push(done);
      }
      return finished;
    },
    async abort() {
      for (const part of parts.values()) await part.abort();
    },
  };
}

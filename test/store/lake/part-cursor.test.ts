// The rows of several parts as one run: in order of time, over empty files, and never silently past a damaged one.

import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { partFileName } from '../../../src/store/catalog.js';
import type { PartEntry } from '../../../src/store/lake/listing.js';
import { openPartCursor } from '../../../src/store/lake/part-cursor.js';
import { openParquetWriter } from '../../../src/store/parquet/parquet-writer.js';
import { createTableBlock } from '../../../src/store/parquet/table-block.js';
import type { TableColumn } from '../../../src/store/parquet/table-column.js';
import { freshFolder } from '../../support/cli.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => folder.remove());

const COLUMNS: readonly TableColumn[] = [
  { name: 'ts_recv_us', type: 'timestamp_us', nullable: false, unit: 'us', about: 'time' },
  { name: 'id', type: 'i64', nullable: false, unit: null, about: 'id' },
];
const NAMES = COLUMNS.map(({ name }) => name);

/** A part with a row at each time; `note` stands in its footer. */
async function part(times: readonly number[], note: string, name: readonly [number, number] | null = null) {
  const [firstUs, lastUs] = name ?? [Math.min(...times), Math.max(...times)];
  const entry = { firstUs, lastUs, source: note };
  const path = partFileName(entry);
  const writer = await openParquetWriter({
    path: join(folder.path, path),
    columns: COLUMNS,
    metadata: { note },
    rowGroupBytes: 1 << 20,
  });
  const block = createTableBlock(COLUMNS, Math.max(1, times.length));
  for (const [row, time] of times.entries()) {
    block.setNumber(0, row, time);
    block.setNumber(1, row, time * 10);
  }
  block.rows = times.length;
  if (times.length > 0) await writer.append(block);
  const { bytes } = await writer.finish();
  return { ...entry, path, bytes } satisfies PartEntry;
}

async function rowsOf(parts: readonly PartEntry[], columns: readonly string[] = NAMES) {
  const cursor = openPartCursor(folder.path, parts, columns);
  const rows: [time: number | null, note: string | undefined][] = [];
  try {
    for (; await cursor.refill(); cursor.row++) {
      rows.push([cursor.block?.number(0, cursor.row) ?? null, cursor.notes['note']]);
    }
  } finally {
    await cursor.close();
  }
  return { rows, bytes: cursor.bytes, block: cursor.block };
}

const at = ({ path }: PartEntry): string => join(folder.path, path);

describe('parts', () => {
  test('are read in order of time, whatever the order they are listed in', async () => {
    const [early, late] = [await part([1, 2, 3], 'a'), await part([3, 4], 'b')];
    const { rows, bytes, block } = await rowsOf([late, early]);
    expect(rows).toEqual([
      [1, 'a'],
      [2, 'a'],
      [3, 'a'],
      [3, 'b'],
      [4, 'b'],
    ]);
    expect([bytes, block]).toEqual([early.bytes + late.bytes, null]);
  });

  test('without rows are passed over; of none there is nothing', async () => {
    const parts = [await part([], 'empty', [0, 0]), await part([1], 'a'), await part([], 'hollow', [2, 3])];
    expect((await rowsOf(parts)).rows).toEqual([[1, 'a']]);
    expect((await rowsOf([])).rows).toEqual([]);
  });

  test('that overlap are refused before one is opened, with what puts them in order', async () => {
    const parts = [await part([1, 5], 'a'), await part([4, 6], 'b')];
    for (const one of parts) truncateSync(at(one), 3);
    const code = 'V13_LAKE_PARTS_OVERLAP';
    await expect(rowsOf(parts)).rejects.toMatchObject({ code, hint: expect.stringContaining('compact') as string });
  });

  test('of another table are refused by the name of the column', async () => {
    await expect(rowsOf([await part([1], 'a')], ['ts_recv_us', 'price'])).rejects.toMatchObject({
      code: 'V13_PARQUET_COLUMN',
    });
  });
});

describe('a damaged part', () => {
  test.each([0, 4, 0.5, 0.99])('cut off at %d is no whole file, whatever stands before it', async (share) => {
    const parts = [await part([1, 2], 'a'), await part([3, 4], 'b')];
    const [, torn] = parts as [PartEntry, PartEntry];
    truncateSync(at(torn), share < 1 ? Math.floor(torn.bytes * share) : share);
    await expect(rowsOf(parts)).rejects.toMatchObject({ code: 'V13_PARQUET_UNREADABLE' });
  });

  test('that went away since it was listed', async () => {
    const one = await part([1], 'a');
    folder.remove();
    await expect(rowsOf([one])).rejects.toMatchObject({ code: 'V13_PARQUET_UNREADABLE' });
  });
});

// Files that are written are read back by three readers: ours (parquet-wasm), DuckDB, and hyparquet. All must agree.

import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openParquet } from '../../../src/store/parquet/parquet-reader.js';
import { COLUMNS_KEY, openParquetWriter } from '../../../src/store/parquet/parquet-writer.js';
import { type ColumnBlock, createTableBlock } from '../../../src/store/parquet/table-block.js';
import type { TableColumn } from '../../../src/store/parquet/table-column.js';
import { freshFolder } from '../../support/cli.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});
const at = (name: string) => join(folder.path, name);

const COLUMNS: readonly TableColumn[] = [
  { name: 'time', type: 'timestamp_us', nullable: false, unit: 'us', about: 'when it was received' },
  { name: 'id', type: 'i64', nullable: true, unit: null, about: 'an id of the exchange' },
  { name: 'count', type: 'i32', nullable: true, unit: 'rows', about: 'how many' },
  { name: 'price', type: 'f64', nullable: true, unit: 'quote', about: 'a price' },
  { name: 'good', type: 'bool', nullable: true, unit: null, about: 'whether it is' },
  { name: 'side', type: 'text', nullable: true, unit: null, about: 'bid or ask' },
];

type Row = readonly [
  time: number,
  id: number | null,
  count: number | null,
  price: number | null,
  good: boolean | null,
  side: string | null,
];

function fill(block: ColumnBlock, rows: readonly Row[]): ColumnBlock {
  block.clear();
  rows.forEach(([time, id, count, price, good, side], row) => {
    [time, id, count, price].forEach((value, column) => block.setNumber(column, row, value));
    block.setBool(4, row, good);
    block.setText(5, row, side);
  });
  block.rows = rows.length;
  return block;
}

async function write(path: string, blocks: readonly (readonly Row[])[], rowGroupBytes = 1 << 20) {
  const writer = await openParquetWriter({ path, columns: COLUMNS, metadata: { origin: 'test é' }, rowGroupBytes });
  const block = createTableBlock(COLUMNS, Math.max(1, ...blocks.map((rows) => rows.length)));
  for (const rows of blocks) await writer.append(fill(block, rows));
  return writer.finish();
}

async function readOurs(path: string): Promise<Row[]> {
  const table = await openParquet(path);
  const rows: Row[] = [];
  for await (const block of table.batches()) {
    for (let row = 0; row < block.rows; row++) {
      const [time, id, count, price] = [0, 1, 2, 3].map((column) => block.number(column, row));
      rows.push([time!, id!, count!, price!, block.bool(4, row), block.text(5, row)]);
    }
  }
  table.close();
  return rows;
}

const whole = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

async function readDuck(path: string): Promise<Row[]> {
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  const result = await db.runAndReadAll(`select epoch_us(time), id, count, price, good, side from '${path}'`);
  db.closeSync();
  return result.getRows().map(([time, id, count, price, good, side]) => {
    return [Number(time), whole(id), whole(count), price, good, side] as Row;
  });
}

async function readHyparquet(path: string): Promise<Row[]> {
  const rows = await parquetReadObjects({
    file: await asyncBufferFromFile(path),
    parsers: { timestampFromMicroseconds: (value: bigint) => value },
  });
  return rows.map(({ time, id, count, price, good, side }) => {
    return [Number(time), whole(id), whole(count), price ?? null, good ?? null, side ?? null];
  });
}

const TABLE: readonly Row[] = [
  [1_723_161_255_088_169, 1, -1, 61_800.1, true, 'bid'],
  [1_723_161_255_088_170, null, null, null, null, null],
  [-1, -9_007_199_254_740_991, -2_147_483_648, -0.1, false, ''],
  [0, 9_007_199_254_740_991, 2_147_483_647, 1e308, true, 'ask, "quoted" é 漢 😀'],
  [1_723_161_255_088_171, 4_294_967_296, 0, Infinity, false, 'ask'],
  [1_723_161_255_088_172, -4_294_967_297, 7, 5e-324, null, 'bid'],
];

describe('three readers agree', () => {
  test('on every type, nulls, signs and the widest numbers', async () => {
    expect(await write(at('t.parquet'), [TABLE])).toMatchObject({ rows: TABLE.length });
    expect(await readOurs(at('t.parquet'))).toEqual(TABLE);
    expect(await readDuck(at('t.parquet'))).toEqual(TABLE);
    expect(await readHyparquet(at('t.parquet'))).toEqual(TABLE);
  });

  test('on a file of many row groups and uneven blocks', async () => {
    const rows = Array.from({ length: 20_000 }, (_, k): Row => {
      return [
        k * 1000,
        k % 7 === 0 ? null : k * 3,
        k,
        k % 11 === 0 ? null : k / 100,
        k % 3 === 0,
        k % 5 ? 'bid' : null,
      ];
    });
    const cuts = [0, 1, 9, 1000, 1001, 9000, 20_000];
    const blocks = cuts.slice(1).map((to, k) => rows.slice(cuts[k], to));
    await write(at('t.parquet'), [...blocks, []], 65_536);
    const table = await openParquet(at('t.parquet'));
    expect(table.groups.length).toBeGreaterThan(10);
    expect(table.groups.reduce((sum, group) => sum + group.rows, 0)).toBe(rows.length);
    table.close();
    expect(await readOurs(at('t.parquet'))).toEqual(rows);
    expect(await readDuck(at('t.parquet'))).toEqual(rows);
    expect(await readHyparquet(at('t.parquet'))).toEqual(rows);
  });

  test('on an empty table', async () => {
    expect(await write(at('t.parquet'), [])).toMatchObject({ rows: 0 });
    expect(await readOurs(at('t.parquet'))).toEqual([]);
    expect(await readDuck(at('t.parquet'))).toEqual([]);
    expect(await readHyparquet(at('t.parquet'))).toEqual([]);
  });

  test('on random tables, in random blocks', async () => {
    const text = fc.option(fc.string({ unit: 'grapheme', maxLength: 40 }));
    const row = fc.tuple(
      fc.maxSafeInteger(),
      fc.option(fc.maxSafeInteger()),
      fc.option(fc.integer()),
      fc.option(fc.double({ noNaN: true })),
      fc.option(fc.boolean()),
      text,
    );
    const tables = fc.array(fc.array(row, { maxLength: 40 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(tables, async (blocks) => {
        await write(at('r.parquet'), blocks, 4096);
        expect(await readOurs(at('r.parquet'))).toEqual(blocks.flat());
        expect(await readDuck(at('r.parquet'))).toHaveLength(blocks.flat().length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what the file says about itself', () => {
  test('units and meanings of columns, key and value texts', async () => {
    await write(at('t.parquet'), [TABLE]);
    const table = await openParquet(at('t.parquet'));
    table.close();
    expect(table.columns).toEqual(COLUMNS);
    expect(table.metadata['origin']).toBe('test é');
    const { key_value_metadata: pairs } = await parquetMetadataAsync(await asyncBufferFromFile(at('t.parquet')));
    const notes = pairs?.find(({ key }) => key === COLUMNS_KEY)?.value ?? '';
    expect(JSON.parse(notes)).toEqual(COLUMNS.map(({ name, type, unit, about }) => ({ name, type, unit, about })));
  });

  test('least and greatest value of each row group', async () => {
    const rows = Array.from({ length: 4000 }, (_, k): Row => [k * 1000, k, k, k, true, 'bid']);
    await write(at('t.parquet'), [rows], 65_536);
    const { row_groups: groups } = await parquetMetadataAsync(await asyncBufferFromFile(at('t.parquet')));
    const ranges = groups.map(({ columns }) => columns[1]?.meta_data?.statistics);
    expect(ranges.length).toBeGreaterThan(2);
    expect(ranges[0]).toMatchObject({ min_value: 0n, null_count: 0n });
    expect(ranges.at(-1)).toMatchObject({ max_value: 3999n });
  });

  test('only the columns and row groups asked for are read', async () => {
    const rows = Array.from({ length: 4000 }, (_, k): Row => [k, k, k, k, true, 'bid']);
    await write(at('t.parquet'), [rows], 65_536);
    const table = await openParquet(at('t.parquet'));
    const ids: (number | null)[] = [];
    for await (const block of table.batches({ columns: ['id'], rowGroups: [1] })) {
      expect(block.columns.map(({ name }) => name)).toEqual(['id']);
      for (let row = 0; row < block.rows; row++) ids.push(block.number(0, row));
    }
    const first = table.groups[0]!.rows;
    expect(ids).toEqual(rows.slice(first, first + table.groups[1]!.rows).map(([, id]) => id));
    await expect(table.batches({ columns: ['nope'] }).next()).rejects.toMatchObject({ code: 'V13_PARQUET_COLUMN' });
    table.close();
  });
});

describe('nothing is left', () => {
  const open = () => openParquetWriter({ path: at('t.parquet'), columns: COLUMNS, metadata: {}, rowGroupBytes: 4096 });
  const names = () => readdirSync(folder.path);

  test('by a producer that gives up in the middle', async () => {
    const writer = await open();
    for (let k = 0; k < 300; k++) await writer.append(fill(createTableBlock(COLUMNS, 6), TABLE));
    await writer.abort();
    expect(names()).toEqual([]);
    await expect(writer.append(fill(createTableBlock(COLUMNS, 6), TABLE))).rejects.toThrow('cannot write');
  });

  test('by a value that is missing where none may be', async () => {
    const writer = await open();
    const block = createTableBlock(COLUMNS, 6);
    await writer.append(fill(block, TABLE));
    block.setNumber(0, 3, null);
    await expect(writer.append(block)).rejects.toThrow();
    await writer.abort();
    expect(names()).toEqual([]);
  });

  test('by an encoder that gets less than it was told of', async () => {
    const writer = await open();
    const block = fill(createTableBlock(COLUMNS, 6), TABLE);
    let reads = 0;
    const lying = new Proxy(block, {
      get: (target, key) => (key === 'rows' && ++reads > 2 ? 7 : (Reflect.get(target, key) as unknown)),
    });
    await writer.append(lying);
    await expect(writer.finish()).rejects.toMatchObject({ code: 'V13_PARQUET_SHORT' });
    expect(names()).toEqual([]);
  });

  test('and a file that was there stays as it was', async () => {
    writeFileSync(at('t.parquet'), 'old');
    const writer = await open();
    await writer.append(fill(createTableBlock(COLUMNS, 6), TABLE));
    await writer.abort();
    expect(readFileSync(at('t.parquet'), 'utf8')).toBe('old');
  });

  test('where the folder cannot be made', async () => {
    writeFileSync(at('file'), '');
    const path = at('file/t.parquet');
    await expect(openParquetWriter({ path, columns: COLUMNS, metadata: {} })).rejects.toMatchObject({
      code: 'V13_STORE_WRITE',
    });
    expect(existsSync(path)).toBe(false);
  });
});

describe('a file that is no whole table', () => {
  test.each([0, 3, 100])('is refused, cut off %d bytes from the beginning', async (bytes) => {
    await write(at('t.parquet'), [TABLE]);
    truncateSync(at('t.parquet'), bytes);
    await expect(openParquet(at('t.parquet'))).rejects.toMatchObject({ code: 'V13_PARQUET_UNREADABLE' });
  });
});

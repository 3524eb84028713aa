// Tables as files: the same rows give the same bytes, however often the run was resumed; a failure leaves nothing.

import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FeatureTableColumn, tableColumns } from '../../../src/assembly/compute/feature-table.js';
import { TABLE_FORMATS, type TableFormat, openTableFile } from '../../../src/assembly/compute/table-file.js';
import { DEFAULT_CHAIN } from '../../../src/core/pipeline/config.js';
import type { SignalRow } from '../../../src/core/pipeline/row.js';
import { initRng, nextInt } from '../../../src/core/stats/rng.js';
import { freshFolder } from '../../support/cli.js';
import { allFeatures } from '../../support/feature-kinds.js';
import { batchesOf } from '../../support/frames.js';
import { cloneMarket, openMarket, stepMarket } from '../../support/market-run.js';
import { BTC_2024, framesIn, instrumentsOf, pathsOf } from '../../support/recordings.js';
import { fullRow } from '../../support/signal-rows.js';

let folder = '';
let removeFolder = (): void => undefined;
beforeEach(() => {
  const fresh = freshFolder();
  folder = fresh.path;
  removeFolder = () => fresh.remove();
});
afterEach(() => removeFolder());

const fail = () => Promise.reject(new Error('no standard output here'));

const open = (name: string, format: TableFormat, columns: readonly FeatureTableColumn[] = tableColumns([])) =>
  openTableFile({ path: join(folder, name), format, columns, metadata: { 'v13.schema': 'test' }, print: fail });

async function written(name: string, format: TableFormat, rows: readonly SignalRow[]): Promise<Buffer> {
  const file = await open(name, format, tableColumns(allFeatures()));
  for (let from = 0; from < rows.length; from += 700) await file.take(rows.slice(from, from + 700));
  const { rows: count } = await file.commit();
  expect(count).toBe(rows.length);
  return readFileSync(join(folder, name));
}

/** All bytes of text; of Parquet those before the footer, whose notes stand in any order. */
function contentOf(file: Buffer, format: TableFormat): Buffer {
  if (format !== 'parquet') return file;
  return file.subarray(0, file.length - 8 - file.readUInt32LE(file.length - 8));
}

describe.skipIf(pathsOf(BTC_2024) === null)('a run resumed from its checkpoint at 100 random points', () => {
  const paths = pathsOf(BTC_2024) ?? [];
  /** Rows of 20,000 frames; between batches the state is sometimes thrown away for a copy of it. */
  function rowsOf(resumptions: number): SignalRow[] {
    const frames = framesIn(BTC_2024, paths).slice(0, 20_000);
    const batches = batchesOf(frames, 97);
    const rng = initRng(5);
    const at = new Set<number>();
    while (at.size < resumptions) at.add(nextInt(rng, batches.length));
    let market = openMarket(DEFAULT_CHAIN, { instruments: instrumentsOf(BTC_2024), features: allFeatures() });
    const rows: SignalRow[] = [];
    batches.forEach((batch, index) => {
      if (at.has(index)) market = cloneMarket(market);
      stepMarket(market, batch, rows);
    });
    return rows;
  }

  test.each(TABLE_FORMATS)('gives the same %s file', async (format) => {
    const whole = await written('whole', format, rowsOf(0));
    const resumed = await written('resumed', format, rowsOf(100));
    expect(contentOf(resumed, format).equals(contentOf(whole, format))).toBe(true);
  });
});

describe.each(['csv', 'ndjson'] as const)('%s and the file that describes it', (format) => {
  test('a name that only the longer of the two makes too long leaves nothing', async () => {
    await expect(open(`${'a'.repeat(228)}.${format}`, format)).rejects.toThrow('ENAMETOOLONG');
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each(['t', 't.meta.json'])('a folder at %s: neither appears', async (taken) => {
    mkdirSync(join(folder, taken));
    const file = await open('t', format);
    await expect(file.commit()).rejects.toThrow(taken);
    await file.discard();
    expect(readdirSync(folder)).toEqual([taken]);
  });
});

describe.each(TABLE_FORMATS)('%s', (format) => {
  test('given up in the middle, nothing is there', async () => {
    const file = await open('t', format);
    await file.take(Array.from({ length: 5_000 }, fullRow));
    await file.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a value that is not finite is a fault of ours, and leaves nothing', async () => {
    const columns = [...tableColumns([])];
    columns.push({ name: 'x', type: 'f64', nullable: true, unit: 'ratio', about: 'A ratio.' });
    const file = await open('t', format, columns);
    await expect(file.take([{ ...fullRow(), features: [NaN] }])).rejects.toThrow('not finite');
    await file.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a table without rows is a table', async () => {
    const file = await open('t', format);
    expect((await file.commit()).rows).toBe(0);
    expect(readdirSync(folder)).toContain('t');
  });
});

// The parts of a query without DuckDB: sources behind paths, coverage by paths, rows as CSV and JSON.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { coverageOf } from '../../../src/assembly/query/coverage.js';
import { csvHead, csvRows, jsonRows, keysOf, ndjsonRows } from '../../../src/assembly/query/result-text.js';
import { findSources } from '../../../src/assembly/query/sources.js';
import { DataError } from '../../../src/platform/errors.js';
import { freshFolder } from '../../support/cli.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const at = (name: string): string => join(folder.path, name);
function put(...names: string[]): string[] {
  return names.map((name) => {
    mkdirSync(join(at(name), '..'), { recursive: true });
    writeFileSync(at(name), '');
    return at(name);
  });
}

describe('sources', () => {
  const find = (...paths: string[]) => findSources({ paths, dataRoot: at('data') });

  test('without a path: the lake, else the recordings of the data root, else nothing', () => {
    expect(() => find()).toThrow(DataError);
    expect(() => find()).toThrow(/nothing to query/);
    put('data/raw/a.ndjson');
    expect(find()).toEqual({ lakeDir: null, files: [], recordings: [at('data')] });
    put('data/lake/.work/kind=depth/part-0.parquet', 'data/lake/kind=depth/.part-0.parquet');
    expect(find().lakeDir).toBeNull();
    put('data/lake/kind=depth/part-0.parquet');
    expect(find()).toEqual({ lakeDir: at('data/lake'), files: [], recordings: [] });
  });

  test('paths: files, folders and patterns of Parquet; each file once; all else is recordings', () => {
    const [a = '', b = ''] = put('x/a.parquet', 'x/deep/b.parquet');
    put('x/.work/c.parquet', 'x/deep/note.txt', 'r/day.ndjson');
    expect(find(at('x'), a)).toEqual({ lakeDir: null, files: [a, b], recordings: [] });
    expect(find(at('x/**/*.parquet')).files).toEqual([a, b]);
    expect(find(a, at('r/day.ndjson'))).toEqual({ lakeDir: null, files: [a], recordings: [at('r/day.ndjson')] });
    expect(find('-').recordings).toEqual(['-']);
  });

  test('what is not there is said before anything is opened', () => {
    for (const path of ['missing.parquet', 'missing/', '*.parquet']) expect(() => find(at(path))).toThrow(DataError);
  });
});

test('coverage is read from the paths, and from what single files state', () => {
  const path = (env: string, symbol: string, date: string) =>
    `/l/venue=v/env=${env}/symbol=${symbol}/date=${date}/kind=depth/p.parquet`;
  const views = [
    {
      name: 'depth',
      files: [path('mainnet', 'B', '2024-08-09'), path('mainnet', '%E5%B8%81', '2024-08-08')],
      envs: [],
    },
    { name: 'gaps', files: [], envs: [] },
    { name: 'data', files: ['/x/%zz.parquet'], envs: ['TESTNET'] },
  ];
  expect(coverageOf(views)).toEqual({
    files: { depth: 2, gaps: 0, data: 1 },
    empty: ['gaps'],
    envs: ['MAINNET', 'TESTNET'],
    symbols: ['B', '币'],
    days: ['2024-08-08', '2024-08-09'],
  });
  expect(coverageOf([]).days).toBeNull();
});

describe('rows', () => {
  const batch = {
    rows: 2,
    values: [
      [1n, 9007199254740993n],
      ['a "b", c\nd', ''],
      [null, true],
      [Number.NaN, 0.1],
      [[1n, null], { k: '2024-08-08' }],
    ],
  };

  test('as CSV: quoted where it must be, absent is nothing, empty is quoted', () => {
    expect(csvHead([{ name: 'a' }, { name: 'b,c' }])).toBe('a,"b,c"\n');
    expect(csvRows(batch)).toBe(
      '1,"a ""b"", c\nd",,NaN,"[1,null]"\n9007199254740993,"",true,0.1,"{""k"":""2024-08-08""}"\n',
    );
  });

  test('as JSON: exact, whatever a double can hold', () => {
    expect(jsonRows(batch)).toEqual([
      [1, 'a "b", c\nd', null, 'NaN', [1, null]],
      ['9007199254740993', '', true, 0.1, { k: '2024-08-08' }],
    ]);
  });

  test('as NDJSON: a name that comes twice gets a number', () => {
    expect(keysOf([{ name: 'a' }, { name: 'a' }, { name: 'a_1' }])).toEqual(['a', 'a_1', 'a_1_1']);
    expect(ndjsonRows(['x', 'y'], { rows: 1, values: [[1], ['t']] })).toBe('{"x":1,"y":"t"}\n');
  });
});

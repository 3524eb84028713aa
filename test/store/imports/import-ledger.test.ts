// The book of what was imported: found again by hash and by address, forgotten with its segments.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  IMPORT_SCHEMA,
  type ImportRecord,
  importOf,
  importOfUrl,
  readImports,
  writeImport,
} from '../../../src/store/imports/import-ledger.js';
import { freshFolder } from '../../support/cli.js';

const folder = freshFolder();
afterAll(() => folder.remove());

const RECORD: ImportRecord = {
  schema: IMPORT_SCHEMA,
  ...{ session: '20240808T235415Z-bcd0', venue: 'binance-usdm', env: 'unstated', software: 'v13 0.1.0' },
  files: [{ name: 'a.gz', format: 'hftbacktest', bytes: 3, sha256: 'ab'.repeat(32), url: 'https://host/a.gz' }],
  segments: ['raw/binance-usdm/unstated/2024-08-08/20240808T235415Z-bcd0-0000.ndjson'],
  ...{ lines: 2, firstRecvUs: 1, lastRecvUs: 2 },
};

test('a folder without imports holds none', async () => {
  expect(await readImports(join(folder.path, 'nowhere'))).toEqual([]);
});

test('an import is known by hash and address while its segments are there', async () => {
  const segment = join(folder.path, RECORD.segments[0]!);
  mkdirSync(dirname(segment), { recursive: true });
  writeFileSync(segment, '{}\n');
  await writeImport(folder.path, RECORD);
  writeFileSync(join(folder.path, 'imports', 'other.json'), '{"schema":"something else"}');
  writeFileSync(join(folder.path, 'imports', 'broken.json'), '{');
  const records = await readImports(folder.path);
  expect(records).toEqual([RECORD]);
  expect(importOf(records, 'ab'.repeat(32))).toEqual(RECORD);
  expect(importOf(records, 'cd'.repeat(32))).toBeNull();
  expect(importOfUrl(records, 'https://host/a.gz')).toEqual(RECORD);
  rmSync(segment);
  expect(await readImports(folder.path)).toEqual([]);
  writeFileSync(`${segment}.gz`, '');
  expect(await readImports(folder.path)).toHaveLength(1);
});

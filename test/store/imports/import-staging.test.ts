// The place of imports under way: cleaned of dead runs, left to those that live.

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStaging } from '../../../src/store/imports/import-staging.js';
import { listInputs } from '../../../src/store/inputs.js';
import { freshFolder } from '../../support/cli.js';

const folder = freshFolder();
afterAll(() => folder.remove());
const SESSION = '20240808T235415Z-bcd0';

test('what killed runs left is removed, what a living one writes is not', async () => {
  const base = join(folder.path, '.import');
  // 2^22 is the largest process id of Linux; nothing has one above it.
  for (const pid of [4_999_999, process.ppid]) mkdirSync(join(base, `${SESSION}.${pid}`), { recursive: true });
  const staging = await openStaging(folder.path, SESSION);
  expect(readdirSync(base).sort()).toEqual([`${SESSION}.${process.pid}`, `${SESSION}.${process.ppid}`].sort());
  expect(staging.folder).toBe(join(base, `${SESSION}.${process.pid}`));
  await staging.discard();
  expect(existsSync(staging.folder)).toBe(false);
});

test('no reader of the data folder finds what lies there', () => {
  writeFileSync(join(folder.path, 'seen.ndjson'), '');
  mkdirSync(join(folder.path, '.import', 'x'), { recursive: true });
  writeFileSync(join(folder.path, '.import', 'x', 'half.ndjson.open'), '');
  expect(listInputs([folder.path]).map(({ path }) => path)).toEqual([join(folder.path, 'seen.ndjson')]);
});

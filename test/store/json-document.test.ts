// JSON documents in files: what is read, what is passed over.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileName, jsonPaths, readJsonFile } from '../../src/store/json-document.js';
import { freshFolder } from '../support/cli.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});
const put = (name: string, text: string): string => {
  const path = join(folder.path, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
};

test('a document with the time it was written', async () => {
  const found = await readJsonFile(put('a.json', '{"a":1}'));
  expect(found?.document).toEqual({ a: 1 });
  expect(Math.abs((found?.writtenUs ?? 0) / 1e6 - Date.now() / 1e3)).toBeLessThan(60);
});

test('what is no document is null', async () => {
  expect(await readJsonFile(put('b.json', '{'))).toBeNull();
  expect(await readJsonFile(join(folder.path, 'absent.json'))).toBeNull();
  expect(await readJsonFile(folder.path)).toBeNull();
});

test('a folder has those at any depth, a file is itself, nothing is null', async () => {
  const paths = [put('x/1.json', '1'), put('x/y/2.JSON', '2')];
  put('x/3.txt', '3');
  expect(await jsonPaths(folder.path)).toEqual(paths);
  expect(await jsonPaths(paths[0]!)).toEqual([paths[0]]);
  expect(await jsonPaths(join(folder.path, 'absent'))).toBeNull();
  expect(fileName(paths[0]!)).toBe('1.json');
});

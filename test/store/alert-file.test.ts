// Alerts on disk: a file a day, nothing torn, and a broken disk told once.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { alertFileName, openAlertFile } from '../../src/store/alert-file.js';
import { freshFolder } from '../support/cli.js';

const folder = freshFolder();
afterAll(() => folder.remove());

const DAY_US = 86_400_000_000;
const NOON_US = 1_723_118_400_000_000;

const place = (name: string, faults: string[] = []) => {
  const path = join(folder.path, name);
  return { path, file: openAlertFile({ folder: path, onFault: (error) => faults.push(error.message) }) };
};

test('lines in their order, a file a day of UTC', async () => {
  const { path, file } = place('days');
  for (let n = 0; n < 50; n++) file.append(`{"n":${n}}\n`, NOON_US + (n % 2) * DAY_US);
  await file.flush();
  expect(readdirSync(path).sort()).toEqual(['alerts-2024-08-08.ndjson', 'alerts-2024-08-09.ndjson']);
  const text = readFileSync(join(path, 'alerts-2024-08-08.ndjson'), 'utf8');
  expect(text).toBe(Array.from({ length: 25 }, (_, n) => `{"n":${2 * n}}\n`).join(''));
  expect(file.lost()).toBe(0);
});

test('what an earlier run wrote stays; its torn last line is ended', async () => {
  const { path, file } = place('torn');
  mkdirSync(path);
  writeFileSync(join(path, alertFileName(NOON_US)), '{"a":1}\n{"b":');
  file.append('{"c":1}\n', NOON_US);
  await file.flush();
  file.append('{"d":1}\n', NOON_US);
  await file.flush();
  expect(readFileSync(join(path, alertFileName(NOON_US)), 'utf8')).toBe('{"a":1}\n{"b":\n{"c":1}\n{"d":1}\n');
});

test('a folder that is none: told once, counted, nothing thrown', async () => {
  const faults: string[] = [];
  writeFileSync(join(folder.path, 'file'), '');
  const { file } = place('file', faults);
  for (let n = 0; n < 3; n++) {
    file.append('{}\n', NOON_US);
    await file.flush();
  }
  expect([faults.length, file.lost()]).toEqual([1, 3]);
});

test('faster than any disk: bounded, and the rest counted', async () => {
  const faults: string[] = [];
  const { file } = place('flood', faults);
  for (let n = 0; n < 12_000; n++) file.append('{}\n', NOON_US);
  await file.flush();
  expect(file.lost()).toBeGreaterThan(0);
  expect(faults).toEqual(['alerts come faster than the disk takes them']);
});

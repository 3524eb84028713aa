// What the machine tells of itself: folders, fsync, open files, scratch folders.

import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StoreError } from '../../src/platform/errors.js';
import { folderState } from '../../src/platform/folder-state.js';
import { openFileLimit } from '../../src/platform/open-file-limit.js';
import { processMark } from '../../src/platform/process-mark.js';
import { openScratchFolder } from '../../src/platform/scratch-folder.js';
import { measureSync } from '../../src/platform/sync-speed.js';
import { freshFolder } from '../support/cli.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});
const at = (name: string): string => join(folder.path, name);

test('a folder: there, missing, a file in its place, not ours to write', () => {
  writeFileSync(at('file'), '');
  expect(folderState(folder.path)).toEqual({ exists: true, isFolder: true, isWritable: true, nearest: folder.path });
  expect(folderState(at('a/b'))).toEqual({ exists: false, isFolder: false, isWritable: true, nearest: folder.path });
  expect(folderState(at('file'))).toMatchObject({ exists: true, isFolder: false, isWritable: false });
  expect(folderState('/proc/nothing')).toMatchObject({ exists: false, nearest: '/proc' });
});

test('fsync is measured and leaves nothing', async () => {
  const signal = new AbortController().signal;
  const speed = await measureSync(folder.path, { count: 5, bytes: 64, limitMs: 5_000, signal });
  expect(speed.count).toBe(5);
  expect(speed.p50Us).toBeGreaterThan(0);
  expect(speed.p95Us).toBeGreaterThanOrEqual(speed.p50Us);
  expect((await measureSync(folder.path, { count: 1_000, bytes: 64, limitMs: 0, signal })).count).toBe(1);
  await expect(measureSync(at('missing'), { count: 1, bytes: 1, limitMs: 1, signal })).rejects.toThrow(/ENOENT/);
  await expect(
    measureSync(folder.path, { count: 5, bytes: 1, limitMs: 1_000, signal: AbortSignal.abort(new Error('enough')) }),
  ).rejects.toThrow('enough');
  expect(readdirSync(folder.path)).toEqual([]);
});

test('the limit of open files is read where the system tells it', () => {
  const line = (soft: string) =>
    `Limit  Soft Limit  Hard Limit\nMax open files            ${soft}     1048576   files\n`;
  expect(openFileLimit(() => line('256'))).toBe(256);
  expect(openFileLimit(() => line('unlimited'))).toBe(Infinity);
  expect(openFileLimit(() => 'nothing of the kind')).toBeNull();
  expect(
    openFileLimit(() => {
      throw new Error('no such file');
    }),
  ).toBeNull();
});

test('a scratch folder lies where it is wanted, else beside the data, else in the system folder; it goes with all in it', async () => {
  const named = await openScratchFolder(at('spill/deep'), at('data'));
  expect(named.path.startsWith(at('spill/deep/.v13-scratch-'))).toBe(true);
  mkdirSync(at('data'));
  const home = await openScratchFolder(null, at('data'));
  expect(home.path.startsWith(at('data/.v13-scratch-'))).toBe(true);
  const system = await openScratchFolder(null, at('missing'));
  expect(system.path.startsWith(folder.path)).toBe(false);
  writeFileSync(join(home.path, 'x'), '');
  for (const scratch of [named, home, system]) {
    await scratch.remove();
    await scratch.remove();
    expect(existsSync(scratch.path)).toBe(false);
  }
});

test('what a killed run left is swept after a day, what is young stays', async () => {
  mkdirSync(at('.v13-scratch-old/lake'), { recursive: true });
  mkdirSync(at('.v13-scratch-new'));
  mkdirSync(at('other'));
  const longAgo = Date.now() / 1_000 - 100_000;
  utimesSync(at('.v13-scratch-old'), longAgo, longAgo);
  utimesSync(at('other'), longAgo, longAgo);
  await (await openScratchFolder(null, folder.path)).remove();
  expect(readdirSync(folder.path).sort()).toEqual(['.v13-scratch-new', 'other']);
});

test('a folder that cannot be made is a fault of storage', async () => {
  writeFileSync(at('file'), '');
  await expect(openScratchFolder(at('file/spill'), folder.path)).rejects.toThrow(StoreError);
});

test.skipIf(!existsSync('/proc/self'))(
  'data that cannot be written to: the scratch folder is one of the system',
  async () => {
    const scratch = await openScratchFolder(null, '/proc');
    expect(scratch.path.startsWith('/proc')).toBe(false);
    await scratch.remove();
    await expect(openScratchFolder('/proc', folder.path)).rejects.toThrow(StoreError);
  },
);

test.skipIf(processMark() === null)(
  'the folder of a killed run goes at the next start, that of a live one stays',
  async () => {
    const mark = processMark() ?? '';
    const [pid, start, place] = mark.split('.');
    mkdirSync(at(`.v13-scratch-${pid}.${Number(start) + 1}.${place}-aaaaaa`));
    mkdirSync(at(`.v13-scratch-${pid}.${start}.00000000-bbbbbb`));
    const live = await openScratchFolder(null, folder.path);
    await (await openScratchFolder(null, folder.path)).remove();
    expect(readdirSync(folder.path).sort()).toEqual(
      [`.v13-scratch-${pid}.${start}.00000000-bbbbbb`, basename(live.path)].sort(),
    );
  },
);

// Recordings appear whole or not at all, and the same lines give the same bytes.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRecordingWriter } from '../../../src/store/ndjson/recording-writer.js';
import { freshFolder } from '../../support/cli.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

async function writeTwoLines(name: string): Promise<Buffer> {
  const path = join(folder.path, name);
  const writer = await createRecordingWriter({ path, overwrite: false });
  await writer.write('one\n');
  await writer.write('two\n');
  await writer.commit();
  const bytes = readFileSync(path);
  expect(writer.bytes()).toBe(bytes.length);
  return bytes;
}

test('plain lines stand as written', async () => {
  expect((await writeTwoLines('a.ndjson')).toString()).toBe('one\ntwo\n');
});

test('gzip holds the same lines; its header has no time and no system', async () => {
  const bytes = await writeTwoLines('a.ndjson.gz');
  expect(gunzipSync(bytes).toString()).toBe('one\ntwo\n');
  expect([...bytes.subarray(0, 4), ...bytes.subarray(4, 8), bytes[9]]).toEqual([31, 139, 8, 0, 0, 0, 0, 0, 255]);
  expect(bytes.equals(await writeTwoLines('b.ndjson.gz'))).toBe(true);
});

test.each(['a.ndjson', 'a.ndjson.gz'])('%s: nothing is left after a discard', async (name) => {
  const writer = await createRecordingWriter({ path: join(folder.path, name), overwrite: false });
  await writer.write('one\n');
  await writer.discard();
  expect(readdirSync(folder.path)).toEqual([]);
});

test('an existing file is kept unless it may be replaced', async () => {
  const path = join(folder.path, 'a.ndjson');
  writeFileSync(path, 'old');
  await expect(createRecordingWriter({ path, overwrite: false })).rejects.toMatchObject({ code: 'V13_STORE_EXISTS' });
  const writer = await createRecordingWriter({ path, overwrite: true });
  await writer.write('new');
  expect(readFileSync(path, 'utf8')).toBe('old');
  await writer.commit();
  expect(readFileSync(path, 'utf8')).toBe('new');
});

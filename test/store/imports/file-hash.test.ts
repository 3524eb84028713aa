// Hashes of files.

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hashFile } from '../../../src/store/imports/file-hash.js';
import { freshFolder } from '../../support/cli.js';

const folder = freshFolder();
afterAll(() => folder.remove());
const signal = new AbortController().signal;

test('the hash of the bytes, all of them counted', async () => {
  const bytes = Buffer.alloc(3_000_000, 'v13');
  const path = join(folder.path, 'a');
  writeFileSync(path, bytes);
  let seen = 0;
  const hash = await hashFile(path, { signal, onBytes: (count) => void (seen += count) });
  expect([hash, seen]).toEqual([createHash('sha256').update(bytes).digest('hex'), bytes.length]);
});

test('a file that is not there, and an interruption', async () => {
  const path = join(folder.path, 'b');
  await expect(hashFile(path, { signal, onBytes: () => undefined })).rejects.toMatchObject({
    code: 'V13_INPUT_UNREADABLE',
  });
  const reason = new Error('stopped');
  const aborted = AbortSignal.abort(reason);
  await expect(hashFile(join(folder.path, 'a'), { signal: aborted, onBytes: () => undefined })).rejects.toBe(reason);
});

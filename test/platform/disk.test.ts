// Free space under a path.

import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { diskSpace } from '../../src/platform/disk.js';

test('is that of the nearest folder that exists', async () => {
  const here = await diskSpace(tmpdir());
  expect(here!.freeBytes).toBeGreaterThan(0);
  expect(here!.totalBytes).toBeGreaterThanOrEqual(here!.freeBytes);
  expect((await diskSpace(join(tmpdir(), 'v13-none', 'below', 'it')))?.totalBytes).toBe(here!.totalBytes);
});

test('is null where nobody can say', async () => {
  expect(await diskSpace('a\0b')).toBeNull();
});

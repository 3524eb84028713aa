// Tests of where a capture listens for those who look at it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWatchServer } from '../../../src/assembly/watch/watch-server.js';
import { freshFolder } from '../../support/cli.js';
import { watchSnapshot } from '../../support/watch-sample.js';

const open = () => ({ snapshot: () => watchSnapshot() });

test('in the folder, over what a dead capture left; far away where the path would be too long', async () => {
  const folder = freshFolder();
  const { path } = folder;
  writeFileSync(join(path, '.watch.sock'), '');
  const near = await openWatchServer({ dataRoot: path, open, nowMs: () => 0 });
  expect(near.path).toBe(join(path, '.watch.sock'));
  const deep = join(path, 'x'.repeat(60), 'y'.repeat(60));
  mkdirSync(deep, { recursive: true });
  const far = await openWatchServer({ dataRoot: deep, open, nowMs: () => 0 });
  expect(Buffer.byteLength(far.path)).toBeLessThan(104);
  await near.close();
  await far.close();
  folder.remove();
});

// A capture that the exchange puts off at its start.

import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { freshFolder, runCli } from '../support/cli.js';
import { startEmulatorProcess } from '../support/emulator.js';

const folder = freshFolder();
afterAll(() => folder.remove());

async function captureFrom(fault: string, name: string): Promise<Awaited<ReturnType<typeof runCli>>> {
  const emulator = await startEmulatorProcess(['--seed', '7', '--symbol', 'ETHUSDT', '--fault', fault]);
  try {
    const source = ['--env', 'emulator', '--base-url', emulator.url, '--symbol', 'ETHUSDT', '--duration', '2s'];
    return await runCli(['capture', ...source, '--data', join(folder.path, name)]);
  } finally {
    await emulator.stop();
  }
}

test('429: waits and begins', async () => {
  const { code, stderr } = await captureFrom('rest-429:n=1,s=2', 'short');
  expect([code, stderr]).toEqual([0, expect.stringMatching(/\(429\).*; waiting 2 s, until 20\d\d-\d\d-\d\d \S+ UTC/)]);
}, 60_000);

test('418 for an hour: ends, and says until when', async () => {
  const { code, stderr } = await captureFrom('rest-418:n=99,s=3600', 'long');
  expect([code, stderr]).toEqual([4, expect.stringMatching(/\(418\).*, until 20\d\d-\d\d-\d\d \S+ UTC/)]);
}, 60_000);

test('a disk without room for it: refused before anything is asked of the exchange', async () => {
  const nobody = 'http://127.0.0.1:1';
  const args = ['--env', 'emulator', '--base-url', nobody, '--symbol', 'ETHUSDT', '--min-free', '900TB'];
  const { code, stderr } = await runCli(['capture', ...args, '--data', join(folder.path, 'full')]);
  expect([code, stderr]).toEqual([5, expect.stringContaining('MB are to be kept free')]);
}, 60_000);

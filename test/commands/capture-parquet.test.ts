// `capture --parquet`: closed segments are in the lake while the capture goes on, and nothing of it is lost or doubled.

import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { freshFolder, runCli } from '../support/cli.js';
import { startEmulatorProcess } from '../support/emulator.js';

const folder = freshFolder();
afterAll(() => folder.remove());

interface Answer {
  readonly data: readonly (readonly unknown[])[];
}

async function ask(data: string, statement: string): Promise<readonly unknown[]> {
  const { stdout, stderr, code } = await runCli(['query', statement, '--data', data, '--json']);
  if (code !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as Answer).data[0] ?? [];
}

test('segments are converted as they close; what is left is converted afterwards; rows are those of one conversion', async () => {
  const emulator = await startEmulatorProcess(['--seed', '7', '--symbol', 'ETHUSDT']);
  const data = join(folder.path, 'data');
  try {
    const source = ['--env', 'emulator', '--base-url', emulator.url, '--symbol', 'ETHUSDT', '--duration', '14s'];
    const kept = ['--z-window', '40', '--rotate', '2s', '--parquet', '3s', '--data', data];
    const { code, stderr, stdout } = await runCli(['capture', ...source, ...kept, '--json']);
    expect(code, stderr).toBe(0);
    expect(stderr).not.toContain('conversion to Parquet failed');
    const { digest } = JSON.parse(stdout) as { digest: string };
    expect((await runCli(['replay', '--data', data, '--expect', digest])).code).toBe(0);
  } finally {
    await emulator.stop();
  }
  const counts = 'SELECT (SELECT count(*) FROM depth) AS depth, (SELECT count(*) FROM trades) AS trades';
  const [early] = await ask(data, counts);
  expect(early).toBeGreaterThan(0);
  const rest = await runCli(['convert', '--data', data]);
  expect(rest.code, rest.stderr).toBe(0);
  const all = await ask(data, counts);
  // A last segment may have closed just before the end, and hold nothing more.
  expect(all[0]).toBeGreaterThanOrEqual(Number(early));
  const other = join(folder.path, 'other');
  expect((await runCli(['convert', join(data, 'raw'), '--data', other])).code).toBe(0);
  expect(await ask(other, counts)).toEqual(all);
}, 120_000);

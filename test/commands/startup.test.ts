// Help and version start fast, because they load next to nothing.

import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { BINARY, ensureBuilt, freshFolder } from '../support/cli.js';

const ROUNDS = 9;

const timed = (args: readonly string[]) => {
  const started = performance.now();
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - started;
};
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Bytes of our own scripts that a call loaded, as V8's coverage lists them. */
function loadedBytes(args: readonly string[]): number {
  const folder = freshFolder();
  try {
    execFileSync(process.execPath, [BINARY, ...args], {
      stdio: 'ignore',
      env: { ...process.env, NODE_V8_COVERAGE: folder.path },
    });
    const urls = readdirSync(folder.path).flatMap((name) => {
      const report = JSON.parse(readFileSync(join(folder.path, name), 'utf8')) as { result: { url: string }[] };
      return report.result.map(({ url }) => url).filter((url) => url.includes('/dist/bin/'));
    });
    return urls.reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0);
  } finally {
    folder.remove();
  }
}

beforeAll(() => {
  ensureBuilt();
});

describe.each([['--help'], ['--version']])('v13 %s', (flag) => {
  test('takes less than 2.5 times an empty Node script', () => {
    const empty: number[] = [];
    const ours: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      empty.push(timed(['-e', '0']));
      ours.push(timed([BINARY, flag]));
    }
    expect(median(ours) / median(empty)).toBeLessThan(2.5);
  });

  test('loads under 64 kB of code', () => {
    expect(loadedBytes([flag])).toBeLessThan(64_000);
  });
});

test('a command loads more than that (the measure above can fail)', () => {
  expect(loadedBytes(['config', 'show'])).toBeGreaterThan(64_000);
});

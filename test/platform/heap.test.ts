// A heap that is kept small is collected more often than one that is left alone, under the same garbage.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';

/** Objects live for a while and go: 30 MB are held at any time. */
const SCRIPT = `
const { keepHeapSmall } = await import(process.argv[1]);
if (process.argv[2] === 'small') keepHeapSmall();
const held = new Array(300_000);
for (let i = 0; i < 8_000_000; i++) held[i % held.length] = { i, of: [i, i + 1] };
`;

/** By the main thread alone, so that a busy machine does not put collections off. */
const FLAGS = ['--single-threaded-gc', '--trace-gc', '--input-type=module', '-e', SCRIPT, '--'];

test('the heap is collected whole much more often', () => {
  const folder = mkdtempSync(join(tmpdir(), 'v13-heap-'));
  try {
    const bundle = join(folder, 'heap.mjs');
    buildSync({
      entryPoints: ['src/platform/heap.ts'],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
    });
    const collections = (how: string): number => {
      const trace = execFileSync(process.execPath, [...FLAGS, bundle, how], { encoding: 'utf8', maxBuffer: 1 << 26 });
      return trace.split('\n').filter((line) => line.includes('Mark-Compact')).length;
    };
    const [alone, small] = [collections('alone'), collections('small')];
    expect(alone).toBeGreaterThan(0);
    expect(small).toBeGreaterThan(1.5 * alone);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

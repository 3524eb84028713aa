// A heap that is kept small stays below one that is left alone, under the same garbage.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';

/** Largest heap, MB, while objects live for a while and go: 30 MB are held at any time. */
const SCRIPT = `
const { keepHeapSmall } = await import(process.argv[1]);
if (process.argv[2] === 'small') keepHeapSmall();
const held = new Array(300_000);
let most = 0;
for (let i = 0; i < 12_000_000; i++) {
  held[i % held.length] = { i, of: [i, i + 1] };
  if (i % 50_000 === 0) most = Math.max(most, process.memoryUsage().heapTotal);
}
process.stdout.write(String(Math.round(most / 1e6)));
`;

test('the largest heap is a good part smaller', () => {
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
    const most = (how: string): number =>
      Number(
        execFileSync(process.execPath, ['--input-type=module', '-e', SCRIPT, '--', bundle, how], { encoding: 'utf8' }),
      );
    const [alone, small] = [most('alone'), most('small')];
    expect(small).toBeLessThan(0.8 * alone);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

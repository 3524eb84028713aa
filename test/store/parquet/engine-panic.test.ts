// Damaged bytes inside a Parquet file: the engine falls over, v13 says which file it was. A trap of the engine is an uncaught
// exception, so that it is looked at from outside: in a process of its own.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshFolder, runCli } from '../../support/cli.js';
import { CLEAN } from '../../support/replays.js';

test.each([40, 4_000, 900_000])('%d bytes into a part of the lake: exit 3 with its path, no trace', async (place) => {
  const folder = freshFolder();
  try {
    const run = (...args: string[]) => runCli([...args, '--data', 'data'], { cwd: folder.path });
    expect((await run('convert', CLEAN)).code).toBe(0);
    const lake = join(folder.path, 'data', 'lake');
    const names = readdirSync(lake, { recursive: true, encoding: 'utf8' });
    const name = names.find((one) => one.includes('kind=depth') && one.endsWith('.parquet')) ?? '';
    const bytes = readFileSync(join(lake, name));
    writeFileSync(join(lake, name), bytes.fill(0xa5, place, place + 360));
    const { code, stderr } = await run('analyze', '--signals', 'ofi', '--horizon', '1s');
    expect([code, stderr]).toEqual([
      3,
      expect.stringContaining(`${name}: damaged: its rows cannot be read to the end`),
    ]);
    expect(stderr).not.toContain('wasm');
  } finally {
    folder.remove();
  }
});

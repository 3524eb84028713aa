// docs/query.md: every statement it shows is answered, with rows, over the lake of a bundled recording.

import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt, freshFolder, runCli } from '../support/cli.js';
import { ROOT, blocksOf, page } from '../support/docs.js';

const STATEMENTS = blocksOf(page('docs/query.md').text, 'sql');
const folder = freshFolder();

beforeAll(async () => {
  ensureBuilt();
  const recording = join(ROOT, 'fixtures/synthetic-gaps.ndjson.gz');
  const { code, stderr } = await runCli(['convert', recording, '--book', '5'], { cwd: folder.path });
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
}, 60_000);

afterAll(() => {
  folder.remove();
});

test('there are ten or more', () => {
  expect(STATEMENTS.length).toBeGreaterThanOrEqual(10);
});

test.each(STATEMENTS.map((sql, k) => [k + 1, sql] as const))('statement %i', { timeout: 30_000 }, async (_, sql) => {
  const { code, stdout, stderr } = await runCli(['query', '-', '--json'], { cwd: folder.path, stdin: sql });
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  const { rows, data } = JSON.parse(stdout) as { rows: number; data: unknown[][] };
  expect(rows).toBeGreaterThan(0);
  // A column that is null in every row has the wrong name or the wrong sense.
  const columns = data[0]?.length ?? 0;
  for (let k = 0; k < columns; k++)
    expect(
      data.some((row) => row[k] !== null),
      `column ${k + 1}`,
    ).toBe(true);
});

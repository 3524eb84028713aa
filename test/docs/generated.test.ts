// The generated tables of the docs are what the code says, and a table that is not is found.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, docPages } from '../support/docs.js';

type Tables = Readonly<Record<string, string>>;

interface Script {
  readonly table: (head: string[], rows: unknown[][]) => string;
  readonly fillPage: (text: string, tables: Tables) => string;
  readonly judgePages: (
    pages: readonly { path: string; text: string }[],
    tables: Tables,
  ) => { drifted: { path: string; text: string }[]; lost: string[] };
}

// Plain JavaScript, as it belongs to the scripts: its shape is stated above.
const { table, fillPage, judgePages } = (await import(
  new URL('../../scripts/docs-tables.mjs', import.meta.url).href
)) as Script;

const TABLES = { 'exit-codes': table(['code', 'meaning'], [[0, 'done']]) };
const marked = (body: string) =>
  `# A page\n\n<!-- generated:exit-codes -->\n\n${body}\n\n<!-- /generated -->\n\nEnd.\n`;

test('node scripts/docs.mjs --check finds nothing to change', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/docs.mjs'), '--check'], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('no page was left with an empty table', () => {
  for (const { path, text } of docPages()) {
    expect({ path, empty: /<!-- generated:[a-z-]+ -->\s*<!-- \/generated -->/.test(text) }).toEqual({
      path,
      empty: false,
    });
  }
});

describe('the check', () => {
  test('passes a page whose table is the one of the code', () => {
    const text = marked('| code | meaning |\n|---|---|\n| 0 | done |');
    expect(judgePages([{ path: 'a.md', text }], TABLES)).toEqual({ drifted: [], lost: [] });
  });

  test('finds a drifted table, and mends it without touching the rest', () => {
    const { drifted } = judgePages(
      [{ path: 'a.md', text: marked('| code | meaning |\n|---|---|\n| 0 | gone |') }],
      TABLES,
    );
    expect(drifted).toEqual([{ path: 'a.md', text: marked('| code | meaning |\n|---|---|\n| 0 | done |') }]);
  });

  test('finds a table that no page shows', () => {
    expect(judgePages([{ path: 'a.md', text: '# A page\n' }], TABLES).lost).toEqual(['exit-codes']);
  });

  test('refuses an unknown table and a lonely marker', () => {
    expect(() => fillPage('<!-- generated:nothing -->\n<!-- /generated -->', TABLES)).toThrow(
      'there is no table nothing',
    );
    expect(() => fillPage('<!-- generated:exit-codes -->\n', TABLES)).toThrow('1 generated parts begin and 0 end');
  });

  test('a bar inside a cell does not end the cell', () => {
    expect(table(['x'], [['|z|']])).toBe('| x |\n|---|\n| \\|z\\| |');
  });
});

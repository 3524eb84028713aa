// The rules of ARCHITECTURE.md and of the house style, held on the project itself and shown to fail where they should.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PLANTED_CODE } from './support/architecture/planted-code.js';
import { PLANTED_IMPORTS, type Planted, type Tree } from './support/architecture/planted.js';
import { RULES, type RuleName } from './support/architecture/rules.js';
import { type Violation, formatViolation, parseSources } from './support/architecture/source.js';
import { readSources } from './support/architecture/tree.js';

const PLANTED: Readonly<Record<RuleName, Planted>> = { ...PLANTED_IMPORTS, ...PLANTED_CODE };
const NAMES = Object.keys(RULES) as RuleName[];

/** A planted tree as sources: a first line is added, except for the rules that look at it. */
function plant(tree: Tree, name: RuleName): Violation[] {
  const asIs = name === 'first-line' || name === 'file-size';
  const entries = Object.entries(tree).map(([path, code]): [string, string] => {
    return [path, asIs ? code : `// A planted file of a test.\n\n${code}`];
  });
  return RULES[name](parseSources(new Map(entries)));
}

describe('the project keeps the rules', () => {
  const modules = parseSources(readSources());

  test('the tree is found', () => {
    const paths = modules.map((module) => module.path);
    expect(paths).toContain('test/architecture.test.ts');
    expect(paths).toContain('src/core/market/event.ts');
    expect(paths).toContain('scripts/ensure.mjs');
    expect(paths).toContain('eslint.config.js');
  });

  test.each(NAMES)('%s', (name) => {
    const found = RULES[name](modules).map(formatViolation);
    expect(found.join('\n')).toBe('');
  });
});

describe.each(NAMES)('%s', (name) => {
  test.each(Object.entries(PLANTED[name].wrong))('fails on: %s', (_, tree) => {
    const found = plant(tree, name);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((violation) => violation.rule === name && violation.path in tree)).toBe(true);
  });

  test.each(Object.entries(PLANTED[name].right))('passes on: %s', (_, tree) => {
    expect(plant(tree, name).map(formatViolation)).toEqual([]);
  });
});

describe('reports', () => {
  test('name file, line and rule', () => {
    const found = plant({ 'src/core/book/a.ts': 'export const x = 1;\nexport const t = Date.now();\n' }, 'core-purity');
    expect(found.map(formatViolation)).toEqual(['src/core/book/a.ts:4  core-purity: Date is not available here']);
  });

  test('name the whole way round a cycle', () => {
    const found = plant(PLANTED_IMPORTS.cycles.wrong['three files, by type and by call'], 'cycles');
    expect(found.map(({ message }) => message)).toEqual([
      'src/store/a.ts → src/store/b.ts → src/store/c.ts → src/store/a.ts',
    ]);
  });
});

test('a tree on disk is read as it is laid out', () => {
  const root = mkdtempSync(join(tmpdir(), 'v13-architecture-'));
  try {
    mkdirSync(join(root, 'src/core/book'), { recursive: true });
    writeFileSync(join(root, 'src/core/book/a.ts'), '// A planted file.\nexport const t = Date.now();\n');
    writeFileSync(join(root, 'src/core/book/notes.md'), 'Date.now()');
    expect([...readSources(root).keys()]).toEqual(['src/core/book/a.ts']);
    expect(RULES['core-purity'](parseSources(readSources(root)))).toHaveLength(1);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

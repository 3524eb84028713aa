// ARCHITECTURE.md: the tree it draws is the tree there is, and every package has its reason.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, blocksOf, page, sectionsOf, sorted } from '../support/docs.js';

const TEXT = page('ARCHITECTURE.md').text;
const section = (title: string): string => sectionsOf(TEXT).find((one) => one.title === title)?.text ?? '';

/** Paths of the drawn tree: indentation of two blanks a level, the first word of each line. */
function drawnPaths(tree: string): string[] {
  const open: string[] = [];
  return tree
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const depth = (line.length - line.trimStart().length) / 2;
      open.length = depth;
      open.push((line.trim().split(/\s/)[0] ?? '').replace(/\/$/, ''));
      return open.join('/');
    });
}

describe('the tree', () => {
  const drawn = drawnPaths(blocksOf(section('The tree'), '').join('\n'));

  test('shows nothing that is not there', () => {
    expect(drawn.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test('shows every folder of src and of src/core', () => {
    const folders = (path: string) =>
      readdirSync(join(ROOT, path), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `${path}/${name}`);
    const wanted = [...folders('src'), ...folders('src/core')];
    const shown = (path: string) => drawn.some((one) => one === path || one.startsWith(`${path}/`));
    expect(wanted.filter((path) => !shown(path))).toEqual([]);
  });

  test('is read as it is drawn', () => {
    expect(drawnPaths('src/\n  core/      what\n    flow/    which\n  cli/\nbin/v13.ts\n')).toEqual([
      'src',
      'src/core',
      'src/core/flow',
      'src/cli',
      'bin/v13.ts',
    ]);
  });
});

test('every package of package.json has its line of reason, and no other has one', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const [used = '', developing = ''] = section('Why each package is there').split('For development:');
  const named = (text: string) => [...text.matchAll(/^\| `([^`]+)` \| \S.{10,}\|$/gm)].map(([, name]) => name ?? '');
  expect(sorted(named(used))).toEqual(sorted(Object.keys(dependencies)));
  expect(sorted(named(developing))).toEqual(sorted(Object.keys(devDependencies)));
});

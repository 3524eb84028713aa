// Every relative link of the docs leads to a file that exists, and to a heading of it where one is named.

import { describe, expect, test } from 'vitest';
import { anchorOf, deadLinks, docPages } from '../support/docs.js';

test.each(docPages())('$path has no dead link', (page) => {
  expect(deadLinks(page)).toEqual([]);
});

test('every page of docs/ is reached from the README', () => {
  const pages = docPages();
  const readme = pages.find(({ path }) => path === 'README.md')?.text ?? '';
  const unreached = pages.filter(({ path }) => path !== 'README.md' && !readme.includes(`](${path}`));
  expect(unreached.map(({ path }) => path)).toEqual([]);
});

describe('the search for dead links', () => {
  const files: Readonly<Record<string, string>> = { 'docs/b.md': '# B\n\n## What is v13?\n' };
  const read = (path: string) => files[path] ?? null;
  const dead = (text: string) => deadLinks({ path: 'docs/a.md', text }, read);

  test('finds a missing file and a missing heading', () => {
    expect(dead('[c](c.md) [b](b.md#nothing) [own](#nothing)')).toEqual(['c.md', 'b.md#nothing', '#nothing']);
  });

  test('passes what exists, other sites, and code', () => {
    expect(dead('# A\n[b](b.md#what-is-v13) [own](#a) [site](https://semver.org)\n\n```\n[x](y.md)\n```\n')).toEqual(
      [],
    );
  });

  test('anchors are those of GitHub', () => {
    expect(anchorOf('What `--preset original` sets')).toBe('what---preset-original-sets');
    expect(anchorOf('v13.replay/1')).toBe('v13replay1');
    expect(anchorOf('Where is …?')).toBe('where-is-');
  });
});

// docs/formulas.md: every figure has its section, every section its code and test, every default is that of the code.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROW_KEYS } from '../../src/assembly/row-text.js';
import { keyText } from '../../src/cli/config/key.js';
import { CONFIG_KEYS } from '../../src/cli/config/keys.js';
import { defaultOf } from '../../src/cli/config/resolve.js';
import { REASON_CODE } from '../../src/core/market/reason.js';
import { ROOT, codeSpans, page, sectionsOf, sorted } from '../support/docs.js';

const TEXT = page('docs/formulas.md').text;

interface Figure {
  readonly title: string;
  readonly text: string;
}

/** A fact of a section: the text behind `- name:`, with its following lines. */
function fact({ text }: Figure, name: string): string | null {
  return new RegExp(`^- ${name}: (.*(?:\\n {2}.*)*)`, 'm').exec(text)?.[1] ?? null;
}

const filesIn = (text: string | null): string[] =>
  [...(text ?? '').matchAll(/\]\(\.\.\/([^)#]+)\)/g)].map(([, path]) => path ?? '');

/** Sections that describe a figure: they have a formula or facts. Groups of sections and remarks have neither. */
const figuresOf = (text: string): Figure[] =>
  sectionsOf(text).filter((section) => /^- (code|test|unit|source|row keys): /m.test(section.text));

/** What is wrong with a figure's files. */
function fileFaults(figure: Figure, exists: (path: string) => boolean): string[] {
  const code = filesIn(fact(figure, 'code'));
  const tests = filesIn(fact(figure, 'test'));
  return [
    ...(code.length === 0 ? ['names no source file'] : []),
    ...(tests.length === 0 ? ['names no test'] : []),
    ...[...code, ...tests].filter((path) => !exists(path)).map((path) => `${path} does not exist`),
    ...code.filter((path) => !path.startsWith('src/')).map((path) => `${path} is no source`),
    ...tests.filter((path) => !path.endsWith('.test.ts')).map((path) => `${path} is no test`),
  ];
}

/** Settings written as `key = value` that are not the defaults of the code. */
function wrongDefaults(text: string): string[] {
  return codeSpans(text).flatMap((span) => {
    const [, name = '', value = ''] = /^([a-z_]+(?:\.[a-z_]+)*) = (\S+)$/.exec(span) ?? [];
    const key = CONFIG_KEYS.find((one) => one.key === name);
    if (name === '') return [];
    if (key === undefined) return [`${name} is no key`];
    const byDefault = defaultOf(name);
    const shown = byDefault === undefined ? '' : keyText(key.type, byDefault);
    return shown === value ? [] : [`${name} is ${shown}, not ${value}`];
  });
}

const inProject = (path: string) => existsSync(join(ROOT, path));
const FIGURES = figuresOf(TEXT);

describe.each(FIGURES)('$title', (figure) => {
  test('names source files and tests that exist', () => {
    expect(fileFaults(figure, inProject)).toEqual([]);
  });

  test('row keys are keys of a row, null reasons are reasons', () => {
    const keys = ROW_KEYS.map(([key]) => key);
    for (const span of codeSpans(fact(figure, 'row keys') ?? '')) expect(keys).toContain(span);
    const known = [...Object.keys(REASON_CODE), ...keys, 'none'];
    for (const span of codeSpans(fact(figure, 'null') ?? '')) expect(known).toContain(span);
  });
});

test('every key of a row has exactly one section', () => {
  const named = FIGURES.flatMap((figure) => codeSpans(fact(figure, 'row keys') ?? ''));
  expect(sorted(named)).toEqual(sorted(ROW_KEYS.map(([key]) => key)));
});

test('defaults are those of the code', () => {
  expect(codeSpans(TEXT).filter((span) => / = /.test(span)).length).toBeGreaterThan(20);
  expect(wrongDefaults(TEXT)).toEqual([]);
});

describe('the checks', () => {
  const figure = (code: string, tests: string) => ({
    title: 'x',
    text: `### x\n\n- code: ${code}\n- test: ${tests}\n`,
  });

  test('find a formula without a source file, and one whose file is gone', () => {
    const gone = figure('[a](../src/core/a.ts)', '[b](../test/core/a.test.ts)');
    expect(fileFaults(gone, () => false)).toEqual([
      'src/core/a.ts does not exist',
      'test/core/a.test.ts does not exist',
    ]);
    expect(fileFaults({ title: 'x', text: '### x\n\n- unit: none\n' }, () => true)).toEqual([
      'names no source file',
      'names no test',
    ]);
  });

  test('find a default that has changed and a key that is gone', () => {
    expect(wrongDefaults('`cvd.bar = 1s` and `ofi.sauce = depth`')).toEqual([
      'cvd.bar is 100ms, not 1s',
      'ofi.sauce is no key',
    ]);
  });
});

// Where the marks stand under the text that an error is about.

import { describe, expect, test } from 'vitest';
import { excerptLines, excerptOf } from '../../src/cli/excerpt.js';
import { errorLines } from '../../src/cli/error-text.js';
import { visibleText } from '../../src/cli/visible-text.js';
import { expression } from '../../src/cli/values/expression.js';
import { ENGLISH } from '../../src/text/words.js';
import { testEnv } from '../support/plan-env.js';

const lines = (text: string, at: number, length: number) => excerptLines({ text, at, length }, visibleText);

test.each([
  ['a place', 'ofi_zz > 3', 0, 6, ['  ofi_zz > 3', '  ^^^^^^']],
  ['the end', 'ofi_z >', 7, 0, ['  ofi_z >', '         ^']],
  ['wide characters take two cells', "symbol == '币安' & 3", 15, 1, ["  symbol == '币安' & 3", '                   ^']],
  ['what a terminal obeys is shown', 'a\u001b > 3', 0, 2, ['  a\\x1b > 3', '  ^^^^^']],
  ['nothing', '', 0, 0, []],
])('%s', (_, text, at, length, expected) => {
  expect(lines(text, at, length)).toEqual(expected);
});

test('of a long text only what is near', () => {
  const [text = '', marks = ''] = lines(`${'a'.repeat(300)}XY${'b'.repeat(300)}`, 300, 2);
  expect(text).toBe(`  …${'a'.repeat(50)}XY${'b'.repeat(30)}…`);
  expect(marks.indexOf('^')).toBe(text.indexOf('X'));
});

test('details without one', () => {
  expect(excerptOf({})).toBeNull();
  expect(excerptOf({ excerpt: { text: 'a' } })).toBeNull();
});

describe('an expression that is none', () => {
  const refused = (text: string): string[] => {
    try {
      expression(text, '--alert', testEnv());
    } catch (error) {
      return errorLines(error, { version: '1', verbose: false, words: ENGLISH });
    }
    return [];
  };

  test('is shown with its fault', () => {
    expect(refused('ofi_z > 3 && cvd_zz > 1')).toEqual([
      'v13: --alert: unknown name "cvd_zz", at character 14; did you mean cvd_z?',
      '  ofi_z > 3 && cvd_zz > 1',
      '               ^^^^^^',
    ]);
  });

  test('one that is right is given with its text', () => {
    expect(expression(' ofi_z>3 ', '--alert', testEnv())).toMatchObject({ text: 'ofi_z>3' });
  });
});

// The language of a run: flag over variable over file over locale.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { languageOf } from '../../src/cli/language.js';

const folder = mkdtempSync(join(tmpdir(), 'v13-test-'));
const empty = mkdtempSync(join(tmpdir(), 'v13-test-'));
writeFileSync(join(folder, 'v13.yaml'), 'grid: 100ms\nlang: zh # Chinese\n');
writeFileSync(join(folder, 'other.yaml'), 'lang: "en"\n');
writeFileSync(join(folder, 'inner.yaml'), 'x:\n  lang: zh\n');
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(empty, { recursive: true });
});

describe('the language of', () => {
  test.each([
    ['nothing', [], {}, empty, 'en'],
    ['a locale', [], { LANG: 'zh_CN.UTF-8' }, empty, 'zh'],
    ['a file', ['replay'], {}, folder, 'zh'],
    ['a file over the locale', ['--config', 'other.yaml'], { LANG: 'zh_CN.UTF-8' }, folder, 'en'],
    ['a file named by a variable', [], { V13_CONFIG: 'other.yaml', LANG: 'zh_CN' }, folder, 'en'],
    ['a key inside a block, which is another', ['--config=inner.yaml'], {}, folder, 'en'],
    ['a variable over a file', [], { V13_LANG: 'en' }, folder, 'en'],
    ['a flag over a variable', ['--lang', 'zh'], { V13_LANG: 'en' }, empty, 'zh'],
    ['a flag with =, the last counts', ['--lang', 'en', '--lang=zh'], {}, empty, 'zh'],
    ['a flag behind --, which is none', ['--', '--lang', 'zh'], {}, empty, 'en'],
    ['a word that is no language', ['--lang', 'zz'], { V13_LANG: 'zh' }, empty, 'zh'],
  ] as const)('%s', (_, argv, variables, cwd, lang) => {
    expect(languageOf({ argv, variables, cwd })).toBe(lang);
  });
});

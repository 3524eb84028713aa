// The language that a locale asks for.

import { expect, test } from 'vitest';
import { localeLanguage } from '../../src/text/language.js';

test.each([
  [{}, 'en'],
  [{ LANG: 'C.UTF-8' }, 'en'],
  [{ LANG: 'de_DE.UTF-8' }, 'en'],
  [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
  [{ LANG: 'zh' }, 'zh'],
  [{ LANG: 'zh-Hans' }, 'zh'],
  [{ LANG: 'zh_TW.Big5' }, 'zh'],
  [{ LANG: 'zha_CN' }, 'en'],
  [{ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, 'en'],
  [{ LC_ALL: '', LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }, 'zh'],
  [{ LC_CTYPE: 'zh_CN.UTF-8' }, 'en'],
] as const)('%j → %s', (variables, lang) => {
  expect(localeLanguage(variables)).toBe(lang);
});

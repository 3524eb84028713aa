// Tests of whether a terminal shows more than ASCII.

import { expect, test } from 'vitest';
import { speaksUtf8 } from '../../src/platform/utf8.js';

test.each([
  [{ LANG: 'en_US.UTF-8' }, true],
  [{ LANG: 'C.utf8' }, true],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'C' }, false],
  [{ LC_ALL: '', LC_CTYPE: 'zh_CN.UTF-8', LANG: 'C' }, true],
  [{ LANG: 'de_DE.ISO-8859-1' }, false],
  [{}, false],
  [{ WT_SESSION: 'x' }, true],
])('%o: %s', (variables, speaks) => {
  expect(speaksUtf8(variables)).toBe(speaks);
});

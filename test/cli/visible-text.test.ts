// Characters that a terminal would obey are shown instead.

import { expect, test } from 'vitest';
import { visibleText } from '../../src/cli/visible-text.js';

const EVIL = 'a\u001b[2Jb\u0007\nv13: all is well\u202e\u009b1m';
const SHOWN = 'a\\x1b[2Jb\\x07\\x0av13: all is well\\u202e\\x9b1m';

test.each([
  [EVIL, SHOWN],
  ['币安人生USDT é – “x”', '币安人生USDT é – “x”'],
  ['a\tb\r', 'a\\x09b\\x0d'],
])('%j', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

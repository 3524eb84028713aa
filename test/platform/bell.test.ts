// The bell rings terminals and nothing else.

import { expect, test } from 'vitest';
import { ringBell } from '../../src/platform/bell.js';

test.each([
  [true, ['\u0007']],
  [false, []],
  [undefined, []],
])('terminal: %s', (isTTY, expected) => {
  const written: string[] = [];
  const terminal = { ...(isTTY === undefined ? {} : { isTTY }), write: (text: string) => written.push(text) };
  expect(ringBell(terminal)).toBe(isTTY === true);
  expect(written).toEqual(expected);
});

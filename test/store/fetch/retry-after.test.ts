// How long a server asks to wait.

import { expect, test } from 'vitest';
import { retryAfterMs } from '../../../src/store/fetch/retry-after.js';

test.each([
  [undefined, null],
  ['7', 7_000],
  [' 0 ', 0],
  ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
  ['Sun, 06 Nov 1994 08:48:00 GMT', 0],
  ['soon', null],
])('%s', (header, ms) => expect(retryAfterMs(header, Date.UTC(1994, 10, 6, 8, 49, 0))).toBe(ms));

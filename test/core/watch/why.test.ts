// A mismatch is one check that failed.

import { expect, test } from 'vitest';
import { type Why, hasMismatch } from '../../../src/core/watch/why.js';

const withChecks = (...equal: boolean[]): Why =>
  ({ checks: equal.map((isEqual) => ({ name: 'ofi', row: 1, again: 1, isEqual })) }) as unknown as Why;

test.each([
  [[], false],
  [[true, true], false],
  [[true, false, true], true],
])('checks %o', (equal, mismatch) => {
  expect(hasMismatch(withChecks(...equal))).toBe(mismatch);
});

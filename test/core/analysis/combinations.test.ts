// Choosing some out of several.

import { expect, test } from 'vitest';
import { combinations } from '../../../src/core/analysis/combinations.js';

test('all choices in lexical order', () => {
  expect(combinations(4, 2)).toEqual([
    [0, 1],
    [0, 2],
    [0, 3],
    [1, 2],
    [1, 3],
    [2, 3],
  ]);
  expect(combinations(3, 0)).toEqual([[]]);
  expect(combinations(2, 3)).toEqual([]);
  expect(combinations(16, 8)).toHaveLength(12870);
});

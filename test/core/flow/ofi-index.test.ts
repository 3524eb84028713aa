// OFI by level index: the original's numbers.

import { expect, test } from 'vitest';
import { indexFlow } from '../../../src/core/flow/ofi-index.js';
import { WEIGHTS, steps, topOf } from './snapshots.js';

test('published vector: 1.2 −2.2 −1.15 2.2 1.15', () => {
  const expected = [1.2, -2.2, -1.15, 2.2, 1.15];
  steps.forEach(([prev, next], i) => expect(indexFlow(prev, next, WEIGHTS)).toBeCloseTo(expected[i]!, 12));
});

test('an absent level has size 0', () => {
  expect(indexFlow(topOf([[999, 5]], []), topOf([[999, 5], [998, 4]], [[1001, 2]]), WEIGHTS)).toBeCloseTo(0.25 * 4 - 0.4 * 2, 12); // prettier-ignore
});

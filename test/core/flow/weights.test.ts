// Level weights.

import { expect, test } from 'vitest';
import { normaliseWeights } from '../../../src/core/flow/weights.js';

test('the original weights stay as they are, to the bit', () => {
  expect([...normaliseWeights([0.4, 0.25, 0.2, 0.1, 0.05])]).toEqual([0.4, 0.25, 0.2, 0.1, 0.05]);
});

test('others are divided by their sum', () => {
  expect([...normaliseWeights([2, 1, 1])]).toEqual([0.5, 0.25, 0.25]);
});

test.each([[[]], [[0, 0]], [[1, -1]], [[NaN]], [[Infinity]]])('refused: %j', (weights) => {
  expect(() => normaliseWeights(weights)).toThrow(RangeError);
});

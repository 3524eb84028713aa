// Tests of the ring of the last items.

import { expect, test } from 'vitest';
import { addItem, initLastItems, newestItems } from '../../../src/core/watch/last-items.js';

test('the newest come first, and never more than there is room for', () => {
  const last = initLastItems<number>(4);
  expect(newestItems(last, 9)).toEqual([]);
  for (let n = 1; n <= 3; n++) addItem(last, n);
  expect(newestItems(last, 9)).toEqual([3, 2, 1]);
  for (let n = 4; n <= 10; n++) addItem(last, n);
  expect(newestItems(last, Infinity)).toEqual([10, 9, 8, 7]);
  expect(newestItems(last, 2)).toEqual([10, 9]);
  expect(newestItems(last, 0)).toEqual([]);
  expect(last.items).toHaveLength(4);
});

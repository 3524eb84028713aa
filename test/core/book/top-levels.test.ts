// Flat top levels: copying.

import { expect, test } from 'vitest';
import { copyTopLevels, createTopLevels } from '../../../src/core/book/top-levels.js';

test('a copy holds the levels and counts, and then stands alone', () => {
  const from = createTopLevels(3);
  from.bidTicks.set([100, 99]);
  from.bidLots.set([5, 6]);
  from.bidCount = 2;
  from.askTicks.set([101]);
  from.askLots.set([7]);
  from.askCount = 1;
  const to = createTopLevels(2);
  copyTopLevels(from, to);
  expect([...to.bidTicks, ...to.bidLots, to.askTicks[0], to.askLots[0], to.bidCount, to.askCount]).toEqual([
    100, 99, 5, 6, 101, 7, 2, 1,
  ]);
  from.bidLots[0] = 1;
  expect(to.bidLots[0]).toBe(5);
});

test('too few slots are refused, as are no levels at all', () => {
  const from = createTopLevels(3);
  from.bidCount = 3;
  expect(() => copyTopLevels(from, createTopLevels(2))).toThrow(RangeError);
  for (const depth of [0, 1.5]) expect(() => createTopLevels(depth)).toThrow(RangeError);
});

// Tests of what a looker keeps from one look to the next.

import { expect, test } from 'vitest';
import { createWatchCache, marketCacheOf } from '../../../src/core/watch/watched-run.js';

test('pictures are kept of one symbol and one width of price groups', () => {
  const cache = createWatchCache();
  const first = marketCacheOf(cache, 'A', 1);
  expect(marketCacheOf(cache, 'A', 1)).toBe(first);
  expect(marketCacheOf(cache, 'A', 2)).not.toBe(first);
  expect(marketCacheOf(cache, 'B', 2).symbol).toBe('B');
});

// Tests of one row of the overview.

import { expect, test } from 'vitest';
import { isSynced } from '../../../src/core/watch/symbol-summary.js';
import { partsAt, steadyMarket, watchMarket } from '../../support/watched-market.js';

test('a connection that is down is down, and one that is quiet is stale', () => {
  const watched = watchMarket(steadyMarket(2));
  expect(partsAt(watched, 11_900).symbols[0]!.sync).toBe('synced');
  expect(partsAt(watched, 12_100).symbols[0]!.sync).toBe('stale');
  expect(partsAt(watchMarket(steadyMarket(2).control('disconnect')), 2_100).symbols[0]!.sync).toBe('down');
});

test('coverage is the share of the run in which the book was known', () => {
  const watched = watchMarket(steadyMarket(4));
  expect(partsAt(watched, 4_000).symbols[0]!.coverage).toBe(1);
  expect(partsAt(watched, 8_000).symbols[0]!.coverage).toBe(0.5);
  expect(isSynced(undefined, false)).toBe(false);
});

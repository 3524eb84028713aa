// Where a symbol begins.

import { expect, test } from 'vitest';
import { WARM_UP_US, bestLevel, initSymbol } from '../../../src/core/sim/market-state.js';
import { topLevels } from '../../../src/core/sim/synthetic-book.js';
import { marketOf } from '../../support/synthetic.js';

test('a symbol begins before the start, one tick wide, with more levels than a snapshot shows', () => {
  const market = marketOf(1);
  const [config] = market.symbols;
  if (config === undefined) throw new Error('no symbol');
  const state = initSymbol(config, market);
  expect(state.nextUs).toBe(market.startUs - WARM_UP_US);
  const best = bestLevel(state.book);
  expect(best).toMatchObject({ bidTicks: config.startTicks, askTicks: config.startTicks + 1 });
  expect(topLevels(state.book, 'bid', 1_000)).toHaveLength(1_000);
  expect(topLevels(state.book, 'ask', 1_000)).toHaveLength(1_000);
  expect(structuredClone(state)).toEqual(state);
});

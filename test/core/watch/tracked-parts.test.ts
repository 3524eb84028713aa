// Tests of the parts of a snapshot that come from events and rows.

import { expect, test } from 'vitest';
import type { TrackedParts } from '../../../src/core/watch/tracked-parts.js';
import { partsAt, steadyMarket, watchMarket } from '../../support/watched-market.js';

test('figures of the symbol are those of its quality, its chain and its last row', () => {
  const watched = watchMarket(steadyMarket(8));
  const { symbols, totals, detail }: TrackedParts = partsAt(watched, 8_000);
  const state = watched.market.chain.symbols[0]!;
  expect(symbols).toHaveLength(1);
  expect(symbols[0]).toMatchObject({ symbol: 'XUSDT', sync: 'synced', messages: 89, depthGaps: 0, perSecond: 11 });
  expect(symbols[0]!.units).toEqual({ tick: 0.1, step: 0.001, priceDecimals: 1, qtyDecimals: 3, base: 'X', quote: 'USDT' }); // prettier-ignore
  expect(symbols[0]!.row?.mid).toBe(100.05);
  expect(totals).toMatchObject({ messages: 89, perSecond: 11, symbols: 1, synced: 1 });
  expect(detail?.ladder).toMatchObject({ reason: null, bidTicks: [1000, 999], askTicks: [1001, 1003], askLots: [6, 3] }); // prettier-ignore
  expect(detail?.sequence).toMatchObject({ lastUpdateId: state.book.lastId, lastTradeId: 8, snapshots: 1 });
});

test('a symbol that nothing has been heard of stands in the list, and has no detail', () => {
  const watched = watchMarket(steadyMarket(1));
  expect(partsAt(watched, 1_000, { symbol: 'OTHER' }).detail).toBeNull();
  expect(partsAt(watched, 1_000, { symbol: null }).detail).toBeNull();
});

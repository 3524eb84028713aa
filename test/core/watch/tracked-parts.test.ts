// Tests of the parts of a snapshot that come from events and rows.

import { expect, test } from 'vitest';
import { createChain } from '../../../src/core/pipeline/chain.js';
import { DEFAULT_CHAIN } from '../../../src/core/pipeline/config.js';
import { initCertificate } from '../../../src/core/quality/certificate.js';
import { initQuality } from '../../../src/core/quality/stream-quality.js';
import { symbolUnits } from '../../../src/core/watch/symbol-units.js';
import { trackedSnapshotParts } from '../../../src/core/watch/tracked-parts.js';
import { createTracker } from '../../../src/core/watch/tracker.js';
import { createWatchCache } from '../../../src/core/watch/watched-run.js';
import { REQUEST, partsAt, steadyMarket, watchMarket } from '../../support/watched-market.js';

test('figures of the symbol are those of its quality, its chain and its last row', () => {
  const watched = watchMarket(steadyMarket(8));
  const { symbols, totals, detail } = partsAt(watched, 8_000);
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

test('before the first message everything is absent, and nothing is counted', () => {
  const run = {
    tracker: createTracker({ symbols: 1 }),
    chain: createChain(DEFAULT_CHAIN),
    quality: initQuality(),
    certificate: initCertificate(),
    instruments: [{ symbol: 'XUSDT', units: symbolUnits('XUSDT', null, null) }],
    startUs: 0,
    nowUs: 0,
  };
  const { totals, symbols, detail } = trackedSnapshotParts(run, REQUEST, createWatchCache());
  expect(totals).toMatchObject({ messages: 0, perSecond: null, synced: 0, symbols: 1 });
  expect(symbols[0]).toMatchObject({
    sync: 'waiting',
    row: null,
    lastMessageUs: null,
    coverage: null,
    latencyMs: null,
  });
  expect(detail).toMatchObject({ tape: [], heat: null, groupTicks: null, series: { timeUs: [] } });
});

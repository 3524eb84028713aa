// A session of a handful of symbols in every state, for frames of the whole screen.

import type { SymbolSummary, WatchSnapshot } from '../../src/core/watch/snapshot.js';
import { NOON_US, symbolSummary, watchRow, watchSnapshot, watchTotals } from './watch-sample.js';

const unknown = { bidTicks: null, askTicks: null, mid: null, spreadTicks: null, ofiZ: null, cvdZ: null, fusion: null };

const SYMBOLS: readonly SymbolSummary[] = [
  symbolSummary({
    symbol: '1000PEPEUSDT',
    units: { tick: 1e-7, step: 1, priceDecimals: 7, qtyDecimals: 0, base: '1000PEPE', quote: 'USDT' },
    row: watchRow({ mid: 0.00874525, spreadTicks: 3, ofiZ: null, ofiReason: 'warming', ofiSamples: 212, fusion: null }),
  }),
  symbolSummary({
    symbol: 'BTCUSDT',
    units: { tick: 0.1, step: 0.001, priceDecimals: 1, qtyDecimals: 3, base: 'BTC', quote: 'USDT' },
    perSecond: 131,
    row: watchRow({
      mid: 61_203.45,
      ofiZ: 3.31,
      cvdZ: 2.2,
      fusion: 2.87,
      fusionSignal: 'strong_buy',
      ofiSignal: 'buy',
    }),
  }),
  symbolSummary({ row: watchRow({ ofiZ: -2.42, ofiSignal: 'sell', cvdZ: 1.1, cvdSignal: 'buy', fusion: -1.02 }) }),
  symbolSummary({
    symbol: 'SOLUSDT',
    sync: 'stale',
    lastMessageUs: NOON_US - 42_000_000,
    resyncs: 4,
    depthGaps: 3,
    row: watchRow({ mid: 152.345, divergence: 'bearish', cvdZ: null, cvdReason: 'no_trades' }),
  }),
  symbolSummary({
    symbol: 'XRPUSDT',
    sync: 'waiting',
    row: watchRow({ ...unknown, bookReason: 'unsynced', ofiReason: 'unsynced', cvdReason: 'std_zero' }),
  }),
  symbolSummary({
    symbol: '币安人生USDT',
    sync: 'down',
    row: null,
    lastMessageUs: null,
    perSecond: null,
    latencyMs: null,
  }),
];

export const screenSnapshot = (change: Partial<WatchSnapshot> = {}): WatchSnapshot =>
  watchSnapshot({
    env: 'mainnet',
    symbols: SYMBOLS,
    totals: watchTotals({
      symbols: 6,
      synced: 3,
      perSecond: 312.4,
      resyncs: 9,
      depthGaps: 3,
      tradeGaps: 1,
      openHoles: 1,
    }),
    ...change,
  });

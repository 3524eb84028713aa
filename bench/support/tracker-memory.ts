// Whether what is kept for screens grows: millions of events and rows through a tracker, its memory looked at in between.

import { FLAG, KIND, createEventBatch } from '../../src/core/market/event-batch.js';
import { addSymbol, createChain } from '../../src/core/pipeline/chain.js';
import { DEFAULT_CHAIN } from '../../src/core/pipeline/config.js';
import { createTracker, trackEvents, trackRows } from '../../src/core/watch/tracker.js';
import { fullRow } from '../../test/support/signal-rows.js';

const BATCH = 1_000;
const SYMBOLS = 8;
const START_US = 1_700_000_000_000_000;
const collect = (globalThis as { gc?: () => void }).gc;

export interface TrackerMemory {
  readonly events: number;
  /** After the first half, when everything is full, and at the end; MB. */
  readonly halfMb: number;
  readonly endMb: number;
  readonly nsPerEvent: number;
}

function heldMb(): number {
  collect?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

/** Trades of eight symbols, 1 ms apart, at prices that wander; a row of each symbol with every batch, signals in each second one. */
export function measureTracker(batches: number): TrackerMemory {
  const chain = createChain(DEFAULT_CHAIN);
  const names = Array.from({ length: SYMBOLS }, (_, k) => `S${k}USDT`);
  for (const [code, symbol] of names.entries()) {
    const [tick, step] = [
      { mantissa: 1, decimals: 1 },
      { mantissa: 1, decimals: 3 },
    ];
    addSymbol(chain, code, { symbol, venue: 'binance-usdm', tick, step, unitsFrom: 'stated' });
  }
  const tracker = createTracker({ symbols: SYMBOLS });
  const batch = createEventBatch(BATCH);
  const row = fullRow();
  let [halfMb, spentMs] = [0, 0];
  for (let n = 0; n < batches; n++) {
    batch.count = BATCH;
    for (let i = 0; i < BATCH; i++) {
      batch.kind[i] = KIND.aggTrade;
      batch.flags[i] = i % 3 === 0 ? FLAG.buyerIsMaker : 0;
      batch.symbol[i] = i % SYMBOLS;
      batch.recvUs[i] = START_US + (n * BATCH + i) * 1_000;
      batch.price[i] = 600_000 + ((n * 7 + i) % 500);
      batch.qty[i] = i;
    }
    const timeUs = START_US + n * 1_000_000;
    const ofiSignal = n % 2 === 0 ? 'buy' : 'neutral';
    const rows = names.map((symbol) => ({ ...row, symbol, timeUs, ofiSignal }) as const);
    const from = performance.now();
    trackEvents(tracker, chain, batch);
    trackRows(tracker, rows);
    spentMs += performance.now() - from;
    if (n === batches >> 1) halfMb = heldMb();
  }
  const events = batches * BATCH;
  return { events, halfMb, endMb: heldMb(), nsPerEvent: (spentMs * 1e6) / events };
}

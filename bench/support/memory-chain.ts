// The whole chain over bytes in memory: cut lines, decode, normalise, compute. What `replay` does, without the disk.

import { type EventBatch, clearEventBatch, createEventBatch } from '../../src/core/market/event-batch.js';
import { createFrameBatch } from '../../src/core/market/frame.js';
import type { Instrument } from '../../src/core/market/instrument.js';
import { addSymbol, createChain, stepChain } from '../../src/core/pipeline/chain.js';
import type { ChainConfig } from '../../src/core/pipeline/config.js';
import type { SignalRow } from '../../src/core/pipeline/row.js';
import { normalizeFrames } from '../../src/exchange/binance/normalize.js';
import { type Normalizer, createNormalizer } from '../../src/exchange/binance/normalizer.js';
import { createHftbacktestCutter } from '../../src/store/importers/hftbacktest.js';
import { scanLines } from '../../src/store/importers/line-scan.js';

export interface ChainRun {
  readonly normalizer: Normalizer;
  readonly events: number;
  readonly depthEvents: number;
  readonly rows: number;
  readonly fusions: number;
}

/** Runs it all; `watch` sees every event batch (for checksums, outside of timing). */
export function runChain(
  bytes: Buffer,
  market: { instrument: Instrument; config: ChainConfig },
  watch: ((batch: EventBatch) => void) | null = null,
): ChainRun {
  const { instrument, config } = market;
  const frames = createFrameBatch(512);
  const batch = createEventBatch(520, 1 << 14);
  const normalizer = createNormalizer(
    {
      venue: instrument.venue,
      env: 'unstated',
      instruments: new Map([[instrument.symbol, instrument]]),
      symbols: null,
      aggTradeSymbols: new Set(),
      keepRefused: 10,
    },
    batch,
  );
  const chain = createChain(config);
  const rows: SignalRow[] = [];
  const scan = { bytes, at: 0, line: 0, cut: createHftbacktestCutter(instrument.symbol), report: () => undefined };
  let events = 0;
  let rowCount = 0;
  let fusions = 0;
  for (;;) {
    frames.count = 0;
    frames.hints.clear();
    scanLines(scan, frames);
    if (frames.count === 0) break;
    for (let from = 0; from < frames.count || normalizer.backlog !== null;) {
      clearEventBatch(batch);
      from = normalizeFrames(normalizer, frames, { from, to: frames.count });
      normalizer.sequences.forEach((sequence, code) => addSymbol(chain, code, sequence.instrument));
      stepChain(chain, batch, { rows, clock: null });
      events += batch.count;
      if (watch !== null) watch(batch);
      rowCount += rows.length;
      for (const row of rows) if (row.fusion !== null) fusions++;
      rows.length = 0;
    }
  }
  const depthEvents = normalizer.sequences.reduce((sum, s) => sum + s.counts.depthMessages, 0);
  return { normalizer, events, depthEvents, rows: rowCount, fusions };
}

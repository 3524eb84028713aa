// The whole chain over bytes in memory: cut lines, decode, check, compute. What `replay` does, without the disk.

import type { EventBatch } from '../../src/core/market/event-batch.js';
import { createFrameBatch } from '../../src/core/market/frame.js';
import type { Instrument } from '../../src/core/market/instrument.js';
import type { BoundFeature } from '../../src/core/pipeline/feature.js';
import type { ChainConfig } from '../../src/core/pipeline/config.js';
import { createRunner, runFrames } from '../../src/assembly/run-chain.js';
import type { Normalizer } from '../../src/exchange/binance/normalizer.js';
import { createHftbacktestCutter } from '../../src/store/importers/hftbacktest.js';
import { scanLines } from '../../src/store/importers/line-scan.js';

export interface ChainRun {
  /**
   * Everything the run was made of. Whoever measures several runs keeps the last one: once no object of a shape is left,
   * a garbage collection throws away the machine code made for it, which no long-running process would see.
   */
  readonly machinery: unknown;
  readonly normalizer: Normalizer;
  readonly events: number;
  readonly depthEvents: number;
  readonly rows: number;
  readonly fusions: number;
}

const BATCH_FRAMES = 512;

/** Runs it all; `watch` sees every event batch (for checksums, outside of timing). */
export function runChain(
  bytes: Buffer,
  market: { instrument: Instrument; config: ChainConfig; features?: readonly BoundFeature[] },
  watch: ((batch: EventBatch) => void) | null = null,
): ChainRun {
  const { instrument, config, features = [] } = market;
  const frames = createFrameBatch(BATCH_FRAMES);
  const runner = createRunner(
    { chain: config, features },
    {
      venue: instrument.venue,
      env: 'unstated',
      instruments: new Map([[instrument.symbol, instrument]]),
      symbols: null,
      keepRefused: 10,
    },
    null,
  );
  const scan = { bytes, at: 0, line: 0, cut: createHftbacktestCutter(instrument.symbol), report: () => undefined };
  const run = { events: 0, rows: 0, fusions: 0 };
  for (;;) {
    frames.count = 0;
    frames.hints.clear();
    scanLines(scan, frames);
    if (frames.count === 0) break;
    runFrames(runner, frames, {
      from: 0,
      to: frames.count,
      sink: (events, rows) => {
        run.events += events.count;
        run.rows += rows.length;
        for (const row of rows) if (row.fusion !== null) run.fusions++;
        if (watch !== null) watch(events);
      },
    });
  }
  const depthEvents = runner.normalizer.sequences.reduce((sum, s) => sum + s.counts.depthMessages, 0);
  return { machinery: { runner, frames, scan }, normalizer: runner.normalizer, depthEvents, ...run };
}

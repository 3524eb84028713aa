// From frames to rows: one loop for every source of frames. Decodes, checks, computes, and hands out what came of it.

import type { CrossingEvent } from '../core/market/crossing.js';
import { type EventBatch, clearEventBatch, createEventBatch } from '../core/market/event-batch.js';
import type { FrameBatch } from '../core/market/frame.js';
import { type Chain, addSymbol, createChain, stepChain } from '../core/pipeline/chain.js';
import type { ChainConfig } from '../core/pipeline/config.js';
import type { BoundFeature } from '../core/pipeline/feature.js';
import type { StageClock } from '../core/pipeline/probe.js';
import type { SignalRow } from '../core/pipeline/row.js';
import { normalizeFrames } from '../exchange/binance/normalize.js';
import { type Normalizer, type NormalizerConfig, createNormalizer } from '../exchange/binance/normalizer.js';

/** Small enough that a batch stays in the processor's cache between its writer and its readers. */
const BATCH_EVENTS = 1_040;
const BATCH_LEVELS = 1 << 14;

/** Sees each batch of events, and the rows and crossings of books that came of it; all are reused after the call. */
export type ChainSink = (events: EventBatch, rows: readonly SignalRow[], crossings: readonly CrossingEvent[]) => void;

export interface ChainRunner {
  readonly normalizer: Normalizer;
  readonly chain: Chain;
  readonly events: EventBatch;
  readonly rows: SignalRow[];
  readonly crossings: CrossingEvent[];
  readonly clock: StageClock | null;
}

export interface RunnerConfig {
  readonly chain: ChainConfig;
  /** What rows carry beside the signals; mostly nothing. */
  readonly features?: readonly BoundFeature[];
}

/** @throws RangeError when two of the features have a column of the same name */
export function createRunner(
  { chain, features }: RunnerConfig,
  normalizerConfig: NormalizerConfig,
  clock: StageClock | null,
): ChainRunner {
  const events = createEventBatch(BATCH_EVENTS, BATCH_LEVELS);
  const normalizer = createNormalizer(normalizerConfig, events);
  return { normalizer, chain: createChain(chain, features), events, rows: [], crossings: [], clock };
}

/** Runs frames [from, to) of a batch through the whole chain. */
export function runFrames(
  runner: ChainRunner,
  frames: FrameBatch,
  span: { readonly from: number; readonly to: number; readonly sink: ChainSink },
): void {
  const { normalizer, chain, events, rows, crossings, clock } = runner;
  let entered = chain.symbols.length;
  let next = span.from;
  while (next < span.to || normalizer.backlog !== null) {
    clearEventBatch(events);
    next = normalizeFrames(normalizer, frames, { from: next, to: span.to });
    for (; entered < normalizer.sequences.length; entered++) {
      const sequence = normalizer.sequences[entered];
      if (sequence !== undefined) addSymbol(chain, entered, sequence.instrument);
    }
    stepChain(chain, events, { rows, crossings, clock });
    span.sink(events, rows, crossings);
    rows.length = 0;
    crossings.length = 0;
  }
}

// Frames through normaliser and chain, as replay runs them.

import type { CrossingEvent } from '../../src/core/market/crossing.js';
import { type EventBatch, clearEventBatch, createEventBatch } from '../../src/core/market/event-batch.js';
import type { FrameBatch } from '../../src/core/market/frame.js';
import type { Instrument, Venue } from '../../src/core/market/instrument.js';
import { type Chain, addSymbol, createChain, stepChain } from '../../src/core/pipeline/chain.js';
import type { ChainConfig } from '../../src/core/pipeline/config.js';
import type { BoundFeature } from '../../src/core/pipeline/feature.js';
import type { SignalRow } from '../../src/core/pipeline/row.js';
import { normalizeFrames } from '../../src/exchange/binance/normalize.js';
import { type Normalizer, createNormalizer } from '../../src/exchange/binance/normalizer.js';
import { type RawFrame, batchesOf } from './frames.js';

export interface NormalizerChoices {
  readonly venue?: Venue;
  readonly instruments?: readonly Instrument[];
  readonly symbols?: readonly string[];
  readonly capacity?: number;
  readonly features?: readonly BoundFeature[];
}

export function normalizerFor(choices: NormalizerChoices = {}): { normalizer: Normalizer; batch: EventBatch } {
  const batch = createEventBatch(choices.capacity ?? 1024);
  const normalizer = createNormalizer(
    {
      venue: choices.venue ?? 'binance-usdm',
      env: 'unstated',
      instruments: new Map((choices.instruments ?? []).map((instrument) => [instrument.symbol, instrument])),
      symbols: choices.symbols === undefined ? null : new Set(choices.symbols),
      keepRefused: 1000,
    },
    batch,
  );
  return { normalizer, batch };
}

/** Normalises whole frame batches; `see` gets every event batch before it is emptied. */
export function normalizeAll(normalizer: Normalizer, frames: FrameBatch, see: (batch: EventBatch) => void): void {
  const { batch } = normalizer.target;
  for (let from = 0; from < frames.count || normalizer.backlog !== null;) {
    clearEventBatch(batch);
    from = normalizeFrames(normalizer, frames, { from, to: frames.count });
    see(batch);
  }
}

export interface Market {
  readonly normalizer: Normalizer;
  readonly chain: Chain;
  /** Sees every event batch with the crossings of books found in it. */
  readonly watch?: (batch: EventBatch, crossings: readonly CrossingEvent[]) => void;
}

export function openMarket(config: ChainConfig, choices: NormalizerChoices = {}): Market {
  return { normalizer: normalizerFor(choices).normalizer, chain: createChain(config, choices.features) };
}

/** A checkpoint: every state cloned, the functions that are none shared. */
export const cloneMarket = ({ normalizer, chain }: Market): Market => ({
  normalizer: structuredClone(normalizer),
  chain: { ...chain, symbols: structuredClone(chain.symbols) },
});

/** Runs one frame batch; rows are appended to `rows`. */
export function stepMarket(market: Market, frames: FrameBatch, rows: SignalRow[]): void {
  const { normalizer, chain } = market;
  normalizeAll(normalizer, frames, (batch) => {
    normalizer.sequences.forEach((sequence, code) => addSymbol(chain, code, sequence.instrument));
    const crossings: CrossingEvent[] = [];
    stepChain(chain, batch, { rows, crossings, clock: null });
    market.watch?.(batch, crossings);
  });
}

/** Runs frames in batches of `size`; gives their rows. */
export function runMarket(market: Market, frames: readonly RawFrame[], size = 512): SignalRow[] {
  const rows: SignalRow[] = [];
  for (const batch of batchesOf(frames, size)) stepMarket(market, batch, rows);
  return rows;
}

// The OFI stage: book updates (or quotes) → flow since the last row → z.

import { bookProblem, readTopLevels } from '../book/book.js';
import type { TopLevels } from '../book/top-levels.js';
import { stepBestFlow } from '../flow/best-flow.js';
import { weightedCksFlow } from '../flow/ofi-cks.js';
import { indexFlow } from '../flow/ofi-index.js';
import { priceKeyedFlow } from '../flow/ofi-pricekey.js';
import { type EventBatch } from '../market/event-batch.js';
import type { NullReason } from '../market/reason.js';
import { stepRollingZ } from '../stats/rolling-z.js';
import type { ChainConfig } from './config.js';
import { type OfiState, type SymbolChain, bookUnknown } from './symbol-chain.js';

function flowBetween(config: ChainConfig, ofi: OfiState): number {
  const { prev, next, weights } = ofi;
  switch (config.ofi.mode) {
    case 'cks5':
    case 'cks1':
      return weightedCksFlow(prev, next, weights);
    case 'pricekey':
      return priceKeyedFlow(prev, next, weights);
    case 'index':
      return indexFlow(prev, next, weights);
  }
}

/** Takes the book as it stands as the snapshot to compare the next update with: no flow. */
export function takeReference(state: SymbolChain): void {
  const { ofi } = state;
  ofi.ready = readTopLevels(state.book, ofi.prev);
}

/** Adds the flow of the update just applied to the book. An unreadable book spoils the row that it falls into. */
export function addDepthFlow(state: SymbolChain, config: ChainConfig): void {
  const { ofi } = state;
  if (!readTopLevels(state.book, ofi.next)) {
    ofi.ready = false;
    ofi.partial = true;
    return;
  }
  if (ofi.ready) ofi.sum += flowBetween(config, ofi);
  else ofi.partial = true;
  const swap: TopLevels = ofi.prev;
  ofi.prev = ofi.next;
  ofi.next = swap;
  ofi.ready = true;
}

/** Adds the flow of book-ticker row i. */
export function addQuoteFlow(state: SymbolChain, batch: EventBatch, i: number): void {
  const flow = stepBestFlow(state.ofi.quotes, batch, i);
  if (flow === null) state.ofi.partial = true;
  else state.ofi.sum += flow;
}

export interface OfiValue {
  readonly ofi: number | null;
  readonly z: number | null;
  readonly reason: NullReason | null;
}

const missing = (reason: NullReason): OfiValue => ({ ofi: null, z: null, reason });

function problemOf(state: SymbolChain, config: ChainConfig): NullReason | null {
  if (config.ofi.source === 'bookTicker') {
    if (state.stopped) return 'no_data';
    return state.quotes.seen ? null : 'no_stream';
  }
  return bookUnknown(state) ? 'no_data' : bookProblem(state.book);
}

/** Closes the row's flow: its value and z, and begins the next. A spoilt row is no sample of the window. */
export function closeOfi(state: SymbolChain, config: ChainConfig): OfiValue {
  const { ofi } = state;
  const problem = problemOf(state, config);
  const { sum, partial } = ofi;
  ofi.sum = 0;
  ofi.partial = problem !== null;
  if (problem !== null) return missing(problem);
  if (partial) return missing('partial');
  const value = (sum * state.stepMantissa) / state.stepDivisor;
  const z = stepRollingZ(ofi.z, value);
  return { ofi: value, z, reason: ofi.z.reason };
}

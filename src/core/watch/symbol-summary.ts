// One row of the overview: how a symbol stands.

import type { SymbolChain } from '../pipeline/symbol-chain.js';
import { bookUnknown } from '../pipeline/symbol-chain.js';
import type { SymbolState } from '../quality/symbol-quality.js';
import { messagesPerSecond } from './message-rate.js';
import type { SymbolSummary, SyncState } from './snapshot.js';
import type { TrackedSymbol } from './tracked-symbol.js';
import type { WatchCache, WatchedInstrument, WatchedRun } from './watched-run.js';

/** A symbol that nothing has been heard of for so long is stale: changes of a book come ten times a second. */
export const STALE_US = 10_000_000;

/** What is known of one symbol; each part is absent until it has been heard of. */
export interface SymbolParts {
  readonly state: SymbolChain | undefined;
  readonly quality: SymbolState | undefined;
  readonly tracked: TrackedSymbol | undefined;
  /** Of the certificate, µs; null while it knows nothing of the symbol. */
  readonly verifiedUs: number | null;
}

/** Whether the book is known: begun, no message of it missing, the connection up. Without depth: whether anything is heard. */
export function isSynced(state: SymbolChain | undefined, needsBook: boolean): boolean {
  if (state === undefined) return false;
  return needsBook ? state.book.synced && !bookUnknown(state) : !state.stopped;
}

function syncOf(run: WatchedRun, { state, quality }: SymbolParts): SyncState {
  if (state === undefined) return 'waiting';
  if (state.stopped) return 'down';
  const { needsBook } = run.certificate;
  if (needsBook && !state.book.synced) return 'waiting';
  const lastUs = lastMessageUs(quality);
  const isQuiet = lastUs !== null && run.nowUs - lastUs > STALE_US;
  return isQuiet || (needsBook && state.bookDoubtful) ? 'stale' : 'synced';
}

export function lastMessageUs(quality: SymbolState | undefined): number | null {
  let lastUs: number | null = null;
  for (const { count, lastUs: us } of quality?.streams ?? []) if (count > 0 && us > (lastUs ?? 0)) lastUs = us;
  return lastUs;
}

/** Share of the run that is verified: the book known, the connection up, no hole open. */
function coverageOf(run: WatchedRun, { verifiedUs }: SymbolParts): number | null {
  const { part } = run.certificate;
  // What warms the windows before the begin of a range is verified too.
  const fromUs = part.events === 0 ? run.startUs : Math.min(run.startUs, part.firstUs);
  const spanUs = run.nowUs - fromUs;
  return spanUs > 0 ? Math.max(0, verifiedUs ?? 0) / spanUs : null;
}

export const messagesOf = (quality: SymbolState | undefined): number =>
  quality === undefined ? 0 : quality.streams.reduce((sum, { count }) => sum + count, 0);

export function symbolSummary(
  run: WatchedRun,
  { symbol, units }: WatchedInstrument,
  of: { readonly parts: SymbolParts; readonly cache: WatchCache },
): SymbolSummary {
  const { parts, cache } = of;
  const { quality, tracked } = parts;
  return {
    symbol,
    units,
    sync: syncOf(run, parts),
    lastMessageUs: lastMessageUs(quality),
    messages: messagesOf(quality),
    perSecond: tracked === undefined ? null : messagesPerSecond(tracked.rate, run.nowUs),
    depthGaps: quality?.depthGaps ?? 0,
    resyncs: quality?.resyncs ?? 0,
    tradeGaps: quality?.tradeGaps ?? 0,
    tradesHealed: quality?.healedTrades ?? 0,
    coverage: coverageOf(run, parts),
    latencyMs: cache.latencies.known.get(symbol) ?? null,
    row: tracked?.row ?? null,
    lastSignal: tracked?.lastSignal ?? null,
  };
}

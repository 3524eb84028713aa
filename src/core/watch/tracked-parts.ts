// The parts of a snapshot that come from events and rows: the overview, the symbol in view, and their sums.

import { verifiedTimes } from '../quality/certificate.js';
import { type Stepped, lastOf } from '../stats/steps.js';
import type { SymbolDetail } from './detail.js';
import type { SymbolSummary, WatchRequest, WatchTotals } from './snapshot.js';
import { symbolDetail } from './symbol-detail.js';
import { stepSymbolLatencies } from './symbol-latency.js';
import { isSynced, lastMessageUs, symbolSummary } from './symbol-summary.js';
import { watchSymbol } from './tracker.js';
import type { WatchCache, WatchedRun } from './watched-run.js';

/** Sums over the symbols; what only a running capture knows of is added by it. */
export type TrackedTotals = Pick<
  WatchTotals,
  'perSecond' | 'symbols' | 'synced' | 'depthGaps' | 'resyncs' | 'tradeGaps' | 'tradesHealed'
> & {
  /** Of all symbols as they are counted for their quality. */
  readonly messages: number;
};

export interface TrackedParts {
  readonly totals: TrackedTotals;
  readonly symbols: readonly SymbolSummary[];
  readonly detail: SymbolDetail | null;
}

/** Everything at this moment. A symbol that is asked for has its history kept from now on. */
export const trackedSnapshotParts = (run: WatchedRun, request: WatchRequest, cache: WatchCache): TrackedParts =>
  lastOf(trackedSnapshotSteps(run, request, cache));

/** Rows of the overview that are made in one step. */
const ROWS_A_STEP = 16;

/** The same in short steps, for a process that has other things to do in between: figures of a moment lie a moment apart. */
export function* trackedSnapshotSteps(
  run: WatchedRun,
  request: WatchRequest,
  cache: WatchCache,
): Stepped<TrackedParts> {
  const { chain, quality, certificate, tracker, instruments } = run;
  const codes = new Map<string, number>();
  for (const [code, state] of chain.symbols.entries()) if (state !== undefined) codes.set(state.symbol, code);
  const verified = new Map(verifiedTimes(certificate).map((one) => [one.symbol, one]));
  const partsOf = (symbol: string) => {
    const code = codes.get(symbol) ?? -1;
    const track = certificate.symbols[code];
    const parts = { state: chain.symbols[code], quality: quality.symbols[code], tracked: tracker.byName.get(symbol) };
    return { ...parts, track, verifiedUs: verified.get(symbol)?.verifiedUs ?? null };
  };
  stepSymbolLatencies(cache.latencies, instruments, (symbol) => partsOf(symbol).quality);
  yield;
  const { needsBook } = certificate;
  const symbols: SymbolSummary[] = [];
  let synced = 0;
  for (const one of instruments) {
    const parts = partsOf(one.symbol);
    symbols.push(symbolSummary(run, one, { parts, cache }));
    if (isSynced(parts.state, needsBook)) synced++;
    if (symbols.length % ROWS_A_STEP === 0) yield;
  }
  yield;
  return {
    totals: { ...sumsOf(symbols), synced },
    symbols,
    detail: detailOf(run, request, { cache, partsOf }),
  };
}

interface DetailWish {
  readonly cache: WatchCache;
  readonly partsOf: (symbol: string) => Omit<Parameters<typeof symbolDetail>[0], 'lastUs'>;
}

function detailOf(run: WatchedRun, request: WatchRequest, { cache, partsOf }: DetailWish): SymbolDetail | null {
  const { symbol } = request;
  if (symbol === null || !run.instruments.some((one) => one.symbol === symbol)) return null;
  watchSymbol(run.tracker, symbol);
  const parts = partsOf(symbol);
  return symbolDetail({ ...parts, lastUs: lastMessageUs(parts.quality) }, symbol, { run, request, cache });
}

function sumsOf(symbols: readonly SymbolSummary[]): Omit<TrackedTotals, 'synced'> {
  const sum = (of: (one: SymbolSummary) => number): number => symbols.reduce((all, one) => all + of(one), 0);
  const isRateKnown = symbols.some(({ perSecond }) => perSecond !== null);
  return {
    messages: sum(({ messages }) => messages),
    perSecond: isRateKnown ? sum(({ perSecond }) => perSecond ?? 0) : null,
    symbols: symbols.length,
    depthGaps: sum(({ depthGaps }) => depthGaps),
    resyncs: sum(({ resyncs }) => resyncs),
    tradeGaps: sum(({ tradeGaps }) => tradeGaps),
    tradesHealed: sum(({ tradesHealed }) => tradesHealed),
  };
}

// A session as a screen looks at it: the parts of a live capture or of a replay that its figures come from.

import type { Chain } from '../pipeline/chain.js';
import type { CertificateState } from '../quality/certificate-state.js';
import type { QualityState } from '../quality/stream-quality.js';
import { type MarketViewCache, initMarketViewCache } from './market-view.js';
import type { SymbolUnits } from './snapshot.js';
import { type SymbolLatencies, initSymbolLatencies } from './symbol-latency.js';
import type { Tracker } from './tracker.js';

export interface WatchedInstrument {
  readonly symbol: string;
  readonly units: SymbolUnits;
}

export interface WatchedRun {
  readonly tracker: Tracker;
  readonly chain: Chain;
  readonly quality: QualityState;
  /** Coverage and holes left open come from it. */
  readonly certificate: CertificateState;
  /** In the order of their names; symbols that have not been heard of included. */
  readonly instruments: readonly WatchedInstrument[];
  /** Begin of the run, and the time to show: of the receive clock live, of the last frame in a replay; µs. */
  readonly startUs: number;
  readonly nowUs: number;
}

/** What whoever looks keeps from one look to the next; bounded by what is looked at. */
export interface WatchCache {
  readonly latencies: SymbolLatencies;
  /** Of the symbol in view. */
  market: MarketViewCache | null;
}

export const createWatchCache = (): WatchCache => ({ latencies: initSymbolLatencies(), market: null });

/** The cache for a symbol's pictures; another symbol, or other price groups, begin anew. */
export function marketCacheOf(cache: WatchCache, symbol: string, groupTicks: number): MarketViewCache {
  const { market } = cache;
  if (market !== null && market.symbol === symbol && market.groupTicks === groupTicks) return market;
  cache.market = initMarketViewCache(symbol, groupTicks);
  return cache.market;
}

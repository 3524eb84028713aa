// Options of a market feed for tests: a local exchange, short times, a fixed chance.

import { createReceiveClock } from '../../src/platform/receive-clock.js';
import { venueEnvironment } from '../../src/exchange/binance/environments.js';
import { DEFAULT_FEED_LIMITS, type FeedLimits, type FeedOptions } from '../../src/exchange/binance/feed.js';
import type { MarketSink } from '../../src/exchange/binance/feed.js';

type Loose = { readonly [K in keyof FeedLimits]?: Partial<FeedLimits[K]> | FeedLimits[K] };

/** Quick limits: 20 ms ticks, hundreds of milliseconds where the product waits seconds. */
export function quickLimits(changes: Loose = {}): FeedLimits {
  const quick: FeedLimits = {
    ...DEFAULT_FEED_LIMITS,
    tickMs: 20,
    replyMs: 2_000,
    requestsPerSecond: 100,
    backoff: { baseMs: 20, capMs: 80, floorMs: 1 },
    refusedMs: 100,
    stableMs: 1_000,
    rollover: {
      ...DEFAULT_FEED_LIMITS.rollover,
      leadMs: 40,
      quietMs: 100,
      holdMs: 2_000,
      handOverMs: 1_500,
      settleMs: 500,
      retryMs: 60_000,
    },
  };
  const merged = Object.entries(changes).map(([name, value]) => {
    const base = quick[name as keyof FeedLimits];
    return [name, typeof base === 'object' ? { ...base, ...(value as object) } : value];
  });
  return { ...quick, ...(Object.fromEntries(merged) as Partial<FeedLimits>) };
}

export interface FeedPlace {
  readonly url: string;
  readonly streams: readonly string[];
  readonly sink: MarketSink;
}

export function feedOptions({ url, streams, sink }: FeedPlace, limits: FeedLimits = quickLimits()): FeedOptions {
  return {
    environment: venueEnvironment('emulator', url),
    streams,
    sink,
    limits,
    proxy: null,
    clock: createReceiveClock(),
    random: () => 0.5,
    signal: new AbortController().signal,
  };
}

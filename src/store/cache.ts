// In-memory cache of the last events of each symbol: bounded in events and in symbols, the least recently used goes first.

import { type EventBatch } from '../core/market/event-batch.js';
import { type EventRing, clearEventRing, initEventRing, pushToRing, ringBytes } from './event-ring.js';

export interface CacheLimits {
  /** Events kept per symbol. */
  readonly events: number;
  /** Symbols kept. */
  readonly symbols: number;
}

/** Plain data. */
export interface EventCache {
  readonly limits: CacheLimits;
  /** By symbol, the least recently used first. */
  readonly rings: Map<string, EventRing>;
  /** Symbols that had to go. */
  evicted: number;
}

/** Its size, as metrics. */
export interface CacheSize {
  readonly symbols: number;
  readonly entries: number;
  readonly bytes: number;
  readonly evictedSymbols: number;
}

/** @throws RangeError for limits that are not whole numbers of 1 or more */
export function initEventCache(limits: CacheLimits): EventCache {
  for (const limit of [limits.events, limits.symbols]) {
    if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`cache limit ${limit}: not 1 or more`);
  }
  return { limits, rings: new Map(), evicted: 0 };
}

/** One row of a batch. Memory is taken with the first event of a symbol, and taken over from the one that has to go. */
export function pushEvent(cache: EventCache, symbol: string, at: { batch: EventBatch; row: number }): void {
  pushToRing(touch(cache, symbol) ?? addRing(cache, symbol), at.batch, at.row);
}

/** The last events of a symbol, to be read with `slotAtAge` and `slotOfId`; counts as use. Null where there are none. */
export const ringOf = (cache: EventCache, symbol: string): EventRing | null => touch(cache, symbol);

export function cacheSize(cache: EventCache): CacheSize {
  let entries = 0;
  let bytes = 0;
  for (const ring of cache.rings.values()) {
    entries += ring.count;
    bytes += ringBytes(ring);
  }
  return { symbols: cache.rings.size, entries, bytes, evictedSymbols: cache.evicted };
}

function touch(cache: EventCache, symbol: string): EventRing | null {
  const ring = cache.rings.get(symbol);
  if (ring === undefined) return null;
  // A map keeps the order of insertion: the last is the most recently used.
  cache.rings.delete(symbol);
  cache.rings.set(symbol, ring);
  return ring;
}

function addRing(cache: EventCache, symbol: string): EventRing {
  const ring =
    (cache.rings.size >= cache.limits.symbols ? takeOldest(cache) : null) ?? initEventRing(cache.limits.events);
  cache.rings.set(symbol, ring);
  return ring;
}

function takeOldest(cache: EventCache): EventRing | null {
  const [oldest] = cache.rings;
  if (oldest === undefined) return null;
  const [symbol, ring] = oldest;
  cache.rings.delete(symbol);
  cache.evicted++;
  clearEventRing(ring);
  return ring;
}

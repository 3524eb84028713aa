// Binance's rule for keeping a local book, as a pure state machine: which deltas may be applied, and when a snapshot is wanted.
// Source: "How to manage a local order book correctly", USD-M futures and Spot; futures also accept a direct continuation.

import type { Venue } from '../../core/market/instrument.js';

/** Sequence ids of one depth message; `prevId` (`pu`) is null on spot. */
export interface DeltaIds {
  readonly firstId: number;
  readonly finalId: number;
  readonly prevId: number | null;
}

export type DepthSync =
  /** No book. Deltas are buffered until a snapshot arrives. */
  | { readonly phase: 'waiting' }
  /** Snapshot applied; the first delta must still be found to bridge it. */
  | { readonly phase: 'bridging'; readonly lastId: number }
  | { readonly phase: 'synced'; readonly lastId: number };

export type DeltaVerdict =
  /** Apply it to the book. */
  | 'apply'
  /** It ends before the snapshot or repeats what is held: drop it. */
  | 'stale'
  /** Keep it for the snapshot to come. */
  | 'buffer'
  /** Messages are missing between the last one and this: the book is lost; keep this one for the next snapshot. */
  | 'gap';

export const INITIAL_SYNC: DepthSync = { phase: 'waiting' };

/** True when a delta may follow a snapshot with `lastUpdateId` = lastId as the first one applied. */
export function bridges(venue: Venue, lastId: number, ids: DeltaIds): boolean {
  if (venue === 'binance-spot') return ids.firstId <= lastId + 1 && lastId + 1 <= ids.finalId;
  return (ids.firstId <= lastId && lastId <= ids.finalId) || ids.prevId === lastId;
}

/** True when a delta brings nothing that a book at `lastId` does not hold, before the first one is applied. */
export function endsBefore(venue: Venue, lastId: number, ids: DeltaIds): boolean {
  return venue === 'binance-spot' ? ids.finalId <= lastId : ids.finalId < lastId;
}

/** True when a delta directly continues a synced book. */
export function continues(venue: Venue, lastId: number, ids: DeltaIds): boolean {
  return venue === 'binance-spot' ? ids.firstId === lastId + 1 : ids.prevId === lastId;
}

/** What to do with the next delta. Pure: the caller stores the state. */
export function stepDelta(
  venue: Venue,
  state: DepthSync,
  ids: DeltaIds,
): { readonly verdict: DeltaVerdict; readonly state: DepthSync } {
  switch (state.phase) {
    case 'waiting':
      return { verdict: 'buffer', state };
    case 'bridging':
      if (endsBefore(venue, state.lastId, ids)) return { verdict: 'stale', state };
      if (bridges(venue, state.lastId, ids)) return { verdict: 'apply', state: synced(ids.finalId) };
      return { verdict: 'gap', state: INITIAL_SYNC };
    case 'synced':
      if (continues(venue, state.lastId, ids)) return { verdict: 'apply', state: synced(ids.finalId) };
      if (ids.finalId <= state.lastId) return { verdict: 'stale', state };
      return { verdict: 'gap', state: INITIAL_SYNC };
  }
}

const synced = (lastId: number): DepthSync => ({ phase: 'synced', lastId });

export type SnapshotVerdict =
  /** A book that is synced already needs none. */
  | 'ignore'
  /** Older than the oldest buffered delta: fetch again, keep the buffer. */
  | 'too_old'
  /** Load it, then apply the buffered deltas from index `from` on. */
  | { readonly from: number; readonly state: DepthSync };

/**
 * What to do with a snapshot. `buffered` are the deltas kept so far, oldest first and contiguous (a break in them begins
 * the buffer anew).
 */
export function stepSnapshot(
  state: DepthSync,
  snapshot: { readonly venue: Venue; readonly lastId: number },
  buffered: readonly DeltaIds[],
): SnapshotVerdict {
  if (state.phase === 'synced') return 'ignore';
  const { venue, lastId } = snapshot;
  const from = buffered.findIndex((ids) => !endsBefore(venue, lastId, ids));
  const last = buffered.at(-1);
  const first = buffered[from];
  if (first === undefined || last === undefined) return { from: buffered.length, state: { phase: 'bridging', lastId } };
  if (!bridges(venue, lastId, first)) return 'too_old';
  return { from, state: synced(last.finalId) };
}

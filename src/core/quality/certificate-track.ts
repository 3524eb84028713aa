// What is known of one symbol while its certificate is counted: the ids last seen, the book, the holes still open.

import { type Gap, type StreamTrack, type SymbolTrack, initStreamTally, initSymbolTally } from './certificate-state.js';
import { addId, placeOfId, takeId } from './id-range.js';
import { MAX_QUIET_US } from './stream-quality.js';

export const initSymbolTrack = (symbol: string): SymbolTrack => ({
  symbol,
  streams: [],
  synced: false,
  stopped: false,
  anchorUs: null,
  bookUs: 0,
  beganUs: null,
  unsyncedFromUs: null,
  gap: null,
  part: initSymbolTally(),
  before: null,
});

export function streamTrackOf(track: SymbolTrack, place: number): StreamTrack {
  return (track.streams[place] ??= {
    lastId: null,
    lastNewUs: null,
    lastUs: null,
    coveredAtUs: 0,
    openGaps: [],
    part: initStreamTally(),
    before: null,
  });
}

/** Time with a whole book up to `us`, as far as the next depth message does not show otherwise. */
export function bookUsAt(track: SymbolTrack, us: number): number {
  const { anchorUs, bookUs } = track;
  if (anchorUs === null || track.stopped || us <= anchorUs || us - anchorUs > MAX_QUIET_US) return bookUs;
  return bookUs + us - anchorUs;
}

/** A depth message that continues the book: the time since the one before it is covered. */
export function coverDepth(track: SymbolTrack, us: number): void {
  const { anchorUs } = track;
  if (!track.synced) return;
  if (anchorUs !== null && !track.stopped && us > anchorUs && us - anchorUs <= MAX_QUIET_US) {
    track.bookUs += us - anchorUs;
    track.part.bookUs += us - anchorUs;
  }
  track.stopped = false;
  track.anchorUs = us;
}

/** A message where no depth was asked for: nothing is known to be missing between it and the one before it. */
export function coverMessage(track: SymbolTrack, us: number): void {
  track.synced = true;
  track.beganUs ??= us;
  coverDepth(track, us);
}

export function takeSnapshot(track: SymbolTrack, us: number): void {
  track.beganUs ??= us;
  track.part.snapshots++;
  if (track.unsyncedFromUs !== null) track.part.unsynced.push({ fromUs: track.unsyncedFromUs, toUs: us });
  track.unsyncedFromUs = null;
  track.synced = true;
  track.stopped = false;
  track.anchorUs = us;
}

export function takeDepthGap(track: SymbolTrack, atUs: number, ids: { fromId: number; toId: number }): void {
  const sinceUs = track.anchorUs;
  const gap: Gap = { atUs, sinceUs, ...ids, open: [], closedUs: null, coveredUs: 0 };
  streamTrackOf(track, 0).part.gaps.push(gap);
  track.gap ??= gap;
  track.unsyncedFromUs ??= sinceUs ?? atUs;
  track.synced = false;
  track.anchorUs = null;
}

export function takeResync(track: SymbolTrack, atUs: number): void {
  const { gap } = track;
  if (gap === null) return;
  gap.closedUs = atUs;
  track.part.resyncs.push({ atUs, recoveryUs: Math.max(0, atUs - gap.atUs) });
  track.gap = null;
}

export interface TradeHole {
  readonly place: number;
  readonly atUs: number;
  readonly fromId: number;
  readonly toId: number;
}

export function takeTradeGap(track: SymbolTrack, { place, atUs, fromId, toId }: TradeHole): void {
  const stream = streamTrackOf(track, place);
  const coveredUs = Math.max(0, bookUsAt(track, atUs) - stream.coveredAtUs);
  const open = [{ fromId, toId }];
  const gap: Gap = { atUs, sinceUs: stream.lastNewUs, fromId, toId, open, closedUs: null, coveredUs };
  stream.part.gaps.push(gap);
  stream.part.lostUs += coveredUs;
  // Behind a damaged id they go on lower than it: the holes still rise.
  stream.openGaps.splice(placeOfId(stream.openGaps, fromId) + 1, 0, gap);
}

/** A trade fetched over REST: it fills the hole that it was missing from, if any. */
export function takeHealed(stream: StreamTrack, id: number, us: number): void {
  const { part, openGaps } = stream;
  addId(part.healed, id);
  const at = placeOfId(openGaps, id);
  const gap = openGaps[at];
  if (gap === undefined || !takeId(gap.open, id)) return;
  part.filledIds++;
  if (gap.open.length > 0) return;
  gap.closedUs = us;
  part.lostUs -= gap.coveredUs;
  openGaps.splice(at, 1);
}

/** Another session: nothing of the old one holds. */
export function endTrackSession(track: SymbolTrack): void {
  if (track.unsyncedFromUs !== null) track.part.unsynced.push({ fromUs: track.unsyncedFromUs, toUs: null });
  track.unsyncedFromUs = null;
  track.synced = false;
  track.stopped = false;
  track.anchorUs = null;
  track.gap = null;
  for (const stream of track.streams) {
    if (stream === undefined) continue;
    stream.lastId = null;
    stream.lastNewUs = null;
    stream.lastUs = null;
    stream.openGaps = [];
  }
}

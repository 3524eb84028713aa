// One symbol of a replayed recording: its venue's book, and chains of ids that hold across gaps and loops of the file.

import { type DepthBatcher, dueBatch, initBatcher, mergeDepth, stepBatcher } from './depth-batches.js';
import { type TextBook, applyChange, bookDifference, createTextBook, textBookOf } from './text-book.js';
import { type TradeBatcher, dueTrades, initTradeBatcher, stepTradeBatcher } from './trade-batches.js';
import type { VenueAggTrade, VenueDepth, VenueMessage, VenueTrade } from './venue-message.js';
import type { VenueBook } from './venue-source.js';

export const DEPTH_PERIOD_US = 100_000;
/** Deltas kept after a hole of the file, until its next snapshot; a longer wait gives the snapshot up. */
const KEPT_DELTAS = 5_000;

/** What is added to the file's ids and times in this pass over it. */
export interface Shift {
  readonly ids: number;
  readonly timeUs: number;
}

export interface RecordingTrack {
  readonly symbol: string;
  book: TextBook;
  /** u of the last message sent; null before the first. */
  publishedId: number | null;
  /** u of the last delta of the file taken in, shifted; null before the first of a pass. */
  fileId: number | null;
  /** The one depth stream of the file that is replayed, by its name without symbol. */
  depthSuffix: string | null;
  batcher: DepthBatcher | null;
  /** Deltas since a hole of the file; null where there is none. */
  sinceHole: VenueDepth[] | null;
  /** Levels that turn the book after a hole into that of the file's next snapshot. */
  repair: Pick<VenueDepth, 'bids' | 'asks'> | null;
  /** Whether aggTrades come from the file or are made of its trades. */
  tradesFrom: 'aggTrade' | 'trade' | null;
  tradeBatcher: TradeBatcher | null;
  lastFileTradeId: number;
  nextAggId: number | null;
  lastFillId: number;
  fillShift: number | null;
}

export const initTrack = (symbol: string): RecordingTrack => ({
  symbol,
  book: createTextBook(),
  publishedId: null,
  fileId: null,
  depthSuffix: null,
  batcher: null,
  sinceHole: null,
  repair: null,
  tradesFrom: null,
  tradeBatcher: null,
  lastFileTradeId: -1,
  nextAggId: null,
  lastFillId: -1,
  fillShift: null,
});

type Take = (message: VenueMessage) => void;

/**
 * Begins a pass over the file with the book it begins with. After the first pass the clients' book is turned into it by
 * one delta that continues their chain.
 */
export function beginPass(track: RecordingTrack, start: VenueBook, at: { atUs: number; take: Take }): void {
  const book = textBookOf(start);
  if (track.publishedId !== null) {
    const { publishedId } = track;
    const ids = { firstId: publishedId + 1, finalId: start.lastUpdateId, prevId: publishedId };
    const levels = bookDifference(track.book, book);
    at.take({ kind: 'depth', symbol: track.symbol, atUs: at.atUs, ageMs: 0, ...ids, ...levels });
    track.publishedId = start.lastUpdateId;
  }
  track.book = book;
  track.fileId = null;
  track.sinceHole = null;
  track.repair = null;
  track.lastFileTradeId = -1;
  track.fillShift = track.lastFillId < 0 ? 0 : null;
}

/** A delta of the file, ids and time already shifted. */
export function stepDepth(track: RecordingTrack, delta: VenueDepth, take: Take): void {
  const known = track.fileId ?? track.book.lastId;
  const isFirst = track.fileId === null;
  if (delta.finalId < known || (!isFirst && delta.finalId === known)) return;
  if (track.publishedId !== null && delta.finalId <= track.publishedId) return;
  const continues = delta.prevId === known || (isFirst && delta.firstId <= known);
  if (!continues && known > 0) track.sinceHole ??= [];
  if (track.sinceHole !== null && track.sinceHole.length < KEPT_DELTAS) track.sinceHole.push(delta);
  const whole = track.repair === null ? delta : mergeDepth([{ ...delta, ...track.repair }, delta], delta.atUs);
  track.repair = null;
  track.fileId = delta.finalId;
  applyChange(track.book, whole);
  const first = isFirst && continues ? delta.prevId : known;
  const sent = { ...whole, prevId: track.publishedId ?? first };
  track.publishedId = delta.finalId;
  if (track.batcher === null) take(sent);
  else {
    const batch = stepBatcher(track.batcher, sent);
    if (batch !== null) take(batch);
  }
}

/** A later snapshot of the file: after a hole it tells what the missed deltas had done. */
export function stepSnapshot(track: RecordingTrack, snapshot: VenueBook): void {
  const { sinceHole } = track;
  if (sinceHole === null) return;
  const first = sinceHole[0];
  const tooOld =
    first !== undefined && snapshot.lastUpdateId < first.firstId - 1 && snapshot.lastUpdateId < first.prevId;
  if (tooOld || sinceHole.length >= KEPT_DELTAS) return;
  const book = textBookOf(snapshot);
  for (const delta of sinceHole) if (delta.finalId >= snapshot.lastUpdateId) applyChange(book, delta);
  track.repair = bookDifference(track.book, book);
  track.sinceHole = null;
}

/** An aggTrade of the file: repeats are left out, and ids run on over the file's own holes. */
export function stepAggTrade(track: RecordingTrack, trade: VenueAggTrade, take: Take): void {
  if (trade.id <= track.lastFileTradeId) return;
  track.lastFileTradeId = trade.id;
  const id = track.nextAggId ?? trade.id;
  track.nextAggId = id + 1;
  track.fillShift ??= track.lastFillId + 1 - trade.firstFill;
  const firstFill = trade.firstFill + track.fillShift;
  const lastFill = trade.lastFill + track.fillShift;
  track.lastFillId = lastFill;
  take({ ...trade, id, firstFill, lastFill });
}

/** A single trade of the file, sent as it is and merged into aggTrades where the file has none. */
export function stepTrade(track: RecordingTrack, trade: VenueTrade, take: Take): void {
  if (trade.id <= track.lastFileTradeId) return;
  track.lastFileTradeId = trade.id;
  track.fillShift ??= track.lastFillId + 1 - trade.id;
  const sent = { ...trade, id: trade.id + track.fillShift };
  track.lastFillId = sent.id;
  if (track.tradesFrom === 'trade') {
    track.tradeBatcher ??= initTradeBatcher(sent.id);
    const ended = stepTradeBatcher(track.tradeBatcher, sent);
    if (ended !== null) take(ended);
  }
  take(sent);
}

/** Time at which something waiting in the track is due, µs; Infinity where nothing waits. */
export function trackDueUs(track: RecordingTrack, spanUs: number): number {
  const depth = track.batcher === null || track.batcher.open.length === 0 ? Infinity : track.batcher.dueUs;
  const trade = track.tradeBatcher?.open[0];
  return Math.min(depth, trade === undefined ? Infinity : trade.atUs + spanUs);
}

/** Sends what was waiting and is due at `nowUs`, in order of time. */
export function flushTrack(track: RecordingTrack, nowUs: number, take: Take): void {
  const trade = track.tradeBatcher === null ? null : dueTrades(track.tradeBatcher, nowUs);
  if (trade !== null) take(trade);
  const batch = track.batcher === null ? null : dueBatch(track.batcher, nowUs);
  if (batch !== null) take(batch);
}

/** Chooses the depth stream to replay: the first that comes. Raw updates (@0ms) are batched like the public stream. */
export function acceptsDepth(track: RecordingTrack, suffix: string): boolean {
  if (track.depthSuffix === null) {
    track.depthSuffix = suffix;
    if (suffix === 'depth@0ms') track.batcher = initBatcher(DEPTH_PERIOD_US);
  }
  return track.depthSuffix === suffix;
}

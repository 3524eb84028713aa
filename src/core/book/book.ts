// The order book of one symbol: a snapshot, then absolute deltas. Cannot be read while it is not synced.

import { type EventBatch } from '../market/event-batch.js';
import type { NullReason } from '../market/reason.js';
import { type Ladder, bestTick, clearLadder, createLadder, levelCount, readTop, setLevels } from './ladder.js';
import { type TopLevels } from './top-levels.js';

export interface Book {
  readonly bids: Ladder;
  readonly asks: Ladder;
  /** False from a gap (or the start) to the next snapshot. */
  synced: boolean;
  /** Best bid at or above best ask after the last update. */
  crossed: boolean;
  /** Final update id of the last message applied. */
  lastId: number;
}

export function createBook(ladderSize?: number): Book {
  return {
    bids: createLadder('bid', ladderSize),
    asks: createLadder('ask', ladderSize),
    synced: false,
    crossed: false,
    lastId: 0,
  };
}

/** Forgets everything: what follows is unreadable until a snapshot. */
export function loseBook(book: Book): void {
  clearLadder(book.bids);
  clearLadder(book.asks);
  book.synced = false;
  book.crossed = false;
}

/** Applies the levels of depth row i (delta or snapshot) of a batch. */
function applyLevels(book: Book, batch: EventBatch, i: number): void {
  const { levelTicks, levelLots } = batch;
  const { bids, asks } = book;
  const from = batch.levelStart[i] as number;
  const asksFrom = from + (batch.bidCount[i] as number);
  const to = asksFrom + (batch.askCount[i] as number);
  setLevels(bids, { ticks: levelTicks, lots: levelLots, from, to: asksFrom });
  setLevels(asks, { ticks: levelTicks, lots: levelLots, from: asksFrom, to });
  book.crossed = bids.best >= 0 && asks.best >= 0 && bids.base + bids.best >= asks.base + asks.best;
  book.lastId = batch.id2[i] as number;
}

/** Replaces the book by snapshot row i. */
export function applySnapshot(book: Book, batch: EventBatch, i: number): void {
  clearLadder(book.bids);
  clearLadder(book.asks);
  applyLevels(book, batch, i);
  book.synced = true;
}

/** Applies delta row i. A book that is not synced stays as it is: whoever feeds it must check the sequence first. */
export function applyDelta(book: Book, batch: EventBatch, i: number): void {
  if (book.synced) applyLevels(book, batch, i);
}

/** Why the book cannot be read; null when it can. */
export function bookProblem(book: Book): NullReason | null {
  if (!book.synced) return 'unsynced';
  if (book.bids.best < 0 || book.asks.best < 0) return 'one_sided';
  return book.crossed ? 'crossed' : null;
}

/** Copies the best levels out; false (and `to` untouched) where the book cannot be read. */
export function readTopLevels(book: Book, to: TopLevels): boolean {
  if (bookProblem(book) !== null) return false;
  to.bidCount = readTop(book.bids, to.bidTicks, to.bidLots);
  to.askCount = readTop(book.asks, to.askTicks, to.askLots);
  return true;
}

export interface BookSummary {
  readonly bidTicks: number | null;
  readonly askTicks: number | null;
  readonly bidLevels: number;
  readonly askLevels: number;
}

/** Best prices and level counts, for reports. Null prices where the book cannot be read. */
export function summarizeBook(book: Book): BookSummary {
  const readable = bookProblem(book) === null;
  return {
    bidTicks: readable ? bestTick(book.bids) : null,
    askTicks: readable ? bestTick(book.asks) : null,
    bidLevels: levelCount(book.bids),
    askLevels: levelCount(book.asks),
  };
}

// A book that lags behind the published one by a fixed time: for snapshots that are older than the stream.

import { type BookChange, type TextBook, applyChange } from './text-book.js';

export interface DelayedBook {
  readonly delayMs: number;
  readonly book: TextBook;
  /** Changes not yet taken in, with the time they were published, ms. */
  waiting: { readonly sentMs: number; readonly change: BookChange }[];
}

/** Begins as a copy of the book as it is now. */
export const initDelayed = (book: TextBook, delayMs: number): DelayedBook => ({
  delayMs,
  book: { lastId: book.lastId, bids: new Map(book.bids), asks: new Map(book.asks) },
  waiting: [],
});

/** Notes a change published at `sentMs`, and takes in those that are old enough by now. */
export function delayChange(delayed: DelayedBook, change: BookChange, sentMs: number): void {
  delayed.waiting.push({ sentMs, change });
  settleDelayed(delayed, sentMs);
}

/** The book as it was `delayMs` before `nowMs`. */
export function settleDelayed(delayed: DelayedBook, nowMs: number): TextBook {
  let count = 0;
  for (const { sentMs, change } of delayed.waiting) {
    if (sentMs > nowMs - delayed.delayMs) break;
    applyChange(delayed.book, change);
    count++;
  }
  if (count > 0) delayed.waiting.splice(0, count);
  return delayed.book;
}

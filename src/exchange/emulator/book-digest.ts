// A short digest of a book's top, so that a client's book can be compared with the venue's without sending it whole.

import { crc32 } from 'node:zlib';
import { type TextBook, topOf } from './text-book.js';
import type { TextLevel } from './venue-message.js';

/** Levels a side that the digest covers. */
export const DIGEST_LEVELS = 50;

/** "61800.20" → "61800.2", "5.000" → "5": the same number always gives the same text. */
export const plainDecimal = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

const lineOf = ([price, qty]: TextLevel): string => `${plainDecimal(price)}:${plainDecimal(qty)}\n`;

/** CRC-32 over the lines `price:qty` of the best 50 bids, best first, then of the best 50 asks, best first. */
export function digestOfLevels(bids: readonly TextLevel[], asks: readonly TextLevel[]): number {
  let text = '';
  for (const level of bids.slice(0, DIGEST_LEVELS)) text += lineOf(level);
  for (const level of asks.slice(0, DIGEST_LEVELS)) text += lineOf(level);
  return crc32(text);
}

export const digestOfBook = (book: TextBook): number =>
  digestOfLevels(topOf(book.bids, 'bid', DIGEST_LEVELS), topOf(book.asks, 'ask', DIGEST_LEVELS));

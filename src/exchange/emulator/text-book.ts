// An order book of two plain Maps from price to the exchange's texts: slow, simple, and shared with no other book here.

import type { TextLevel } from './venue-message.js';
import type { VenueBook } from './venue-source.js';

/** Keys are prices as numbers: decimal texts of up to 15 digits that differ give numbers that differ. */
export type TextSide = Map<number, TextLevel>;

export interface TextBook {
  /** Final id of the last delta or snapshot taken in; 0 before any. */
  lastId: number;
  readonly bids: TextSide;
  readonly asks: TextSide;
}

export interface BookChange {
  readonly finalId: number;
  readonly bids: readonly TextLevel[];
  readonly asks: readonly TextLevel[];
}

export const createTextBook = (): TextBook => ({ lastId: 0, bids: new Map(), asks: new Map() });

function setLevels(side: TextSide, levels: readonly TextLevel[]): void {
  for (const level of levels) {
    const price = Number(level[0]);
    if (Number(level[1]) === 0) side.delete(price);
    else side.set(price, level);
  }
}

export function applyChange(book: TextBook, change: BookChange): void {
  setLevels(book.bids, change.bids);
  setLevels(book.asks, change.asks);
  book.lastId = change.finalId;
}

export function textBookOf(snapshot: VenueBook): TextBook {
  const book = createTextBook();
  applyChange(book, { finalId: snapshot.lastUpdateId, bids: snapshot.bids, asks: snapshot.asks });
  return book;
}

/** Up to this many levels are picked out; sorting all prices is quicker beyond. */
const MOST_PICKED = 64;

/** Up to `limit` levels of a side, best first. */
export function topOf(side: TextSide, name: 'bid' | 'ask', limit: number): TextLevel[] {
  const prices = limit <= MOST_PICKED ? bestPrices(side, name, limit) : sortedPrices(side, name).subarray(0, limit);
  const levels: TextLevel[] = [];
  for (const price of prices) levels.push(side.get(price) as TextLevel);
  return levels;
}

function sortedPrices(side: TextSide, name: 'bid' | 'ask'): Float64Array {
  const prices = Float64Array.from(side.keys()).sort();
  return name === 'bid' ? prices.reverse() : prices;
}

/** The few best of thousands: one pass, most prices are worse than the worst of those held. */
function bestPrices(side: TextSide, name: 'bid' | 'ask', limit: number): number[] {
  const sign = name === 'bid' ? -1 : 1;
  const best: number[] = [];
  for (const price of side.keys()) {
    const rank = price * sign;
    if (best.length === limit && rank >= (best[limit - 1] as number)) continue;
    let at = best.length;
    while (at > 0 && (best[at - 1] as number) > rank) at--;
    best.splice(at, 0, rank);
    if (best.length > limit) best.pop();
  }
  return best.map((rank) => rank * sign);
}

export function bookOf(book: TextBook, limit: number): VenueBook {
  return {
    lastUpdateId: book.lastId,
    bids: topOf(book.bids, 'bid', limit),
    asks: topOf(book.asks, 'ask', limit),
  };
}

/** Best level of a side without sorting it; null where the side is empty. */
export function bestOf(side: TextSide, name: 'bid' | 'ask'): TextLevel | null {
  let best: number | null = null;
  for (const price of side.keys()) {
    if (best === null || (name === 'bid' ? price > best : price < best)) best = price;
  }
  return best === null ? null : (side.get(best) ?? null);
}

function sideDifference(from: TextSide, to: TextSide): TextLevel[] {
  const levels: TextLevel[] = [];
  for (const [price, level] of from) if (!to.has(price)) levels.push([level[0], '0']);
  for (const [price, level] of to) {
    const before = from.get(price);
    if (before === undefined || Number(before[1]) !== Number(level[1])) levels.push(level);
  }
  return levels;
}

/** The levels that turn one book into the other. */
export const bookDifference = (from: TextBook, to: TextBook): Pick<BookChange, 'bids' | 'asks'> => ({
  bids: sideDifference(from.bids, to.bids),
  asks: sideDifference(from.asks, to.asks),
});

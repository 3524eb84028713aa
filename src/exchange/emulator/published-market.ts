// What the emulated venue has published so far, symbol by symbol: books at every u, trades by id, best prices, marks.

import { type DelayedBook, delayChange } from './delayed-book.js';
import { type TextBook, applyChange, bestOf, createTextBook, textBookOf } from './text-book.js';
import { type TradeRing, addTrade, createTradeRing } from './trade-ring.js';
import type { VenueMark, VenueMessage, VenueTicker } from './venue-message.js';
import type { VenueBook, VenueSource, VenueSymbol } from './venue-source.js';

export interface PublishedSymbol {
  readonly info: VenueSymbol;
  /** As in stream names. */
  readonly lower: string;
  readonly isAscii: boolean;
  /** Taken in message by message; not used where the source's own book is the published one. */
  readonly ownBook: TextBook;
  /** The source's book, where all that it holds has been published. */
  readonly sourceBook: (() => VenueBook) | null;
  /** E − T of the last depth message, ms. */
  ageMs: number;
  /** Books that lag behind, one for each delay asked for. */
  readonly delayed: DelayedBook[];
  readonly trades: TradeRing;
  /** Ids that REST does not know either. */
  readonly holes: Set<number>;
  ticker: VenueTicker | null;
  /** Tickers come from the source; else they are made from the book when somebody listens. */
  hasOwnTickers: boolean;
  mark: VenueMark | null;
  hasOwnMarks: boolean;
}

export type PublishedMarket = ReadonlyMap<string, PublishedSymbol>;

/** More levels than any book has. */
const WHOLE_BOOK = 1_000_000;

export interface PublishedOptions {
  /** Messages are sent as soon as the source gives them. */
  readonly isPrompt: boolean;
  /** aggTrades a symbol kept for REST. */
  readonly keepTrades: number;
}

export function initPublished(source: VenueSource, options: PublishedOptions): PublishedMarket {
  const isShared = source.publishesAll && options.isPrompt;
  const bookOf = (symbol: string): VenueBook => source.book(symbol, WHOLE_BOOK);
  return new Map(
    source.symbols.map((info) => [
      info.symbol,
      {
        info,
        lower: info.symbol.toLowerCase(),
        isAscii: /^[\x20-\x7e]*$/.test(info.symbol),
        ownBook: isShared ? createTextBook() : textBookOf(bookOf(info.symbol)),
        sourceBook: isShared ? () => bookOf(info.symbol) : null,
        ageMs: 0,
        delayed: [],
        trades: createTradeRing(options.keepTrades),
        holes: new Set<number>(),
        ticker: null,
        hasOwnTickers: false,
        mark: null,
        hasOwnMarks: false,
      },
    ]),
  );
}

/** The book after the last depth message published: what a client that has lost nothing must have. */
export const publishedBook = ({ ownBook, sourceBook }: PublishedSymbol): TextBook =>
  sourceBook === null ? ownBook : textBookOf(sourceBook());

/** Takes in a message that is being sent at `sentMs`. */
export function publish(symbol: PublishedSymbol, message: VenueMessage, sentMs: number): void {
  switch (message.kind) {
    case 'depth':
      if (symbol.sourceBook === null) applyChange(symbol.ownBook, message);
      symbol.ageMs = message.ageMs;
      for (const delayed of symbol.delayed) delayChange(delayed, message, sentMs);
      return;
    case 'aggTrade':
      addTrade(symbol.trades, message, sentMs - message.ageMs);
      return;
    case 'bookTicker':
      symbol.ticker = message;
      symbol.hasOwnTickers = true;
      return;
    case 'markPrice':
      symbol.mark = message;
      symbol.hasOwnMarks = true;
      break;
    case 'trade':
    case 'forceOrder':
    // Nothing of these is asked for over REST.
  }
}

/** Best prices of the published book as a ticker; null while a side is empty. */
export function bookTickerOf(symbol: PublishedSymbol, atUs: number): VenueTicker | null {
  const book = publishedBook(symbol);
  const bid = bestOf(book.bids, 'bid');
  const ask = bestOf(book.asks, 'ask');
  if (bid === null || ask === null) return null;
  const ids = { updateId: book.lastId, ageMs: symbol.ageMs };
  return { kind: 'bookTicker', symbol: symbol.info.symbol, atUs, ...ids, bid, ask };
}

const FUNDING_RATE = '0.00010000';

/** The middle of the book in the place of mark and index price, where the source has none; null while a side is empty. */
export function markOf(symbol: PublishedSymbol, atUs: number): VenueMark | null {
  if (symbol.hasOwnMarks) return symbol.mark;
  const ticker = symbol.ticker ?? bookTickerOf(symbol, atUs);
  if (ticker === null) return null;
  const mark = ((Number(ticker.bid[0]) + Number(ticker.ask[0])) / 2).toFixed(8);
  const prices = { mark, average: mark, index: mark, settle: mark, rate: FUNDING_RATE };
  return { kind: 'markPrice', symbol: symbol.info.symbol, atUs, ageMs: 0, ...prices };
}

// What a simulated venue sends: the event vocabulary without receive times, which only a receiver can know.

import type { BookTicker, DepthDelta, DepthSnapshot, MarketEvent, Trade } from '../market/event.js';
import type { TimeUs } from '../market/units.js';

/** An event as sent: E (send) and T (match) times in µs of exchange time, always known to the venue. */
export type Sent<E extends MarketEvent> = Omit<E, 'recvUs' | 'eventUs' | 'matchUs'> & {
  readonly eventUs: TimeUs;
  readonly matchUs: TimeUs;
};

export type SentDepth = Sent<DepthDelta>;
export type SentSnapshot = Sent<DepthSnapshot>;
export type SentTrade = Sent<Trade & { readonly kind: 'agg_trade' }>;
export type SentTicker = Sent<BookTicker>;

export type VenueEvent = SentDepth | SentSnapshot | SentTrade | SentTicker;

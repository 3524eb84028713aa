// The event vocabulary: everything that can happen in a recording, as one union on `kind`.
// Hot paths use the columnar twin in event-batch.ts; `eventAt` there turns a row of it into one of these.

import type { Lots, Ticks, TimeUs } from './units.js';

interface Timed {
  /** Receive time: the only clock of the chain. */
  readonly recvUs: TimeUs;
  /** Exchange's send time E, where the message carries one. */
  readonly eventUs: TimeUs | null;
  /** Matching-engine time T, where the message carries one. */
  readonly matchUs: TimeUs | null;
  readonly symbol: string;
}

export interface Level {
  readonly priceTicks: Ticks;
  /** Absolute quantity; 0 removes the level. */
  readonly qtyLots: Lots;
}

export interface DepthDelta extends Timed {
  readonly kind: 'depth_delta';
  readonly firstId: number;
  readonly finalId: number;
  /** Final id of the previous message (futures); null on spot. */
  readonly prevId: number | null;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
  /** Arrived before its snapshot and was applied after it: changes the book, makes no row. */
  readonly buffered: boolean;
}

export interface DepthSnapshot extends Timed {
  readonly kind: 'depth_snapshot';
  readonly lastId: number;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

export interface Trade extends Timed {
  /** `agg_trade`: fills of one taker order at one price within 100 ms, merged by the exchange. */
  readonly kind: 'trade' | 'agg_trade';
  readonly tradeId: number;
  readonly priceTicks: Ticks;
  readonly qtyLots: Lots;
  /** Quantity without retail-price-improvement fills (aggTrade `nq`), where sent. */
  readonly qtyNoRpiLots: Lots | null;
  /** Side of the taker: `m` true (buyer is maker) means the taker sold. */
  readonly taker: 'buy' | 'sell';
  /** First and last fill id of an aggTrade. */
  readonly firstFillId: number | null;
  readonly lastFillId: number | null;
  /** Fetched later to fill a hole: never enters a signal. */
  readonly healed: boolean;
}

export interface BookTicker extends Timed {
  readonly kind: 'book_ticker';
  readonly updateId: number;
  readonly bidTicks: Ticks;
  readonly bidLots: Lots;
  readonly askTicks: Ticks;
  readonly askLots: Lots;
}

export interface MarkPrice extends Timed {
  readonly kind: 'mark_price';
  /** Mark and index price and funding rate in units of 1e-8: finer than the tick. */
  readonly markE8: number;
  readonly indexE8: number | null;
  readonly fundingRateE8: number | null;
}

/** Trouble is data: each of these clears the windows of the symbols it names. */
export interface Gap extends Timed {
  readonly kind: 'gap';
  readonly stream: 'depth' | 'trade';
  /** First and last missing id, both inclusive (trades); for depth: the last id held and the `pu` that came. */
  readonly fromId: number;
  readonly toId: number;
}

export interface Resync extends Timed {
  readonly kind: 'resync';
  readonly lastId: number;
}

export interface Trouble extends Timed {
  readonly kind: 'disconnect' | 'silence' | 'clock_step' | 'rest_failure' | 'session';
}

/**
 * The book's best bid reached its best ask, or is below it again: found by the chain, not received. It breaks nothing, but
 * rows know nothing of the book meanwhile. Its form beside the rows is in crossing.ts.
 */
export interface Crossed extends Timed {
  readonly kind: 'crossed' | 'uncrossed';
  /** Best prices then; null where a side is empty. */
  readonly bidTicks: Ticks | null;
  readonly askTicks: Ticks | null;
}

/** A frame of no interest to the chain (another stream): it only moves the clock. */
export interface Tick extends Timed {
  readonly kind: 'tick';
}

export type MarketEvent =
  DepthDelta | DepthSnapshot | Trade | BookTicker | MarkPrice | Gap | Resync | Trouble | Crossed | Tick;

export type EventKind = MarketEvent['kind'];

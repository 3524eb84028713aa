// The last aggTrades of a symbol, for REST: a ring whose slots are used again, since millions pass through it.

import type { VenueAggTrade } from './venue-message.js';

type Mutable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

export interface StoredTrade extends VenueAggTrade {
  /** T as sent, ms. */
  readonly matchMs: number;
}

export interface TradeRing {
  readonly capacity: number;
  readonly slots: Mutable<StoredTrade>[];
  /** Slot of the oldest trade, once the ring is full. */
  oldest: number;
}

export const createTradeRing = (capacity: number): TradeRing => ({ capacity, slots: [], oldest: 0 });

export function addTrade(ring: TradeRing, trade: VenueAggTrade, matchMs: number): void {
  if (ring.slots.length < ring.capacity) {
    ring.slots.push({ ...trade, matchMs });
    return;
  }
  const slot = ring.slots[ring.oldest] as Mutable<StoredTrade>;
  slot.atUs = trade.atUs;
  slot.ageMs = trade.ageMs;
  slot.id = trade.id;
  slot.price = trade.price;
  slot.qty = trade.qty;
  slot.qtyNoRpi = trade.qtyNoRpi;
  slot.firstFill = trade.firstFill;
  slot.lastFill = trade.lastFill;
  slot.buyerIsMaker = trade.buyerIsMaker;
  slot.matchMs = matchMs;
  ring.oldest = (ring.oldest + 1) % ring.capacity;
}

/** All of them, oldest first. */
export const tradesOf = ({ slots, oldest }: TradeRing): readonly StoredTrade[] => [
  ...slots.slice(oldest),
  ...slots.slice(0, oldest),
];

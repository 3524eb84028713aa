// The last aggTrades of a symbol, for REST: a ring of columns, since millions of trades pass through it.

import type { VenueAggTrade } from './venue-message.js';

/** A trade as REST tells it. */
export interface StoredTrade {
  readonly id: number;
  readonly price: string;
  readonly qty: string;
  readonly qtyNoRpi: string;
  readonly firstFill: number;
  readonly lastFill: number;
  /** T as sent, ms. */
  readonly matchMs: number;
  readonly buyerIsMaker: boolean;
}

/** id, first fill, last fill, T. */
const NUMBERS = 4;
/** Price, quantity, quantity without RPI. */
const TEXTS = 3;
const FIRST_CAPACITY = 512;

export interface TradeRing {
  /** Most trades kept. */
  readonly limit: number;
  capacity: number;
  /** Trades that have come so far. */
  count: number;
  numbers: Float64Array;
  makers: Uint8Array;
  readonly texts: string[];
}

export function createTradeRing(limit: number): TradeRing {
  const capacity = Math.min(limit, FIRST_CAPACITY);
  const numbers = new Float64Array(capacity * NUMBERS);
  return { limit, capacity, count: 0, numbers, makers: new Uint8Array(capacity), texts: [] };
}

/** Twice the room, as long as it is under the limit; trades lie in order then, so they stay where they are. */
function grow(ring: TradeRing): void {
  ring.capacity = Math.min(ring.limit, ring.capacity * 2);
  const { numbers, makers } = ring;
  ring.numbers = new Float64Array(ring.capacity * NUMBERS);
  ring.numbers.set(numbers);
  ring.makers = new Uint8Array(ring.capacity);
  ring.makers.set(makers);
}

export function addTrade(ring: TradeRing, trade: VenueAggTrade, matchMs: number): void {
  if (ring.count === ring.capacity && ring.capacity < ring.limit) grow(ring);
  const slot = ring.count++ % ring.capacity;
  const { numbers, texts } = ring;
  const n = slot * NUMBERS;
  numbers[n] = trade.id;
  numbers[n + 1] = trade.firstFill;
  numbers[n + 2] = trade.lastFill;
  numbers[n + 3] = matchMs;
  const t = slot * TEXTS;
  texts[t] = trade.price;
  texts[t + 1] = trade.qty;
  texts[t + 2] = trade.qtyNoRpi;
  ring.makers[slot] = trade.buyerIsMaker ? 1 : 0;
}

function tradeAt({ numbers, texts, makers }: TradeRing, slot: number): StoredTrade {
  const n = slot * NUMBERS;
  const t = slot * TEXTS;
  return {
    id: numbers[n] as number,
    firstFill: numbers[n + 1] as number,
    lastFill: numbers[n + 2] as number,
    matchMs: numbers[n + 3] as number,
    price: texts[t] as string,
    qty: texts[t + 1] as string,
    qtyNoRpi: texts[t + 2] as string,
    buyerIsMaker: makers[slot] === 1,
  };
}

/** All of them, oldest first. */
export function tradesOf(ring: TradeRing): readonly StoredTrade[] {
  const size = Math.min(ring.count, ring.capacity);
  const oldest = ring.count - size;
  return Array.from({ length: size }, (_, i) => tradeAt(ring, (oldest + i) % ring.capacity));
}

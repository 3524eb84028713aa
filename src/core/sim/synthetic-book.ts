// The simulated venue's order book: one array of quantities by price, best bid and best ask as positions in it.

const SIZE = 16_384;
const MIDDLE = SIZE / 2;
/** Nearer to an end of the array than this, the window is moved. */
const MARGIN = SIZE / 4;

export interface SyntheticBook {
  /** Price in ticks of position 0; may be negative, but no level is ever set below 1 tick. */
  base: number;
  /** Lots by position: bids at and below `bid`, asks at and above `ask`, nothing between. */
  readonly qty: Float64Array;
  bid: number;
  ask: number;
  /** Prices (ticks) changed since the last published delta, each once, in order of change. */
  changed: number[];
  readonly marked: Uint8Array;
  /** Best prices (ticks) at the last publication: they tell on which side a changed price stood. */
  publishedBid: number;
  publishedAsk: number;
}

export type Side = 'bid' | 'ask';

export function initBook(midTicks: number): SyntheticBook {
  return {
    base: midTicks - MIDDLE,
    qty: new Float64Array(SIZE),
    bid: MIDDLE,
    ask: MIDDLE + 1,
    changed: [],
    marked: new Uint8Array(SIZE),
    publishedBid: midTicks,
    publishedAsk: midTicks + 1,
  };
}

export const bestTicks = (book: SyntheticBook, side: Side): number => book.base + book[side];
/** Lots at a position; outside the window nothing lies. */
export const lotsAt = (book: SyntheticBook, position: number): number => book.qty[position] ?? 0;
export const bestLots = (book: SyntheticBook, side: Side): number => lotsAt(book, book[side]);

function put(book: SyntheticBook, position: number, qtyLots: number): void {
  book.qty[position] = qtyLots;
  if (book.marked[position] === 1) return;
  book.marked[position] = 1;
  book.changed.push(book.base + position);
}

/** Next occupied position behind `from` on its side, or null where there is none. */
function behind(book: SyntheticBook, side: Side, from: number): number | null {
  const step = side === 'bid' ? -1 : 1;
  for (let i = from + step; i >= 0 && i < SIZE; i += step) if (lotsAt(book, i) > 0) return i;
  return null;
}

/**
 * Sets a level at `distance` ticks behind the best price of its side (0 is the best itself).
 * Prices outside the window or below one tick are left alone; the best level cannot be emptied here.
 */
export function setBehind(book: SyntheticBook, side: Side, level: { distance: number; qtyLots: number }): void {
  const position = side === 'bid' ? book.bid - level.distance : book.ask + level.distance;
  if (position < 0 || position >= SIZE || book.base + position < 1) return;
  if (level.distance === 0 && level.qtyLots <= 0) return;
  if (lotsAt(book, position) !== level.qtyLots) put(book, position, level.qtyLots);
}

/** Takes up to `qtyLots` from the best level and gives what was taken; the last level of a side keeps one lot. */
export function takeBest(book: SyntheticBook, side: Side, qtyLots: number): number {
  const position = book[side];
  const held = lotsAt(book, position);
  if (qtyLots < held) {
    put(book, position, held - qtyLots);
    return qtyLots;
  }
  const next = behind(book, side, position);
  if (next === null) {
    if (held > 1) put(book, position, 1);
    return held - 1;
  }
  put(book, position, 0);
  book[side] = next;
  return held;
}

/** A new best price inside the spread, `improve` ticks better (at least 1, less than the spread). */
export function improveBest(book: SyntheticBook, side: Side, level: { improve: number; qtyLots: number }): void {
  book[side] += side === 'bid' ? level.improve : -level.improve;
  put(book, book[side], level.qtyLots);
}

export interface Published {
  /** Changed prices and their quantities now, ascending by price. */
  readonly bids: readonly [priceTicks: number, qtyLots: number][];
  readonly asks: readonly [priceTicks: number, qtyLots: number][];
}

/**
 * Everything changed since the last call; forgets it, and moves the window when price has walked near an end.
 * A price that went from one side to the other is removed there and set here.
 */
export function publishChanges(book: SyntheticBook): Published {
  const bids: [number, number][] = [];
  const asks: [number, number][] = [];
  const bestBid = bestTicks(book, 'bid');
  const bestAsk = bestTicks(book, 'ask');
  for (const price of book.changed.sort((a, b) => a - b)) {
    const position = price - book.base;
    book.marked[position] = 0;
    const qtyLots = lotsAt(book, position);
    if (price <= bestBid) bids.push([price, qtyLots]);
    else if (price <= book.publishedBid) bids.push([price, 0]);
    if (price >= bestAsk) asks.push([price, qtyLots]);
    else if (price >= book.publishedAsk) asks.push([price, 0]);
  }
  book.changed = [];
  book.publishedBid = bestBid;
  book.publishedAsk = bestAsk;
  if (book.bid < MARGIN || book.bid > SIZE - MARGIN) moveWindow(book);
  return { bids, asks };
}

/** Puts the best bid back into the middle. Levels that fall out are gone from the venue, so they count as changed. */
function moveWindow(book: SyntheticBook): void {
  const shift = book.bid - MIDDLE;
  for (let i = 0; i < SIZE; i++) {
    const stays = i >= shift && i < SIZE + shift;
    if (!stays && lotsAt(book, i) > 0) book.changed.push(book.base + i);
  }
  if (shift > 0) {
    book.qty.copyWithin(0, shift);
    book.qty.fill(0, SIZE - shift);
  } else {
    book.qty.copyWithin(-shift, 0, SIZE + shift);
    book.qty.fill(0, 0, -shift);
  }
  book.base += shift;
  book.bid -= shift;
  book.ask -= shift;
}

/** Up to `limit` levels of a side, best first. */
export function topLevels(book: SyntheticBook, side: Side, limit: number): [priceTicks: number, qtyLots: number][] {
  const levels: [number, number][] = [];
  const step = side === 'bid' ? -1 : 1;
  for (let i = book[side]; i >= 0 && i < SIZE && levels.length < limit; i += step) {
    const qtyLots = lotsAt(book, i);
    if (qtyLots > 0) levels.push([book.base + i, qtyLots]);
  }
  return levels;
}

// A book made of two plain Maps: the oracle for the real one. Best prices are found by looking at all of them.

export interface MapBook {
  readonly bids: Map<number, number>;
  readonly asks: Map<number, number>;
}

export type SideName = 'bid' | 'ask';
/** [price in ticks, quantity in lots]. */
export type PlainLevel = readonly [number, number];

export const createMapBook = (): MapBook => ({ bids: new Map(), asks: new Map() });

export function setMapLevel(side: Map<number, number>, tick: number, lots: number): void {
  if (lots === 0) side.delete(tick);
  else side.set(tick, lots);
}

export function applyMapLevels(book: MapBook, bids: Iterable<PlainLevel>, asks: Iterable<PlainLevel>): void {
  for (const [tick, lots] of bids) setMapLevel(book.bids, tick, lots);
  for (const [tick, lots] of asks) setMapLevel(book.asks, tick, lots);
}

export function clearMapBook(book: MapBook): void {
  book.bids.clear();
  book.asks.clear();
}

/** Best levels of a side, best first: a selection without sorting all, since deep books have thousands of levels. */
export function mapTop(side: Map<number, number>, name: SideName, wanted: number): PlainLevel[] {
  const top: PlainLevel[] = [];
  const isBetter = (a: number, b: number) => (name === 'bid' ? a > b : a < b);
  for (const level of side) {
    const worst = top.at(-1);
    if (top.length === wanted && worst !== undefined && !isBetter(level[0], worst[0])) continue;
    let at = top.length;
    while (at > 0 && isBetter(level[0], top[at - 1]![0])) at--;
    top.splice(at, 0, level);
    if (top.length > wanted) top.pop();
  }
  return top;
}

export const mapBest = (book: MapBook): { bid: PlainLevel | undefined; ask: PlainLevel | undefined } => ({
  bid: mapTop(book.bids, 'bid', 1)[0],
  ask: mapTop(book.asks, 'ask', 1)[0],
});

/** Every level of a side, best first. */
export const mapLevels = (side: Map<number, number>, name: SideName): PlainLevel[] =>
  [...side].sort((a, b) => (name === 'bid' ? b[0] - a[0] : a[0] - b[0]));

// The best N levels of both sides as flat arrays: what flow and signals see of a book.

export interface TopLevels {
  /** Slots a side, N. */
  readonly depth: number;
  /** Best first, strictly descending; slots at and beyond bidCount hold old values and are not to be read. */
  readonly bidTicks: Float64Array;
  readonly bidLots: Float64Array;
  /** Best first, strictly ascending; as above. */
  readonly askTicks: Float64Array;
  readonly askLots: Float64Array;
  /** Levels held, ≤ depth; fewer than depth only where the book itself holds no more. */
  bidCount: number;
  askCount: number;
}

export function createTopLevels(depth: number): TopLevels {
  if (!Number.isInteger(depth) || depth < 1) throw new RangeError(`${depth} levels`);
  return {
    depth,
    bidTicks: new Float64Array(depth),
    bidLots: new Float64Array(depth),
    askTicks: new Float64Array(depth),
    askLots: new Float64Array(depth),
    bidCount: 0,
    askCount: 0,
  };
}

/** Overwrites `to`; it needs at least as many slots as `from` holds levels. Allocates nothing. */
export function copyTopLevels(from: TopLevels, to: TopLevels): void {
  if (from.bidCount > to.depth || from.askCount > to.depth) throw new RangeError(`${to.depth} slots are too few`);
  for (let k = 0; k < from.bidCount; k++) {
    to.bidTicks[k] = from.bidTicks[k] as number;
    to.bidLots[k] = from.bidLots[k] as number;
  }
  for (let k = 0; k < from.askCount; k++) {
    to.askTicks[k] = from.askTicks[k] as number;
    to.askLots[k] = from.askLots[k] as number;
  }
  to.bidCount = from.bidCount;
  to.askCount = from.askCount;
}

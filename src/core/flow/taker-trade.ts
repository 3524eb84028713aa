// A trade as the flow operators see it: when, at what price, how much, and on whose initiative.

export interface TakerTrade {
  /** Integer µs, never decreasing. */
  readonly timeUs: number;
  readonly priceTicks: number;
  /** Positive. */
  readonly lots: number;
  /** +1 the taker bought, −1 the taker sold. */
  readonly side: 1 | -1;
}

/** The same with the mid as known when the trade was received. */
export interface QuotedTrade extends TakerTrade {
  /** Best bid + best ask in ticks, twice the mid; null without a readable book. */
  readonly mid2: number | null;
}

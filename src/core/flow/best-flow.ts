// Order flow imbalance of the best quotes alone, event by event, from book-ticker columns (CKS e_n, see ofi-cks.ts).

/** Columns of best quotes, as in an EventBatch: price/qty is the bid, price2/qty2 the ask; ticks and lots. */
export interface QuoteColumns {
  readonly price: Float64Array;
  readonly qty: Float64Array;
  readonly price2: Float64Array;
  readonly qty2: Float64Array;
}

/** The quote before, its fields meaningful once `ready`. */
export interface BestFlowState {
  ready: boolean;
  bidTicks: number;
  bidLots: number;
  askTicks: number;
  askLots: number;
}

export function initBestFlow(): BestFlowState {
  return { ready: false, bidTicks: 0, bidLots: 0, askTicks: 0, askLots: 0 };
}

/** Forgets the quote before: the next one gives null again. */
export function clearBestFlow(state: BestFlowState): void {
  state.ready = false;
}

/**
 * Flow of quote `i` against the one before it, in lots, an exact integer; null for the first quote.
 * A side with size 0 is empty, whatever its price: −∞ for bids, +∞ for asks.
 */
export function stepBestFlow(state: BestFlowState, quotes: QuoteColumns, i: number): number | null {
  const bidLots = quotes.qty[i] as number;
  const askLots = quotes.qty2[i] as number;
  const bidTicks = bidLots > 0 ? (quotes.price[i] as number) : -Infinity;
  const askTicks = askLots > 0 ? (quotes.price2[i] as number) : Infinity;
  let flow = 0;
  if (state.ready) {
    if (bidTicks >= state.bidTicks) flow += bidLots;
    if (bidTicks <= state.bidTicks) flow -= state.bidLots;
    if (askTicks <= state.askTicks) flow -= askLots;
    if (askTicks >= state.askTicks) flow += state.askLots;
  }
  const first = !state.ready;
  state.ready = true;
  state.bidTicks = bidTicks;
  state.bidLots = bidLots;
  state.askTicks = askTicks;
  state.askLots = askLots;
  return first ? null : flow;
}

// What one trade leaves after fees, funding and the depth of the book.

export interface RoundTrip {
  readonly side: 'long' | 'short';
  /** Base units. */
  readonly quantity: number;
  readonly entryPrice: number;
  readonly exitPrice: number;
  /** Fee rates, ratios of the traded value: 0.0005 is 5 bp. */
  readonly entryFee: number;
  readonly exitFee: number;
  /** Σ rate·mark price over the funding stamps while it was open, quote units a base unit; longs pay a positive one. */
  readonly fundingPerUnit: number;
}

/** Quote units. net = gross − entryFee − exitFee − funding. */
export interface TradeResult {
  readonly gross: number;
  readonly entryFee: number;
  readonly exitFee: number;
  readonly funding: number;
  readonly net: number;
}

export function settle(trade: RoundTrip): TradeResult {
  const sign = trade.side === 'long' ? 1 : -1;
  const gross = sign * (trade.exitPrice - trade.entryPrice) * trade.quantity;
  const entryFee = trade.entryPrice * trade.quantity * trade.entryFee;
  const exitFee = trade.exitPrice * trade.quantity * trade.exitFee;
  const funding = sign * trade.fundingPerUnit * trade.quantity;
  return { gross, entryFee, exitFee, funding, net: gross - entryFee - exitFee - funding };
}

export interface Execution {
  /** Base units taken: less than asked for where the visible depth ends. */
  readonly filled: number;
  /** Volume-weighted price; null where nothing was filled. */
  readonly price: number | null;
}

/** Takes `quantity` from one side of a book, best level first. @param levels price and size, base units */
export function walkBook(levels: readonly (readonly [price: number, size: number])[], quantity: number): Execution {
  let filled = 0;
  let paid = 0;
  for (const [price, size] of levels) {
    const part = Math.min(size, quantity - filled);
    if (!(part > 0)) break;
    filled += part;
    paid += part * price;
  }
  return { filled, price: filled > 0 ? paid / filled : null };
}

/** |price/mid − 1| as a cost in bp, positive where it is worse than the mid for the side that trades. */
export const slippageBp = (price: number, mid: number, side: 'buy' | 'sell'): number =>
  ((side === 'buy' ? price - mid : mid - price) / mid) * 10_000;

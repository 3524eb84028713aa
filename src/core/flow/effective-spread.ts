// Effective spread: what takers paid beside the mid that was known when their trades arrived.

import type { QuotedTrade } from './taker-trade.js';

/** Sums over the trades since the last row that came with a readable book. */
export interface EffectiveSpread {
  lots: number;
  /** Σ q·2·d·(p − M)/M. */
  weighted: number;
}

export const initEffectiveSpread = (): EffectiveSpread => ({ lots: 0, weighted: 0 });

/** Begins the next row. */
export function clearEffectiveSpread(state: EffectiveSpread): void {
  state.lots = 0;
  state.weighted = 0;
}

export function addEffectiveSpread(state: EffectiveSpread, trade: QuotedTrade): void {
  const { mid2 } = trade;
  if (mid2 === null) return;
  state.lots += trade.lots;
  state.weighted += (2 * trade.side * trade.lots * (2 * trade.priceTicks - mid2)) / mid2;
}

/** 2·d·(p − M)/M, mean weighted by volume, as a ratio; null without such trades. */
export const effectiveSpread = (state: EffectiveSpread): number | null =>
  state.lots > 0 ? state.weighted / state.lots : null;

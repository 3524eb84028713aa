// The trades of one stretch of time as a bar: open, high, low, close, volume, volume-weighted price.

import type { TakerTrade } from './taker-trade.js';

/** Prices in ticks, meaningful once `trades` > 0. */
export interface TradeBar {
  trades: number;
  openTicks: number;
  highTicks: number;
  lowTicks: number;
  closeTicks: number;
  lots: number;
  buyLots: number;
  /** Σ price·size. */
  tickLots: number;
}

export const initTradeBar = (): TradeBar => ({
  trades: 0,
  openTicks: 0,
  highTicks: 0,
  lowTicks: 0,
  closeTicks: 0,
  lots: 0,
  buyLots: 0,
  tickLots: 0,
});

/** Begins the next bar. */
export function clearTradeBar(bar: TradeBar): void {
  bar.trades = 0;
  bar.lots = 0;
  bar.buyLots = 0;
  bar.tickLots = 0;
}

export function addToTradeBar(bar: TradeBar, trade: TakerTrade): void {
  const { priceTicks, lots } = trade;
  if (bar.trades++ === 0) {
    bar.openTicks = priceTicks;
    bar.highTicks = priceTicks;
    bar.lowTicks = priceTicks;
  } else if (priceTicks > bar.highTicks) bar.highTicks = priceTicks;
  else if (priceTicks < bar.lowTicks) bar.lowTicks = priceTicks;
  bar.closeTicks = priceTicks;
  bar.lots += lots;
  if (trade.side > 0) bar.buyLots += lots;
  bar.tickLots += priceTicks * lots;
}

/** Σ price·size / Σ size, ticks; null without trades. */
export const barVwapTicks = (bar: TradeBar): number | null => (bar.lots > 0 ? bar.tickLots / bar.lots : null);

// Single trades → aggTrades: fills at one price and taker side within 100 ms are one, as the exchange merges them.

import { formatUnits, parseDecimal, powerOfTen } from '../../core/market/decimal.js';
import type { VenueAggTrade, VenueTrade } from './venue-message.js';

/** The exchange's span of aggregation. */
export const AGGREGATION_US = 100_000;

/** Plain data. */
export interface TradeBatcher {
  /** Id of the next aggTrade. */
  nextId: number;
  open: VenueTrade[];
}

export const initTradeBatcher = (firstId: number): TradeBatcher => ({ nextId: firstId, open: [] });

/** Trades of the insurance fund and of auto-deleveraging, and those of nothing, are in no aggTrade. */
const counts = (trade: VenueTrade): boolean =>
  trade.origin === 'MARKET' && Number(trade.price) > 0 && Number(trade.qty) > 0;

/** Takes a trade; gives the aggTrade that ended before it, if one did. */
export function stepTradeBatcher(state: TradeBatcher, trade: VenueTrade): VenueAggTrade | null {
  if (!counts(trade)) return dueTrades(state, trade.atUs);
  const first = state.open[0];
  const isSame = first?.price === trade.price && first.buyerIsMaker === trade.buyerIsMaker;
  const ended = first !== undefined && !isSame ? endBatch(state, trade.atUs) : dueTrades(state, trade.atUs);
  state.open.push(trade);
  return ended;
}

/** The aggTrade whose time is over at `nowUs`; null where none is. */
export function dueTrades(state: TradeBatcher, nowUs: number): VenueAggTrade | null {
  const first = state.open[0];
  if (first === undefined || nowUs < first.atUs + AGGREGATION_US) return null;
  return endBatch(state, Math.min(nowUs, first.atUs + AGGREGATION_US));
}

function endBatch(state: TradeBatcher, atUs: number): VenueAggTrade {
  const first = state.open[0] as VenueTrade;
  const last = state.open[state.open.length - 1] as VenueTrade;
  const qty = state.open.length === 1 ? first.qty : sumOf(state.open.map((trade) => trade.qty));
  state.open = [];
  return {
    kind: 'aggTrade',
    symbol: first.symbol,
    atUs,
    ageMs: last.ageMs,
    id: state.nextId++,
    price: first.price,
    qty,
    qtyNoRpi: qty,
    firstFill: first.id,
    lastFill: last.id,
    buyerIsMaker: first.buyerIsMaker,
  };
}

/** Exact sum of decimal texts, with as many decimals as the longest has. Texts that are no decimals count nothing. */
export function sumOf(texts: readonly string[]): string {
  const values = texts.map(parseDecimal).filter((value) => typeof value !== 'string');
  const decimals = values.reduce((most, value) => Math.max(most, value.decimals), 0);
  const sum = values.reduce((total, value) => total + value.mantissa * powerOfTen(decimals - value.decimals), 0);
  return formatUnits(sum, { mantissa: 1, decimals });
}

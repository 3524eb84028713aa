// How ticks and lots of a symbol become text: sizes, decimals, and the assets that it is made of.

import { type Decimal, powerOfTen } from '../market/decimal.js';
import type { SymbolUnits } from './snapshot.js';

/** Assets that prices of the exchange are quoted in, longest first: names of symbols end with one. */
const QUOTES = ['BNFCR', 'FDUSD', 'USDT', 'USDC', 'BUSD', 'USD1', 'USD', 'BTC', 'ETH', 'BNB', 'EUR', 'TRY'] as const;

/** "BTCUSDT_261225" is BTC in USDT. The symbol itself and "" where no known asset ends it. */
export function assetsOf(symbol: string): { readonly base: string; readonly quote: string } {
  const pair = symbol.split('_')[0] ?? symbol;
  const quote = QUOTES.find((asset) => pair.endsWith(asset) && pair.length > asset.length);
  return quote === undefined ? { base: symbol, quote: '' } : { base: pair.slice(0, -quote.length), quote };
}

/** A unit that is not known stands as 1: ticks and lots are shown as they are. */
export function symbolUnits(symbol: string, tick: Decimal | null, step: Decimal | null): SymbolUnits {
  const size = (unit: Decimal | null): number => (unit === null ? 1 : unit.mantissa / powerOfTen(unit.decimals));
  return {
    tick: size(tick),
    step: size(step),
    priceDecimals: tick?.decimals ?? 0,
    qtyDecimals: step?.decimals ?? 0,
    ...assetsOf(symbol),
  };
}

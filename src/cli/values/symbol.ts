// Symbols in all the forms people type, made one: `ETH/USDT:USDT` and `BINANCE:ETHUSDT.P` are ETHUSDT.

import { didYouMean } from '../../core/market/near-word.js';
import type { ValueParser } from '../option.js';
import { UsageError } from '../../platform/errors.js';
import { type Parsed, accept, parsed, unparsed } from './refuse.js';

// Quarterly contracts end in _YYMMDD; listed names are letters and digits of any script.
const SYMBOL = /^[\p{L}\p{N}]{3,40}(_\d{6})?$/u;

/** The exchange's own form, or why it is none. */
export function canonicalSymbol(text: string): Parsed<string> {
  const upper = text.trim().toUpperCase();
  const prefix = /^([A-Z]+):(.+)$/.exec(upper);
  const named = prefix !== null && !upper.includes('/') ? (prefix[2] ?? '') : upper.replace(/^BINANCE:/, '');
  if (prefix !== null && !upper.includes('/') && prefix[1] !== 'BINANCE') {
    return unparsed(`v13 speaks to Binance, not to ${prefix[1]}`, `did you mean BINANCE:${prefix[2]}?`);
  }
  const joined = named
    .replace(/\.P$/, '')
    .replace(/^([^:]+):[A-Z]+(?:-(\d{6}))?$/, (_, pair: string, date?: string) => (date ? `${pair}_${date}` : pair))
    .replace(/[/-]/, '');
  if (!SYMBOL.test(joined)) return unparsed('not a symbol; write ETHUSDT or ETH/USDT');
  return parsed(joined);
}

/** Parser of an option: `ETHUSDT,btc-usdt` → ['ETHUSDT', 'BTCUSDT']. */
export const symbols: ValueParser<readonly string[]> = (text, flag) =>
  text.split(',').map((one) => accept(canonicalSymbol(one), flag, one));

/** Lists given by repeated flags as one, without repetitions, in the order typed. */
export const joinSymbols = (lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())];

/** Throws UsageError for the first of `wanted` that is not in `known`, with the nearest one that is. */
export function requireKnownSymbols(wanted: readonly string[], known: readonly string[], where: string): void {
  for (const symbol of wanted) {
    if (known.includes(symbol)) continue;
    const near = didYouMean(symbol, known);
    throw new UsageError(`symbol ${symbol} is not in ${where}`, {
      code: 'V13_SYMBOL_UNKNOWN',
      hint: near === null ? `it has ${known.slice(0, 10).join(', ')}` : `did you mean ${near}?`,
      details: { symbol, known },
    });
  }
}

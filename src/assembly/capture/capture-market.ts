// Which symbols a capture is of, and their units, as the exchange states them.

import { type ExchangeInfo, type VenueSymbol, tradingPerpetuals } from '../../exchange/binance/exchange-info.js';
import { VenueError } from '../../platform/errors.js';
import type { SessionSymbol } from '../../store/ndjson/session-header.js';

export interface ChosenSymbols {
  readonly symbols: readonly SessionSymbol[];
  /** Asked for and listed, but not trading now. */
  readonly halted: readonly string[];
}

const filtersOf = ({ symbol, tick, step }: VenueSymbol): SessionSymbol => ({ symbol, tick, step });

/** Null takes every perpetual that trades. Symbols wanted must be listed: the caller has refused others. */
export function chooseSymbols(info: ExchangeInfo, wanted: readonly string[] | null): ChosenSymbols {
  if (wanted === null) {
    const symbols = tradingPerpetuals(info).map(filtersOf);
    if (symbols.length > 0) return { symbols, halted: [] };
    throw new VenueError('the exchange lists no perpetual that trades', { code: 'V13_NO_SYMBOLS', retryable: true });
  }
  const chosen = info.symbols.filter(({ symbol }) => wanted.includes(symbol));
  const halted = chosen.filter(({ status }) => status !== 'TRADING').map(({ symbol }) => symbol);
  return { symbols: chosen.map(filtersOf), halted };
}

/** Full stream names, symbol by symbol. */
export const streamNames = (symbols: readonly SessionSymbol[], suffixes: readonly string[]): string[] =>
  symbols.flatMap(({ symbol }) => suffixes.map((suffix) => `${symbol.toLowerCase()}@${suffix}`));

// Stale: a symbol has been silent for far longer than it usually is.

import type { Finding, QualityConfig, QualityFigures, SymbolFigures } from './quality-figures.js';

/**
 * A silence of so many usual intervals is none that chance makes: with messages at random moments (Poisson) one of 20
 * mean intervals comes once in e^20, half a billion.
 */
const INTERVALS = 20;
/** Messages until the usual interval is known; until then a silence may be so many times as long. */
const KNOWN_MESSAGES = 20;
const UNKNOWN_FACTOR = 6;
/** Looks in a row at which all that fall silent together have done so: then it is one alert, and not one a symbol. */
const LOOKS = 2;

/** Plain data: how many looks in a row found each symbol silent. */
export type StaleState = Map<string, number>;

/** Longest silence that is not stale, µs: at least `staleUs`, and as many usual intervals as chance does not make. */
export function patienceUs({ messages, firstUs, lastUs }: SymbolFigures, staleUs: number): number {
  if (messages < KNOWN_MESSAGES || firstUs === null || lastUs === null) return staleUs * UNKNOWN_FACTOR;
  return Math.max(staleUs, (INTERVALS * (lastUs - firstUs)) / (messages - 1));
}

interface Silent {
  readonly symbol: string;
  readonly forUs: number;
}

/** `startUs`: since when a symbol that has never been heard is waited for. `raised`: symbols whose alert stands. */
export function findStale(
  state: StaleState,
  { nowUs, symbols }: QualityFigures,
  { config, startUs, isRaised }: { config: QualityConfig; startUs: number; isRaised: (symbol: string) => boolean },
): Finding[] {
  const silent: Silent[] = [];
  for (const figures of symbols) {
    const { symbol } = figures;
    const forUs = nowUs - (figures.lastUs ?? startUs);
    if (forUs > patienceUs(figures, config.staleUs)) {
      const looks = (state.get(symbol) ?? 0) + 1;
      state.set(symbol, looks);
      if (looks >= LOOKS) silent.push({ symbol, forUs });
    } else state.delete(symbol);
  }
  const isAll = silent.length === symbols.length && symbols.length > 1;
  const least = silent.reduce((shortest, { forUs }) => Math.min(shortest, forUs), Infinity);
  const all: Finding = {
    rule: 'stale',
    symbol: null,
    is: isAll ? 'on' : 'off',
    text: isAll ? `no symbol has been heard for ${seconds(least)} s` : '',
    values: isAll ? { silent_s: least / 1e6, symbols: symbols.length } : {},
  };
  const byName = new Map(silent.map((one) => [one.symbol, one]));
  return [all, ...symbols.map(({ symbol }) => ofSymbol(symbol, byName.get(symbol), isAll && !isRaised(symbol)))];
}

const seconds = (us: number): number => Math.round(us / 1e6);

/** `isTold`: that all are silent says it already. */
const ofSymbol = (symbol: string, silent: Silent | undefined, isTold: boolean): Finding => ({
  rule: 'stale',
  symbol,
  is: silent !== undefined && !isTold ? 'on' : 'off',
  text: silent === undefined ? '' : `${symbol} has not been heard for ${seconds(silent.forUs)} s`,
  values: silent === undefined ? {} : { silent_s: silent.forUs / 1e6 },
});

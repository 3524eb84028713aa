// Gaps and resyncs: alerts of counts that have grown.

import type { Finding, QualityFigures, SymbolFigures } from './quality-figures.js';

/** How long such an alert stands after the last of its kind, µs. */
const STANDS_US = 10_000_000;
/** More symbols than this at one moment are one alert: a connection was lost, not each of them. */
const MOST_SINGLE = 3;

interface Counted {
  gaps: number;
  resyncs: number;
  gapUs: number;
  resyncUs: number;
}

/** Plain data. */
export interface CountState {
  readonly symbols: Map<string, Counted>;
  /** When many symbols had one together. */
  manyGapsUs: number;
  manyResyncsUs: number;
}

export const initCounts = (): CountState => ({ symbols: new Map(), manyGapsUs: -Infinity, manyResyncsUs: -Infinity });

const gapsOf = ({ depthGaps, tradeGaps }: SymbolFigures): number => depthGaps + tradeGaps;

/** Counts that a symbol begins with are news: they grew from 0. */
export function findCounts(state: CountState, { nowUs, symbols }: QualityFigures): Finding[] {
  const grown = symbols.map((figures) => {
    const counted = state.symbols.get(figures.symbol) ?? NOTHING();
    state.symbols.set(figures.symbol, counted);
    const found = {
      counted,
      figures,
      gaps: gapsOf(figures) - counted.gaps,
      resyncs: figures.resyncs - counted.resyncs,
    };
    counted.gaps = gapsOf(figures);
    counted.resyncs = figures.resyncs;
    return found;
  });
  const gapped = grown.filter(({ gaps }) => gaps > 0);
  const resynced = grown.filter(({ resyncs }) => resyncs > 0);
  if (gapped.length > MOST_SINGLE) state.manyGapsUs = nowUs;
  else for (const { counted } of gapped) counted.gapUs = nowUs;
  if (resynced.length > MOST_SINGLE) state.manyResyncsUs = nowUs;
  else for (const { counted } of resynced) counted.resyncUs = nowUs;
  const sum = (list: readonly number[]): number => list.reduce((total, count) => total + count, 0);
  const missed = sum(gapped.map(({ gaps }) => gaps));
  return [
    {
      rule: 'gap',
      symbol: null,
      is: stands(state.manyGapsUs, nowUs),
      text: `${missed} gaps in the ids of ${gapped.length} symbols`,
      values: { gaps: missed, symbols: gapped.length },
    },
    {
      rule: 'resync',
      symbol: null,
      is: stands(state.manyResyncsUs, nowUs),
      text: `the books of ${resynced.length} symbols were taken anew`,
      values: { symbols: resynced.length },
    },
    ...grown.flatMap(({ counted, figures, gaps }) => [
      gapFinding(figures, gaps, stands(counted.gapUs, nowUs)),
      resyncFinding(figures, stands(counted.resyncUs, nowUs)),
    ]),
  ];
}

const NOTHING = (): Counted => ({ gaps: 0, resyncs: 0, gapUs: -Infinity, resyncUs: -Infinity });

const stands = (sinceUs: number, nowUs: number): Finding['is'] => (nowUs - sinceUs < STANDS_US ? 'on' : 'off');

const gapFinding = ({ symbol, depthGaps, tradeGaps }: SymbolFigures, gaps: number, is: Finding['is']): Finding => ({
  rule: 'gap',
  symbol,
  is,
  // Raised a while after they were counted, there are no new ones.
  text: gaps <= 1 ? `${symbol}: messages are missing` : `${symbol}: messages are missing, ${gaps} times`,
  values: { depth_gaps: depthGaps, trade_gaps: tradeGaps },
});

const resyncFinding = ({ symbol, resyncs }: SymbolFigures, is: Finding['is']): Finding => ({
  rule: 'resync',
  symbol,
  is,
  text: `${symbol}: the book was taken anew`,
  values: { resyncs },
});

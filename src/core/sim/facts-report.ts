// From collected counts to stylised facts: one flat record a symbol, with the sample size behind every estimate.

import { type FactsState, PROFILE_TICKS } from './stylised-facts.js';

/** A correlation with its 95 % interval (Fisher's z, independent pairs) and the number of pairs. */
export interface Correlation {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/** Null where there is too little data for the figure. Sizes in lots, times in seconds. */
export interface StylisedFacts {
  readonly seconds: number;
  readonly depthPerSecond: number;
  readonly bookTickerPerSecond: number;
  readonly aggTradePerSecond: number;
  readonly takerPerSecond: number;
  readonly levelsPerDepth: number | null;
  /** Share of time, and of book tickers, with a spread of one tick. */
  readonly oneTickTime: number;
  readonly oneTickTickers: number;
  readonly midMovesPerSecond: number;
  /** Standard deviation of the 1-s change of the mid, ticks; share of seconds in which it did not change. */
  readonly midDeviation: number | null;
  readonly stillSeconds: number | null;
  /** Same-second regression of the mid change on the order flow imbalance of the best level. */
  readonly ofiR2: number | null;
  readonly ofiBins: number;
  /** Flow of one horizon against the mid change of the next. */
  readonly nextCorrelation: Correlation | null;
  readonly tradeLots: { readonly p50: number; readonly p90: number; readonly p99: number } | null;
  /** Hill's estimate of the tail exponent over the largest 5 % of trades. */
  readonly tradeTail: number | null;
  /** Autocorrelation of taker signs at lags 1 and 10. */
  readonly signLag1: number | null;
  readonly signLag10: number | null;
  /** Mean lots and occupancy at PROFILE_TICKS behind the best. */
  readonly profile: readonly { readonly ticks: number; readonly lots: number; readonly occupied: number }[];
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Pearson's correlation, or null below 8 pairs and where one side does not vary. */
export function correlation(a: readonly number[], b: readonly number[]): number | null {
  const n = Math.min(a.length, b.length);
  if (n < 8) return null;
  const ma = mean(a.slice(0, n));
  const mb = mean(b.slice(0, n));
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const da = (a[i] as number) - ma;
    const db = (b[i] as number) - mb;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa === 0 || bb === 0 ? null : ab / Math.sqrt(aa * bb);
}

/** Correlation of a[i] with b[i + 1]. */
function nextCorrelation(a: readonly number[], b: readonly number[]): Correlation | null {
  const value = correlation(a.slice(0, -1), b.slice(1));
  const n = a.length - 1;
  if (value === null || Math.abs(value) >= 1) return null;
  const z = Math.atanh(value);
  const half = 1.96 / Math.sqrt(n - 3);
  return { value, low: Math.tanh(z - half), high: Math.tanh(z + half), n };
}

/** Quantile of ascending values by nearest rank, 0 ≤ p ≤ 1. */
const rank = (ascending: readonly number[], p: number): number | null =>
  ascending[Math.max(0, Math.ceil(p * ascending.length) - 1)] ?? null;

function hillTail(ascending: readonly number[]): number | null {
  const k = Math.floor(ascending.length * 0.05);
  const threshold = ascending[ascending.length - 1 - k];
  if (k < 10 || threshold === undefined) return null;
  const sum = ascending.slice(-k).reduce((total, value) => total + Math.log(value / threshold), 0);
  return sum === 0 ? null : k / sum;
}

function deviation(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const m = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - m) * (value - m), 0) / values.length);
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

function tradeSizes(ascending: readonly number[]): StylisedFacts['tradeLots'] {
  const [p50, p90, p99] = [rank(ascending, 0.5), rank(ascending, 0.9), rank(ascending, 0.99)];
  return p50 === null || p90 === null || p99 === null ? null : { p50, p90, p99 };
}

/** The facts so far, or null before any time has passed. */
export function factsReport(state: FactsState): StylisedFacts | null {
  if (state.firstUs === null || state.lastUs <= state.firstUs) return null;
  const seconds = (state.lastUs - state.firstUs) / 1e6;
  const { flows, moves } = state.second;
  const r = correlation(flows, moves);
  const sizes = [...state.tradeLots].sort((a, b) => a - b);
  const signs = state.takerSigns;
  return {
    seconds,
    depthPerSecond: state.depths / seconds,
    bookTickerPerSecond: state.tickers / seconds,
    aggTradePerSecond: state.trades / seconds,
    takerPerSecond: state.takers / seconds,
    levelsPerDepth: rank(
      [...state.levelsPerDepth].sort((a, b) => a - b),
      0.5,
    ),
    oneTickTime: state.oneTickUs / 1e6 / seconds,
    oneTickTickers: share(state.oneTickTickers, state.tickers),
    midMovesPerSecond: state.midMoves / seconds,
    midDeviation: deviation(moves),
    stillSeconds: moves.length === 0 ? null : moves.filter((move) => move === 0).length / moves.length,
    ofiR2: r === null ? null : r * r,
    ofiBins: flows.length,
    nextCorrelation: nextCorrelation(state.horizon.flows, state.horizon.moves),
    tradeLots: tradeSizes(sizes),
    tradeTail: hillTail(sizes),
    signLag1: correlation(signs, signs.slice(1)),
    signLag10: correlation(signs, signs.slice(10)),
    profile: PROFILE_TICKS.map((ticks, i) => ({
      ticks,
      lots: share(state.profile[i] ?? 0, state.sides),
      occupied: share(state.occupied[i] ?? 0, state.sides),
    })),
  };
}

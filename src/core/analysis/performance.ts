// Figures of merit of a series of returns a period: growth, drawdown, risk, and what wins and losses look like.

import { nearestRankOf, sortedCopy } from '../stats/quantile.js';

export interface Moments {
  readonly n: number;
  readonly mean: number;
  /** ddof 1; null for a single period. */
  readonly sd: number | null;
  /** m₃/m₂^1.5 and m₄/m₂² of the central moments (1/n); kurtosis of the normal is 3. Null where all returns are equal. */
  readonly skew: number | null;
  readonly kurtosis: number | null;
}

const sumOf = (values: ArrayLike<number>, f: (value: number) => number): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += f(values[i] as number);
  return sum;
};

const isConstant = (values: ArrayLike<number>): boolean => {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
};

/** Null without returns. */
export function momentsOf(returns: ArrayLike<number>): Moments | null {
  const n = returns.length;
  if (n === 0) return null;
  const mean = sumOf(returns, (r) => r) / n;
  const squares = sumOf(returns, (r) => (r - mean) * (r - mean));
  const sd = n === 1 ? null : isConstant(returns) ? 0 : Math.sqrt(squares / (n - 1));
  if (isConstant(returns)) return { n, mean, sd, skew: null, kurtosis: null };
  const variance = squares / n;
  const third = sumOf(returns, (r) => (r - mean) * (r - mean) * (r - mean)) / n;
  const fourth = sumOf(returns, (r) => (r - mean) * (r - mean) * ((r - mean) * (r - mean))) / n;
  return { n, mean, sd, skew: third / (variance * Math.sqrt(variance)), kurtosis: fourth / (variance * variance) };
}

/** Mean/sd (ddof 1) per period; null for fewer than two periods or without variation. */
export function sharpeRatio(returns: ArrayLike<number>): number | null {
  const moments = momentsOf(returns);
  if (moments === null || moments.sd === null || moments.sd === 0) return null;
  return moments.mean / moments.sd;
}

/** √(Σ min(r, 0)²/n): periods without loss count as nought. Null without returns. */
export function downsideDeviation(returns: ArrayLike<number>): number | null {
  if (returns.length === 0) return null;
  return Math.sqrt(sumOf(returns, (r) => (r < 0 ? r * r : 0)) / returns.length);
}

/** Mean/downside deviation per period (Sortino & Price, Journal of Investing 3(3), 1994); null without a loss. */
export function sortinoRatio(returns: ArrayLike<number>): number | null {
  const deviation = downsideDeviation(returns);
  return deviation === null || deviation === 0 ? null : sumOf(returns, (r) => r) / returns.length / deviation;
}

/** Autocorrelation at a lag, sums over the whole series: Σ(r(t) − m)(r(t − k) − m)/Σ(r − m)². Null where not defined. */
export function autocorrelationAt(returns: ArrayLike<number>, lag: number): number | null {
  const n = returns.length;
  if (lag >= n || isConstant(returns)) return null;
  const mean = sumOf(returns, (r) => r) / n;
  let product = 0;
  for (let i = lag; i < n; i++) product += ((returns[i] as number) - mean) * ((returns[i - lag] as number) - mean);
  return product / sumOf(returns, (r) => (r - mean) * (r - mean));
}

/** `compound`: returns are ratios of equity, reinvested. `simple`: they are gains on a fixed stake and add up. */
export type Growth = 'compound' | 'simple';

export interface EquityPath {
  /** Equity at the end; a start of 1 (compound) or 0 (simple). */
  readonly final: number;
  /** Deepest fall below an earlier peak, ≤ 0: a ratio of the peak (compound) or in units of the returns (simple). */
  readonly maxDrawdown: number;
  /** Periods of the longest stay below a peak, up to its recovery or the end. */
  readonly longestDrawdown: number;
}

export function equityPath(returns: ArrayLike<number>, growth: Growth = 'compound'): EquityPath {
  let equity = growth === 'compound' ? 1 : 0;
  let peak = equity;
  let maxDrawdown = 0;
  let below = 0;
  let longestDrawdown = 0;
  for (let i = 0; i < returns.length; i++) {
    const r = returns[i] as number;
    equity = growth === 'compound' ? equity * (1 + r) : equity + r;
    peak = Math.max(peak, equity);
    below = equity < peak ? below + 1 : 0;
    longestDrawdown = Math.max(longestDrawdown, below);
    maxDrawdown = Math.min(maxDrawdown, growth === 'compound' ? equity / peak - 1 : equity - peak);
  }
  return { final: equity, maxDrawdown, longestDrawdown };
}

export interface WinsAndLosses {
  readonly n: number;
  readonly wins: number;
  readonly losses: number;
  /** Wins over all, and over those that were not nought; null without any. */
  readonly winRate: number | null;
  readonly winRateWithoutTies: number | null;
  /** Σ wins/|Σ losses|; null without a loss. */
  readonly profitFactor: number | null;
  /** Mean win/|mean loss|; null without both. */
  readonly payoff: number | null;
  /** Share of the sum of wins that the five largest make up; null without a win. */
  readonly topFiveShare: number | null;
}

export function winsAndLosses(returns: ArrayLike<number>): WinsAndLosses {
  const n = returns.length;
  const wins = sumOf(returns, (r) => (r > 0 ? 1 : 0));
  const losses = sumOf(returns, (r) => (r < 0 ? 1 : 0));
  const won = sumOf(returns, (r) => Math.max(0, r));
  const lost = sumOf(returns, (r) => Math.max(0, -r));
  const topFive = sumOf(sortedCopy(returns).subarray(-5), (r) => Math.max(0, r));
  return {
    n,
    wins,
    losses,
    winRate: n > 0 ? wins / n : null,
    winRateWithoutTies: wins + losses > 0 ? wins / (wins + losses) : null,
    profitFactor: lost > 0 ? won / lost : null,
    payoff: wins > 0 && losses > 0 ? won / wins / (lost / losses) : null,
    topFiveShare: won > 0 ? topFive / won : null,
  };
}

export interface TailRisk {
  /** Loss of the ⌈(1 − level)·n⌉-th worst period, a positive number where it is a loss. */
  readonly valueAtRisk: number;
  /** Mean loss of that period and the worse ones. */
  readonly conditional: number;
}

/** Historical value at risk and expected shortfall (Rockafellar & Uryasev 2000); null without returns. */
export function tailRisk(returns: ArrayLike<number>, level: number): TailRisk | null {
  if (returns.length === 0) return null;
  // 1 − level in decimals: 1 − 0.9 is a little above 0.1, and a rank must not depend on that.
  const rank = nearestRankOf(Math.round((1 - level) * 1e12) / 1e12, returns.length);
  const worst = sortedCopy(returns).subarray(0, rank);
  return { valueAtRisk: -(worst[rank - 1] as number), conditional: -sumOf(worst, (r) => r) / rank };
}

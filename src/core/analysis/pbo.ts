// How likely the best of many trials is best by chance: combinatorially symmetric cross-validation.

import { combinations } from './combinations.js';

export interface OverfitResult {
  /** Share of the splits in which the best in training was at or below the median in testing: P(logit ≤ 0). */
  readonly pbo: number;
  readonly meanLogit: number;
  /** Share of the splits in which its ratio in testing was below 0. */
  readonly lossShare: number;
  readonly combinations: number;
}

/** Sums of a strategy's returns and their squares over one block. */
interface Sums {
  readonly n: Float64Array;
  readonly sum: readonly Float64Array[];
  readonly squares: readonly Float64Array[];
}

function blockSums(returns: readonly ArrayLike<number>[], blocks: number): Sums {
  const length = returns[0]?.length ?? 0;
  const n = new Float64Array(blocks);
  const boundary = (b: number): number => Math.floor((b * length) / blocks);
  for (let b = 0; b < blocks; b++) n[b] = boundary(b + 1) - boundary(b);
  const sumsOf = (f: (r: number) => number): Float64Array[] =>
    returns.map((series) => {
      const sums = new Float64Array(blocks);
      for (let b = 0; b < blocks; b++)
        for (let i = boundary(b); i < boundary(b + 1); i++) sums[b] = (sums[b] as number) + f(series[i] as number);
      return sums;
    });
  return { n, sum: sumsOf((r) => r), squares: sumsOf((r) => r * r) };
}

/** Mean/sd (ddof 1) of a strategy over the chosen blocks; 0 without variation. */
function ratioOver(sums: Sums, strategy: number, chosen: readonly number[]): number {
  const [sum, squares] = [sums.sum[strategy] as Float64Array, sums.squares[strategy] as Float64Array];
  let [n, total, totalSquares] = [0, 0, 0];
  for (const b of chosen) {
    n += sums.n[b] as number;
    total += sum[b] as number;
    totalSquares += squares[b] as number;
  }
  const mean = total / n;
  const variance = (totalSquares - n * mean * mean) / (n - 1);
  return variance > 1e-14 * (totalSquares / n) ? mean / Math.sqrt(variance) : 0;
}

/** Rank of the strategy among all, 1 the worst; equal ones share their mean rank. */
function rankOf(scores: readonly number[], strategy: number): number {
  const own = scores[strategy] as number;
  let rank = 0.5;
  for (const score of scores) rank += score < own ? 1 : score === own ? 0.5 : 0;
  return rank;
}

/**
 * Probability of backtest overfitting: Bailey, Borwein, López de Prado & Zhu, Journal of Computational Finance 20(4), 2017.
 * The periods are cut into S blocks; for every choice of S/2 of them the strategy with the best ratio there is ranked among
 * all N on the other half, ω = rank/(N + 1), logit = ln(ω/(1 − ω)).
 * @param returns one series a strategy, of the same length, returns a period
 * @param blocks S, even; C(S, S/2) splits: 16 gives 12,870
 * @returns null for fewer than two strategies or two periods a block
 */
export function backtestOverfitting(returns: readonly ArrayLike<number>[], blocks: number): OverfitResult | null {
  if (!Number.isInteger(blocks) || blocks < 2 || blocks % 2 !== 0) throw new RangeError(`${blocks} blocks`);
  const length = returns[0]?.length ?? 0;
  if (returns.some((series) => series.length !== length)) throw new RangeError('series of different lengths');
  if (returns.length < 2 || length < 2 * blocks) return null;
  const sums = blockSums(returns, blocks);
  const scoresOver = (chosen: readonly number[]): number[] => returns.map((_, s) => ratioOver(sums, s, chosen));
  const splits = combinations(blocks, blocks / 2);
  let [low, losses, logits] = [0, 0, 0];
  for (const train of splits) {
    const inside = scoresOver(train);
    const best = inside.indexOf(Math.max(...inside));
    const outside = scoresOver(complement(train, blocks));
    const share = rankOf(outside, best) / (returns.length + 1);
    if (share <= 0.5) low++;
    if ((outside[best] as number) < 0) losses++;
    logits += Math.log(share / (1 - share));
  }
  const count = splits.length;
  return { pbo: low / count, meanLogit: logits / count, lossShare: losses / count, combinations: count };
}

/** Those of 0..n − 1 that were not chosen. */
const complement = (chosen: readonly number[], n: number): number[] =>
  Array.from({ length: n }, (_, i) => i).filter((i) => !chosen.includes(i));

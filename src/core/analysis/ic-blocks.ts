// Information coefficient by block of time: its mean, its spread and their ratio.

import { pearson, spearman } from './correlation.js';
import { checkPaired, meanOf, sampleSd } from './moments.js';
import { studentTwoSided } from './tail-probability.js';

export interface IcBlocks {
  /** IC of each block that has one, in order of time. */
  readonly ics: Float64Array;
  /** Blocks left out: fewer than `leastPairs` pairs, or a side constant. */
  readonly skipped: number;
  /** Null without a block. */
  readonly mean: number | null;
  /** Sample standard deviation, n − 1; null below two blocks. */
  readonly sd: number | null;
  /** mean/sd; null below two blocks or where all ICs are equal. */
  readonly icir: number | null;
  /** mean/(sd/√blocks) and its two-sided p of Student's t with blocks − 1 degrees of freedom. */
  readonly t: number | null;
  readonly p: number | null;
}

export interface IcBlockOptions {
  /** Block of each pair; equal neighbours belong together, in order of time. */
  readonly blockOf: ArrayLike<number>;
  /** Blocks with fewer pairs are skipped; 10 unless given, at least 2. */
  readonly leastPairs?: number;
  readonly kind?: 'pearson' | 'spearman';
}

/**
 * ICs of x with y within blocks, rank correlation unless asked otherwise. Grinold & Kahn's information ratio of the IC,
 * as alphalens prints it by date.
 */
export function icByBlock(x: ArrayLike<number>, y: ArrayLike<number>, options: IcBlockOptions): IcBlocks {
  const { blockOf, leastPairs = 10, kind = 'spearman' } = options;
  checkPaired(x, y);
  checkPaired(x, blockOf);
  const correlate = kind === 'pearson' ? pearson : spearman;
  const xs = Float64Array.from(x);
  const ys = Float64Array.from(y);
  const ics: number[] = [];
  let skipped = 0;
  for (let from = 0, to = 0; from < xs.length; from = to) {
    for (to = from + 1; to < xs.length && blockOf[to] === blockOf[from]; to++);
    const ic = to - from < Math.max(2, leastPairs) ? null : correlate(xs.subarray(from, to), ys.subarray(from, to));
    if (ic === null) skipped++;
    else ics.push(ic);
  }
  return { ics: Float64Array.from(ics), skipped, ...ratioOf(ics) };
}

function ratioOf(ics: readonly number[]): Pick<IcBlocks, 'mean' | 'sd' | 'icir' | 't' | 'p'> {
  const mean = meanOf(ics);
  const sd = sampleSd(ics);
  const icir = mean === null || sd === null || sd === 0 ? null : mean / sd;
  const t = icir === null ? null : icir * Math.sqrt(ics.length);
  return { mean, sd, icir, t, p: t === null ? null : studentTwoSided(t, ics.length - 1) };
}

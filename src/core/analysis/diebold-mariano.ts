// Diebold and Mariano's test of which of two forecasts loses more.

import { longRunVariance } from './long-run-variance.js';
import { meanOf } from './moments.js';
import { normalTwoSided } from './normal-distribution.js';
import { studentTwoSided } from './tail-probability.js';

export interface LossTest {
  readonly n: number;
  /** Mean of the loss differences; above 0: the second forecast is the better one. */
  readonly mean: number;
  /** Newey–West error, `lags` as asked: statistic, two-sided normal p. Null where the differences do not vary. */
  readonly neweyWest: number | null;
  readonly p: number | null;
  /** Rectangular kernel of horizon − 1 lags, as in the paper; `fellBack` where it was negative and Bartlett's was used. */
  readonly rectangular: number | null;
  readonly fellBack: boolean;
  /** Harvey, Leybourne & Newbold's (1997) correction of `rectangular`; p of Student's t with n − 1 degrees of freedom. */
  readonly corrected: number | null;
  readonly pCorrected: number | null;
}

export interface LossTestOptions {
  /** Length of the horizon in samples, at least 1. */
  readonly horizonSamples: number;
  /** Lags of the Newey–West error; horizonSamples − 1 unless given. */
  readonly lags?: number;
}

/**
 * F. X. Diebold & R. S. Mariano, JBES 13 (1995) 253; D. Harvey, S. Leybourne & P. Newbold, IJF 13 (1997) 281. Null when
 * empty.
 * @param differences loss of the first forecast less loss of the second, in order of time
 */
export function dieboldMariano(differences: ArrayLike<number>, options: LossTestOptions): LossTest | null {
  const n = differences.length;
  const mean = meanOf(differences);
  if (mean === null) return null;
  const h = options.horizonSamples;
  const flat = longRunVariance(differences, h - 1, 'rectangular');
  const rectangular = ratio(mean, flat?.variance, n);
  const neweyWest = ratio(mean, longRunVariance(differences, options.lags ?? h - 1)?.variance, n);
  const shrink = (n + 1 - 2 * h + (h * (h - 1)) / n) / n;
  const corrected = rectangular === null || !(shrink > 0) ? null : rectangular * Math.sqrt(shrink);
  return {
    n,
    mean,
    neweyWest,
    p: neweyWest === null ? null : normalTwoSided(neweyWest),
    rectangular,
    fellBack: flat?.fellBack ?? false,
    corrected,
    pCorrected: corrected === null || n < 2 ? null : studentTwoSided(corrected, n - 1),
  };
}

const ratio = (mean: number, variance: number | undefined, n: number): number | null =>
  variance !== undefined && variance > 0 ? mean / Math.sqrt(variance / n) : null;

// Pesaran and Timmermann's test of whether directions are foretold.

import { hacSlope } from './hac.js';
import { checkPaired, meanOf } from './moments.js';
import { normalSf, normalTwoSided } from './normal-distribution.js';
import { regress } from './regression.js';

export interface DirectionTest {
  readonly n: number;
  /** Share of equal directions, and what independence would give with the same shares of ups. */
  readonly hitRate: number;
  readonly expected: number;
  /** Standard normal under independence; null where either side has one direction only. */
  readonly statistic: number | null;
  /** One-sided: better than independence. */
  readonly pGreater: number | null;
  readonly pTwoSided: number | null;
}

/**
 * S = (P̂ − P*)/√(V(P̂) − V(P*)), P* = p_y p_x + (1 − p_y)(1 − p_x): Pesaran & Timmermann, JBES 10 (1992) 461. It
 * corrects for drift (always saying "up" in a rising market scores nothing), not for outcomes that overlap. Null when
 * empty.
 * @param forecast, outcome direction is up where a value is above 0; leave ties out before
 */
export function pesaranTimmermann(forecast: ArrayLike<number>, outcome: ArrayLike<number>): DirectionTest | null {
  checkPaired(forecast, outcome);
  const n = forecast.length;
  if (n === 0) return null;
  const fx = upsOf(forecast);
  const fy = upsOf(outcome);
  const px = meanOf(fx) as number;
  const py = meanOf(fy) as number;
  const hitRate = fx.reduce((sum, up, i) => sum + (up === fy[i] ? 1 : 0), 0) / n;
  const expected = py * px + (1 - py) * (1 - px);
  const spreadX = px * (1 - px);
  const spreadY = py * (1 - py);
  const ofExpected =
    ((2 * py - 1) * (2 * py - 1) * spreadX + (2 * px - 1) * (2 * px - 1) * spreadY) / n +
    (4 * spreadX * spreadY) / (n * n);
  const variance = (expected * (1 - expected)) / n - ofExpected;
  const isTestable = spreadX > 0 && spreadY > 0 && variance > 0;
  const statistic = isTestable ? (hitRate - expected) / Math.sqrt(variance) : null;
  return { n, hitRate, expected, statistic, ...pValues(statistic) };
}

const upsOf = (values: ArrayLike<number>): Float64Array => Float64Array.from(values, (value) => (value > 0 ? 1 : 0));

const pValues = (z: number | null): Pick<DirectionTest, 'pGreater' | 'pTwoSided'> =>
  z === null ? { pGreater: null, pTwoSided: null } : { pGreater: normalSf(z), pTwoSided: normalTwoSided(z) };

/**
 * The same question where outcomes overlap: t of the regression of "outcome up" on "forecast up" with a Newey–West
 * error (O. Blaskowitz & H. Herwartz, Applied Economics Letters 16 (2009) 1677). Null where a side has one direction.
 */
export function dependentDirectionT(
  forecast: ArrayLike<number>,
  outcome: ArrayLike<number>,
  lags: number,
): number | null {
  const ups = upsOf(forecast);
  const fit = regress(ups, upsOf(outcome));
  return fit === null || fit.r2 === null ? null : (hacSlope(ups, fit, { lags })?.t ?? null);
}

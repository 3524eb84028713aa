// Correlation of a signal with an outcome (information coefficient): Pearson, Spearman, partial, their intervals.

import { type Interval } from '../stats/proportion.js';
import { checkPaired, crossDeviations, squaredDeviations } from './moments.js';
import { normalQuantile } from './normal-distribution.js';
import { midRanks } from './ranks.js';

/** Pearson's r. Null below two pairs, and where either side is constant. Source: Σ(x − x̄)(y − ȳ)/√(Σ(x − x̄)²Σ(y − ȳ)²). */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  checkPaired(x, y);
  const xx = squaredDeviations(x);
  const yy = squaredDeviations(y);
  if (xx === 0 || yy === 0) return null;
  return clamp(crossDeviations(x, y) / (Math.sqrt(xx) * Math.sqrt(yy)));
}

const clamp = (r: number): number => Math.max(-1, Math.min(1, r));

/** Spearman's ρ: Pearson's r of the mid-ranks, which is right with ties too. Null as `pearson`. */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  checkPaired(x, y);
  return pearson(midRanks(x), midRanks(y));
}

/**
 * Correlation of x and y after a control z is taken out linearly of both: (r_xy − r_xz·r_yz)/√((1 − r_xz²)(1 − r_yz²)).
 * For a partial rank correlation pass mid-ranks. Null where z explains one of them fully, or one of them is constant;
 * a constant control takes nothing out.
 */
export function partialCorrelation(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  control: ArrayLike<number>,
): number | null {
  const xy = pearson(x, y);
  const xz = pearson(x, control) ?? 0;
  const yz = pearson(y, control) ?? 0;
  const left = (1 - xz * xz) * (1 - yz * yz);
  return xy === null || left < 1e-14 ? null : clamp((xy - xz * yz) / Math.sqrt(left));
}

export interface FisherOptions {
  /** Confidence, 0.95 unless given. */
  readonly level?: number;
  /** Variables taken out before (partial correlation), 0 unless given. */
  readonly controls?: number;
  /** Whether r is a rank correlation: its variance is larger by 1 + r²/2 (Bonett & Wright, Psychometrika 65 (2000) 23). */
  readonly ranked?: boolean;
}

/**
 * Interval of a correlation by Fisher's (1921) transformation: tanh(artanh r ± z/√(n − 3 − controls)). For outcomes that
 * overlap pass the effective number of observations as n. Null where n leaves no degree of freedom.
 */
export function fisherInterval(r: number, n: number, options: FisherOptions = {}): Interval | null {
  const { level = 0.95, controls = 0, ranked = false } = options;
  const freedom = n - 3 - controls;
  if (!(freedom > 0)) return null;
  if (Math.abs(r) >= 1) return { low: r, high: r };
  const half = normalQuantile((1 + level) / 2) * Math.sqrt((ranked ? 1 + (r * r) / 2 : 1) / freedom);
  const centre = Math.atanh(r);
  return { low: Math.tanh(centre - half), high: Math.tanh(centre + half) };
}

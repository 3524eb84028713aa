// Permutation test by circular shifts: the same signal at the wrong time, with all its own memory and firing pattern.

import { circularCorrelation } from './fourier.js';

export interface ShiftTest {
  /** Statistic at shift 0; null where it is not defined. */
  readonly observed: number | null;
  /** (1 + shifts at least as good)/(1 + shifts): never 0. Null where `observed` is, or no shift is admissible. */
  readonly p: number | null;
  /** Shifts on which the statistic is defined. */
  readonly shifts: number;
  /** Mean and standard deviation (ddof 0) of the statistic over them; null without shifts. */
  readonly nullMean: number | null;
  readonly nullSd: number | null;
}

/** Statistic at each of the shifts `least`..n − `least`; those where it is not defined (null) are left out. */
function admissible(n: number, least: number, at: (k: number) => number | null): Float64Array {
  if (!Number.isInteger(least) || least < 1) throw new RangeError(`shifts from ${least}`);
  const values: number[] = [];
  for (let k = least; k <= n - least; k++) {
    const value = at(k);
    if (value !== null) values.push(value);
  }
  return Float64Array.from(values);
}

/** Shifts equally good as the truth count against it, also where rounding separates them. */
const SAME = 1e-12;

function judge(observed: number | null, shifted: Float64Array, strength: (statistic: number) => number): ShiftTest {
  const shifts = shifted.length;
  if (observed === null || shifts === 0) return { observed, p: null, shifts, nullMean: null, nullSd: null };
  const nullMean = shifted.reduce((sum, value) => sum + value, 0) / shifts;
  const squares = shifted.reduce((sum, value) => sum + (value - nullMean) * (value - nullMean), 0);
  const bar = strength(observed) - SAME;
  const better = shifted.reduce((count, value) => count + (strength(value) >= bar ? 1 : 0), 0);
  return { observed, p: (1 + better) / (1 + shifts), shifts, nullMean, nullSd: Math.sqrt(squares / shifts) };
}

function centred(values: ArrayLike<number>): { deviations: Float64Array; squares: number; scale: number } {
  let sum = 0;
  let scale = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i] as number;
    scale = Math.max(scale, Math.abs(values[i] as number));
  }
  const mean = sum / values.length;
  const deviations = Float64Array.from(values, (value) => value - mean);
  return { deviations, squares: deviations.reduce((total, d) => total + d * d, 0), scale };
}

/**
 * Two-sided test of the correlation of x with y: all shifts x(i + k mod n), k in `least`..n − `least`, |IC| at least as
 * large. Null statistic where a series is constant. n log n in time.
 * @param x signal, evenly spaced in time, without absent values
 * @param y outcomes at the same moments
 * @param least shortest shift: the horizon in samples, so that no shift shares a part of its outcome with the truth
 */
export function shiftTestOfCorrelation(x: ArrayLike<number>, y: ArrayLike<number>, least: number): ShiftTest {
  const n = x.length;
  const [a, b] = [centred(x), centred(y)];
  const norm = Math.sqrt(a.squares * b.squares);
  const isFlat = !(a.squares > n * 1e-30 * a.scale * a.scale && b.squares > n * 1e-30 * b.scale * b.scale);
  const products = circularCorrelation(b.deviations, a.deviations);
  const at = (k: number): number | null => (isFlat ? null : (products[k] as number) / norm);
  return judge(n === 0 ? null : at(0), admissible(n, least, at), Math.abs);
}

/**
 * One-sided test of the hit rate: sides shifted against outcomes, hit rate at least as high. Moments without a side
 * (outside the zone) and tied outcomes do not count; every shift has its own number of outcomes. Counts are exact.
 * @param sides −1, 0, +1 a moment; evenly spaced in time
 * @param outcomes of the same moments; only their signs count
 * @param least shortest shift in samples, at least the horizon
 */
export function shiftTestOfHits(sides: ArrayLike<number>, outcomes: ArrayLike<number>, least: number): ShiftTest {
  const n = sides.length;
  const [side, outcome] = [Float64Array.from(sides, Math.sign), Float64Array.from(outcomes, Math.sign)];
  // Hits − misses and hits + misses: whole numbers but for rounding.
  const balance = circularCorrelation(outcome, side).map(Math.round);
  const count = circularCorrelation(outcome.map(Math.abs), side.map(Math.abs)).map(Math.round);
  const at = (k: number): number | null => {
    const total = count[k] as number;
    return total === 0 ? null : (1 + (balance[k] as number) / total) / 2;
  };
  return judge(n === 0 ? null : at(0), admissible(n, least, at), (rate) => rate);
}

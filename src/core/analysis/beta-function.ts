// The regularised incomplete beta function and its inverse: binomial, Student and F tails come from them.

import { deviance, stirlingError } from './gamma-function.js';

const MAX_STEPS = 100_000;
const TINY = 1e-300;

/** x^a·(1 − x)^b / B(a, b) by C. Loader's saddle point (2000): exact also where a and b are in the millions. */
function power(a: number, b: number, x: number): number {
  const n = a + b;
  const error = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return Math.exp(error - deviance(a, n * x) - deviance(b, n * (1 - x))) * Math.sqrt((a * b) / (2 * Math.PI * n));
}

/**
 * I_x(a, b), a, b > 0, 0 ≤ x ≤ 1: Lentz's continued fraction (Press et al., Numerical Recipes, 6.4).
 * @throws RangeError outside of that
 */
export function regularisedBeta(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) throw new RangeError(`incomplete beta function at (${x}, ${a}, ${b})`);
  if (x === 0 || x === 1) return x;
  return x < (a + 1) / (a + b + 2)
    ? (power(a, b, x) * fraction(a, b, x)) / a
    : 1 - (power(b, a, 1 - x) * fraction(b, a, 1 - x)) / b;
}

const awayFromZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < MAX_STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 5e-16) break;
  }
  return h;
}

/** x with I_x(a, b) = p, 0 ≤ p ≤ 1: Newton's steps kept inside a bracket that always shrinks. */
export function inverseBeta(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile of ${p}: not within 0..1`);
  if (p === 0 || p === 1) return p;
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let k = 0; k < 400; k++) {
    const excess = regularisedBeta(x, a, b) - p;
    if (excess === 0) return x;
    if (excess < 0) low = x;
    else high = x;
    const step = (excess * x * (1 - x)) / power(a, b, x);
    const next = x - step > low && x - step < high ? x - step : middle(low, high);
    if (Math.abs(next - x) <= 1e-16 * x) return next;
    x = next;
  }
  return x;
}

/** Geometric where the bracket spans many powers of ten, so that tiny quantiles are found as fast as large ones. */
const middle = (low: number, high: number): number =>
  low > 0 && high > 4 * low ? Math.sqrt(low) * Math.sqrt(high) : low === 0 ? high / 64 : (low + high) / 2;

// Fast Fourier transform of power-of-two length, and with it all circular shifts of two series at once.

import { cosTurn, sinTurn } from '../stats/turn.js';

/** Real and imaginary parts, of the same power-of-two length. */
export interface Spectrum {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

function reverseBits({ re, im }: Spectrum): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; (j & bit) !== 0; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    [re[i], re[j]] = [re[j] as number, re[i] as number];
    [im[i], im[j]] = [im[j] as number, im[i] as number];
  }
}

/** One pass: blocks of `size` out of halves of it. `step` is the stride in the table of roots. */
function butterflies({ re, im }: Spectrum, roots: Spectrum, size: number): void {
  const half = size >> 1;
  const step = re.length / size;
  for (let from = 0; from < re.length; from += size) {
    for (let j = 0, root = 0; j < half; j++, root += step) {
      const [low, high] = [from + j, from + j + half];
      const [wr, wi] = [roots.re[root] as number, roots.im[root] as number];
      const [hr, hi] = [re[high] as number, im[high] as number];
      const tr = hr * wr - hi * wi;
      const ti = hr * wi + hi * wr;
      re[high] = (re[low] as number) - tr;
      im[high] = (im[low] as number) - ti;
      re[low] = (re[low] as number) + tr;
      im[low] = (im[low] as number) + ti;
    }
  }
}

/**
 * X(k) = Σ x(j)·exp(−2πi·jk/n) in place, radix 2 (Cooley & Tukey, Mathematics of Computation 19, 1965). O(n log n).
 * @throws RangeError unless the length is a power of two
 */
export function transform(x: Spectrum): void {
  const n = x.re.length;
  if (n < 1 || (n & (n - 1)) !== 0 || x.im.length !== n) throw new RangeError(`transform of length ${n}`);
  reverseBits(x);
  const roots = {
    re: Float64Array.from({ length: n >> 1 }, (_, k) => cosTurn(k / n)),
    im: Float64Array.from({ length: n >> 1 }, (_, k) => -sinTurn(k / n)),
  };
  for (let size = 2; size <= n; size *= 2) butterflies(x, roots, size);
}

/** Spectrum of conj(A)·B where x holds the transform of a + i·b, a and b real. */
function crossSpectrum({ re, im }: Spectrum): Spectrum {
  const n = re.length;
  const out = { re: new Float64Array(n), im: new Float64Array(n) };
  for (let k = 0; k < n; k++) {
    const mirror = (n - k) & (n - 1);
    const [xr, xi, yr, yi] = [re[k] as number, im[k] as number, re[mirror] as number, im[mirror] as number];
    const [ar, ai] = [(xr + yr) / 2, (xi - yi) / 2];
    const [br, bi] = [(xi + yi) / 2, (yr - xr) / 2];
    out.re[k] = ar * br + ai * bi;
    out.im[k] = ar * bi - ai * br;
  }
  return out;
}

/**
 * Circular cross-correlation: c(k) = Σ a(i)·b((i + k) mod n) for all k in 0..n − 1, any n, in O(n log n). The series are
 * padded to a power of two ≥ 2n, where the correlation is that of a line, and its two ends are laid over each other.
 * Relative error about 1e-15·log n of |a|·|b|: with whole numbers below 2^40 in sum, rounding gives exact counts.
 */
export function circularCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  const n = a.length;
  if (b.length !== n) throw new RangeError(`series of ${n} and ${b.length}`);
  let size = 1;
  while (size < 2 * n) size *= 2;
  const both = { re: new Float64Array(size), im: new Float64Array(size) };
  both.re.set(a);
  both.im.set(b);
  transform(both);
  const product = crossSpectrum(both);
  // The inverse by way of the forward transform: read at −k and divided by the length.
  transform(product);
  const at = (k: number): number => (product.re[(size - k) & (size - 1)] as number) / size;
  return Float64Array.from({ length: n }, (_, k) => at(k) + (k === 0 ? 0 : at(k - n + size)));
}

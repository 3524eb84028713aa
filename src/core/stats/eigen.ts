// Eigenvalues and eigenvectors of a small symmetric matrix, the same on every machine.

export interface Eigen {
  /** Descending. */
  readonly values: Float64Array;
  /** Row k is the unit vector of value k, n numbers each. */
  readonly vectors: Float64Array;
}

const MAX_SWEEPS = 64;

/**
 * Cyclic Jacobi rotations (G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed., 8.5). Only +, −, ·, / and √ are
 * used, in a fixed order: equal inputs give equal bits.
 * @param matrix n × n, row by row, symmetric; left alone
 * @throws RangeError where it is not n × n, or holds a number that is not finite
 */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  if (matrix.length !== n * n) throw new RangeError(`${matrix.length} numbers are no ${n} × ${n} matrix`);
  if (!matrix.every((value) => Number.isFinite(value)))
    throw new RangeError('a matrix with a number that is not finite');
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(n * n);
  for (let k = 0; k < n; k++) vectors[k * n + k] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS && rotateAll(a, vectors, n); sweep++);
  return sorted(a, vectors, n);
}

/** One sweep over all pairs. False when every entry beside the diagonal has vanished. */
function rotateAll(a: Float64Array, vectors: Float64Array, n: number): boolean {
  let rotated = false;
  for (let p = 0; p < n; p++) {
    for (let q = p + 1; q < n; q++) {
      const beside = a[p * n + q] as number;
      const scale = Math.abs(a[p * n + p] as number) + Math.abs(a[q * n + q] as number);
      if (Math.abs(beside) <= Number.EPSILON * Number.EPSILON * scale || beside === 0) continue;
      rotate({ a, vectors, n }, p, q);
      rotated = true;
    }
  }
  return rotated;
}

/** Turns the plane of p and q so that entry (p, q) becomes 0. */
function rotate({ a, vectors, n }: { a: Float64Array; vectors: Float64Array; n: number }, p: number, q: number): void {
  const app = a[p * n + p] as number;
  const aqq = a[q * n + q] as number;
  const apq = a[p * n + q] as number;
  const theta = (aqq - app) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) turn(a, k * n + p, { to: k * n + q, c, s });
  for (let k = 0; k < n; k++) turn(a, p * n + k, { to: q * n + k, c, s });
  for (let k = 0; k < n; k++) turn(vectors, p * n + k, { to: q * n + k, c, s });
  a[p * n + q] = 0;
  a[q * n + p] = 0;
}

function turn(values: Float64Array, from: number, { to, c, s }: { to: number; c: number; s: number }): void {
  const x = values[from] as number;
  const y = values[to] as number;
  values[from] = c * x - s * y;
  values[to] = s * x + c * y;
}

function sorted(a: Float64Array, vectors: Float64Array, n: number): Eigen {
  const value = (k: number): number => a[k * n + k] as number;
  const order = Array.from({ length: n }, (_, k) => k).sort((one, two) => value(two) - value(one) || one - two);
  const ordered = new Float64Array(n * n);
  order.forEach((from, to) => ordered.set(vectors.subarray(from * n, from * n + n), to * n));
  return { values: Float64Array.from(order, value), vectors: ordered };
}

// Micro-price: the mid plus the change that the imbalance and the spread let expect of it.
// S. Stoikov, "The micro-price: a high-frequency estimator of future prices", Quantitative Finance 18(12), 2018.

/** Chances of one step from each of n states: to any state without a move of the mid, and with one. */
export interface MicropriceChain {
  readonly n: number;
  /** Q: n × n, row by row; the mid stays. */
  readonly stays: Float64Array;
  /** R²: n × n; the mid moves, to the state after the move. */
  readonly moves: Float64Array;
  /** R¹K: expected move of the step, ticks; one a state. */
  readonly drift: Float64Array;
}

export interface MicropriceSolution {
  /** G¹ = (1 − Q)⁻¹R¹K: expected next move, ticks; one a state. */
  readonly first: Float64Array;
  /** G* = Σ_k B^k G¹, B = (1 − Q)⁻¹R²: expected change in the long run, ticks. */
  readonly limit: Float64Array;
  /** Terms summed until they vanished. */
  readonly terms: number;
}

/** A term this small beside the sum has vanished; rounding keeps it from becoming 0. */
const VANISHED = 1e-11;
const MAX_TERMS = 100_000;

/** y = A·x for rows of A. */
function times(matrix: Float64Array, x: Float64Array, n: number): Float64Array {
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (matrix[i * n + j] as number) * (x[j] as number);
    y[i] = sum;
  }
  return y;
}

/** States from which the mid can move at all, sooner or later; from the others it stays for ever, and G is 0. */
function movable({ n, stays, moves }: MicropriceChain): boolean[] {
  const found = Array.from({ length: n }, (_, i) => moves.subarray(i * n, i * n + n).some((chance) => chance > 0));
  for (let changed = true; changed;) {
    changed = false;
    for (let i = 0; i < n; i++) {
      if (found[i] || !stays.subarray(i * n, i * n + n).some((chance, j) => chance > 0 && found[j])) continue;
      found[i] = true;
      changed = true;
    }
  }
  return found;
}

/** (1 − Q)⁻¹ by Gauss–Jordan with row pivots. The states that cannot move are cut off: there the matrix has no inverse. */
function visitsBeforeMove(chain: MicropriceChain): Float64Array {
  const { n, stays } = chain;
  const canMove = movable(chain);
  const a = new Float64Array(n * n);
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const q = canMove[i] && canMove[j] ? (stays[i * n + j] as number) : 0;
      a[i * n + j] = (i === j ? 1 : 0) - q;
    }
    inverse[i * n + i] = 1;
  }
  for (let k = 0; k < n; k++) eliminate({ a, inverse, n }, k);
  return inverse;
}

interface Elimination {
  readonly a: Float64Array;
  readonly inverse: Float64Array;
  readonly n: number;
}

function eliminate({ a, inverse, n }: Elimination, k: number): void {
  let pivot = k;
  for (let i = k + 1; i < n; i++) {
    if (Math.abs(a[i * n + k] as number) > Math.abs(a[pivot * n + k] as number)) pivot = i;
  }
  for (const matrix of [a, inverse]) {
    const row = matrix.slice(k * n, k * n + n);
    matrix.copyWithin(k * n, pivot * n, pivot * n + n);
    matrix.set(row, pivot * n);
  }
  const divisor = a[k * n + k] as number;
  for (let i = 0; i < n; i++) {
    if (i === k) continue;
    const factor = (a[i * n + k] as number) / divisor;
    if (factor !== 0) for (const matrix of [a, inverse]) addRow(matrix, n, { from: k, to: i, factor: -factor });
  }
  for (const matrix of [a, inverse]) {
    for (let j = 0; j < n; j++) matrix[k * n + j] = (matrix[k * n + j] as number) / divisor;
  }
}

function addRow(matrix: Float64Array, n: number, { from, to, factor }: { from: number; to: number; factor: number }) {
  for (let j = 0; j < n; j++) {
    matrix[to * n + j] = (matrix[to * n + j] as number) + factor * (matrix[from * n + j] as number);
  }
}

const largest = (x: Float64Array): number => x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/**
 * G¹ and G*. The series ends by itself where the chain is symmetric (a state and its mirror image have opposite drifts).
 * @throws RangeError where it does not end: the data has a drift that never dies out
 */
export function solveMicroprice(chain: MicropriceChain): MicropriceSolution {
  const { n } = chain;
  const visits = visitsBeforeMove(chain);
  const first = times(visits, chain.drift, n);
  const limit = Float64Array.from(first);
  let term = first;
  for (let terms = 1; terms <= MAX_TERMS; terms++) {
    term = times(visits, times(chain.moves, term, n), n);
    for (let i = 0; i < n; i++) limit[i] = (limit[i] as number) + (term[i] as number);
    if (largest(term) <= VANISHED * largest(limit)) return { first, limit, terms };
  }
  throw new RangeError('the series of the micro-price does not converge: the data drifts');
}

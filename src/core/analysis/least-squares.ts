// Multiple regression by Householder's QR decomposition.

export interface LeastSquares {
  readonly coefficients: Float64Array;
  /** Classical standard errors, residual variance with n − k. */
  readonly errors: Float64Array;
  readonly residualVariance: number;
}

/** A column this much shorter than it was before the others were taken out is a combination of them. */
const DEPENDENT = 1e-12;

const dot = (a: Float64Array, b: Float64Array, from: number): number => {
  let sum = 0;
  for (let i = from; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

/**
 * Coefficients of y on k columns of length n (give a column of ones for an intercept). Null where n ≤ k or a column is
 * a combination of the others. G. H. Golub & C. F. Van Loan, "Matrix Computations", 4th ed., 5.3. O(nk²).
 */
export function leastSquares(columns: readonly ArrayLike<number>[], y: ArrayLike<number>): LeastSquares | null {
  const k = columns.length;
  const n = y.length;
  if (columns.some((column) => column.length !== n)) throw new RangeError('columns of different length');
  if (n <= k) return null;
  const a = columns.map((column) => Float64Array.from(column));
  const rest = Float64Array.from(y);
  const diagonal = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    const pivot = reflect(a, rest, j);
    if (pivot === null) return null;
    diagonal[j] = pivot;
  }
  const upper = (row: number, column: number): number =>
    row === column ? (diagonal[row] as number) : ((a[column] as Float64Array)[row] as number);
  const residualVariance = dot(rest, rest, k) / (n - k);
  const errors = new Float64Array(k);
  for (let j = 0; j < k; j++) errors[j] = Math.sqrt(residualVariance * rowNorm(upper, k, j));
  return { coefficients: solveUpper(upper, k, rest), errors, residualVariance };
}

/** Reflects column j, all columns after it and y so that only its first entry stays; that entry, or null where nothing is left. */
function reflect(a: readonly Float64Array[], y: Float64Array, j: number): number | null {
  const column = a[j] as Float64Array;
  const length = Math.sqrt(dot(column, column, j));
  if (!(length > DEPENDENT * Math.sqrt(dot(column, column, 0)))) return null;
  const head = column[j] as number;
  const pivot = head > 0 ? -length : length;
  column[j] = head - pivot;
  const scale = dot(column, column, j) / 2;
  for (const other of [...a.slice(j + 1), y]) {
    const share = dot(column, other, j) / scale;
    for (let i = j; i < other.length; i++) other[i] = (other[i] as number) - share * (column[i] as number);
  }
  return pivot;
}

type Upper = (row: number, column: number) => number;

function solveUpper(upper: Upper, k: number, right: ArrayLike<number>): Float64Array {
  const solution = new Float64Array(k);
  for (let row = k - 1; row >= 0; row--) {
    let sum = right[row] as number;
    for (let j = row + 1; j < k; j++) sum -= upper(row, j) * (solution[j] as number);
    solution[row] = sum / upper(row, row);
  }
  return solution;
}

/** Entry (j, j) of (RᵀR)⁻¹ = |row j of R⁻¹|². */
function rowNorm(upper: Upper, k: number, j: number): number {
  let sum = 0;
  for (let column = 0; column < k; column++) {
    const unit = new Float64Array(k);
    unit[column] = 1;
    const entry = solveUpper(upper, k, unit)[j] as number;
    sum += entry * entry;
  }
  return sum;
}

// Running means and co-moments of a vector (Welford): everything that regressions of its first entry on the others need.

/** Plain data. */
export interface CoMoments {
  readonly size: number;
  n: number;
  readonly mean: Float64Array;
  /** Σ (x_i − x̄_i)(x_j − x̄_j), size × size, row by row; the lower triangle alone is kept up. */
  readonly m: Float64Array;
}

export const initCoMoments = (size: number): CoMoments => ({
  size,
  n: 0,
  mean: new Float64Array(size),
  m: new Float64Array(size * size),
});

const at = (array: Float64Array, k: number): number => array[k] as number;

/** Entry (i, j) for any order of both. */
export const momentAt = ({ m, size }: CoMoments, i: number, j: number): number =>
  at(m, i >= j ? i * size + j : j * size + i);

/** Adds Σ = w·d dᵀ to the lower triangle. */
function addOuter({ m, size }: CoMoments, d: Float64Array, weight: number): void {
  for (let i = 0; i < size; i++) {
    const part = weight * at(d, i);
    if (part === 0) continue;
    for (let j = 0; j <= i; j++) m[i * size + j] = at(m, i * size + j) + part * at(d, j);
  }
}

/** Adds a vector of `size` numbers. */
export function addSample(state: CoMoments, x: ArrayLike<number>): void {
  const { size, mean } = state;
  const n = ++state.n;
  const delta = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const d = (x[i] as number) - at(mean, i);
    delta[i] = d;
    mean[i] = at(mean, i) + d / n;
  }
  addOuter(state, delta, (n - 1) / n);
}

/** Adds `count` vectors of nothing but zeros: what most bins of a quiet market are. */
export function addZeros(state: CoMoments, count: number): void {
  if (count === 0) return;
  mergeMoments(state, { ...initCoMoments(state.size), n: count });
}

/** Adds all samples of `other` (Chan, Golub & LeVeque, The American Statistician 37(3), 1983). */
export function mergeMoments(state: CoMoments, other: CoMoments): void {
  if (other.n === 0) return;
  const n = state.n + other.n;
  const weight = (state.n * other.n) / n;
  const { size, mean, m } = state;
  const delta = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const d = at(other.mean, i) - at(mean, i);
    delta[i] = d;
    mean[i] = at(mean, i) + (d * other.n) / n;
  }
  for (let k = 0; k < m.length; k++) m[k] = at(m, k) + at(other.m, k);
  addOuter(state, delta, weight);
  state.n = n;
}

// Running means and co-moments of y, x1, x2 (Welford): everything that regressions of y on one or both of them need.

/** Plain data. */
export interface CoMoments {
  n: number;
  /** Of y, x1, x2. */
  readonly mean: Float64Array;
  /** Σ (a − ā)(b − b̄): yy, y1, y2, 11, 12, 22. */
  readonly m: Float64Array;
}

export const initCoMoments = (): CoMoments => ({ n: 0, mean: new Float64Array(3), m: new Float64Array(6) });

const at = (array: Float64Array, k: number): number => array[k] as number;

export interface Sample {
  readonly y: number;
  readonly x1: number;
  readonly x2: number;
}

export function addSample(state: CoMoments, { y, x1, x2 }: Sample): void {
  const { mean, m } = state;
  const n = ++state.n;
  const dy = y - at(mean, 0);
  const d1 = x1 - at(mean, 1);
  const d2 = x2 - at(mean, 2);
  mean[0] = at(mean, 0) + dy / n;
  mean[1] = at(mean, 1) + d1 / n;
  mean[2] = at(mean, 2) + d2 / n;
  const ey = y - at(mean, 0);
  const e2 = x2 - at(mean, 2);
  m[0] = at(m, 0) + dy * ey;
  m[1] = at(m, 1) + d1 * ey;
  m[2] = at(m, 2) + d2 * ey;
  m[3] = at(m, 3) + d1 * (x1 - at(mean, 1));
  m[4] = at(m, 4) + d1 * e2;
  m[5] = at(m, 5) + d2 * e2;
}

export interface Line {
  readonly alpha: number;
  /** Slope on the first regressor named. */
  readonly beta: number;
  readonly r2: number;
}

/** OLS of y on x1 or x2 alone; null with fewer than three samples, or where one of both is constant. */
export function lineOn({ n, mean, m }: CoMoments, which: 1 | 2): Line | null {
  const [yy, xy, xx] = [at(m, 0), at(m, which), at(m, which === 1 ? 3 : 5)];
  if (n < 3 || !(xx > 0) || !(yy > 0)) return null;
  const beta = xy / xx;
  return { alpha: at(mean, 0) - beta * at(mean, which), beta, r2: (xy * xy) / (xx * yy) };
}

/** OLS of y on both; `beta` is that of x1. Null where they are collinear or constant. */
export function planeOn({ n, mean, m }: CoMoments): Line | null {
  const [yy, y1, y2] = [at(m, 0), at(m, 1), at(m, 2)];
  const [x11, x12, x22] = [at(m, 3), at(m, 4), at(m, 5)];
  const det = x11 * x22 - x12 * x12;
  if (n < 4 || !(det > 0) || !(yy > 0)) return null;
  const beta = (y1 * x22 - y2 * x12) / det;
  const other = (y2 * x11 - y1 * x12) / det;
  return {
    alpha: at(mean, 0) - beta * at(mean, 1) - other * at(mean, 2),
    beta,
    r2: (beta * y1 + other * y2) / yy,
  };
}

/** Pearson correlation of y and x1; null where one is constant. */
export function correlationOf({ n, m }: CoMoments): number | null {
  const product = at(m, 0) * at(m, 3);
  return n < 3 || !(product > 0) ? null : at(m, 1) / Math.sqrt(product);
}

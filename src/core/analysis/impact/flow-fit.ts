// Linear fits of a price change on flows from co-moments: one flow, several, or their first principal component.

import { symmetricEigen } from '../../stats/eigen.js';
import { type CoMoments, momentAt } from './co-moments.js';

/** Prediction: alpha + Σ coefficient · regressor. */
export interface FlowFit {
  readonly alpha: number;
  /** Places of the regressors in the vector, and a coefficient for each. */
  readonly places: readonly number[];
  readonly coefficients: Float64Array;
  /** Change of the price for one unit of flow: of the first regressor, or of the weighted sum as a whole. */
  readonly slope: number;
  /** In the sample that it was fitted on. */
  readonly r2: number;
  /** First component only: its weights (Σ|w| = 1), and the share of the flows' variance that it explains. */
  readonly component: { readonly weights: Float64Array; readonly explained: number } | null;
}

/** What y (entry 0) is regressed on. */
export type FlowModel =
  | { readonly kind: 'joint'; readonly places: readonly number[] }
  /** Σ weight · flow as one regressor. */
  | { readonly kind: 'weighted'; readonly places: readonly number[]; readonly weights: readonly number[] }
  /** The same with the weights of the first principal component (Cont, Cucuringu & Zhang 2023). */
  | { readonly kind: 'component'; readonly places: readonly number[] };

/** A regressor whose variance beyond the others' is this small a share of its own is a combination of them. */
const DEPENDENT = 1e-12;

/** y'x of a weighted sum of regressors, and its variance. */
function project(of: CoMoments, places: readonly number[], w: ArrayLike<number>): { xy: number; xx: number } {
  let [xy, xx] = [0, 0];
  places.forEach((a, i) => {
    xy += (w[i] as number) * momentAt(of, 0, a);
    places.forEach((b, j) => (xx += (w[i] as number) * (w[j] as number) * momentAt(of, a, b)));
  });
  return { xy, xx };
}

/** Squared errors of a fit on the samples of `of`, from their co-moments. */
export function squaredErrors(of: CoMoments, { alpha, places, coefficients }: FlowFit): number {
  const { xy, xx } = project(of, places, coefficients);
  let off = (of.mean[0] as number) - alpha;
  places.forEach((place, i) => (off -= (coefficients[i] as number) * (of.mean[place] as number)));
  return momentAt(of, 0, 0) - 2 * xy + xx + of.n * off * off;
}

function fitOf(of: CoMoments, places: readonly number[], coefficients: Float64Array): FlowFit {
  let alpha = of.mean[0] as number;
  places.forEach((place, i) => (alpha -= (coefficients[i] as number) * (of.mean[place] as number)));
  const { xy, xx } = project(of, places, coefficients);
  const yy = momentAt(of, 0, 0);
  return { alpha, places, coefficients, slope: coefficients[0] as number, r2: (2 * xy - xx) / yy, component: null };
}

/** Solves Σ b = right by Cholesky; a regressor that is a combination of those before it gets 0. */
function solve(of: CoMoments, places: readonly number[], rightOf: (i: number) => number): Float64Array | null {
  const k = places.length;
  const lower = new Float64Array(k * k);
  const z = new Float64Array(k);
  const isFree: boolean[] = [];
  for (let i = 0; i < k; i++) {
    const own = momentAt(of, places[i] as number, places[i] as number);
    let right = rightOf(i);
    let pivot = own;
    for (let j = 0; j < i; j++) {
      let sum = momentAt(of, places[i] as number, places[j] as number);
      for (let l = 0; l < j; l++) sum -= (lower[i * k + l] as number) * (lower[j * k + l] as number);
      const entry = isFree[j] === true ? sum / (lower[j * k + j] as number) : 0;
      lower[i * k + j] = entry;
      pivot -= entry * entry;
      right -= entry * (z[j] as number);
    }
    const free = pivot > DEPENDENT * own && own > 0;
    isFree.push(free);
    lower[i * k + i] = free ? Math.sqrt(pivot) : 0;
    z[i] = free ? right / Math.sqrt(pivot) : 0;
  }
  if (!isFree.includes(true)) return null;
  const b = new Float64Array(k);
  for (let i = k - 1; i >= 0; i--) {
    if (isFree[i] !== true) continue;
    let sum = z[i] as number;
    for (let j = i + 1; j < k; j++) sum -= (lower[j * k + i] as number) * (b[j] as number);
    b[i] = sum / (lower[i * k + i] as number);
  }
  return b;
}

function firstComponent(of: CoMoments, places: readonly number[]): FlowFit['component'] {
  const k = places.length;
  const covariance = Float64Array.from({ length: k * k }, (_, at) =>
    momentAt(of, places[Math.floor(at / k)] as number, places[at % k] as number),
  );
  const { values, vectors } = symmetricEigen(covariance, k);
  const total = values.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) return null;
  const first = vectors.subarray(0, k);
  const size = first.reduce((sum, w) => sum + Math.abs(w), 0);
  const sign = first.reduce((sum, w) => sum + w, 0) < 0 ? -1 : 1;
  return { weights: first.map((w) => (sign * w) / size), explained: (values[0] as number) / total };
}

function alongWeights(of: CoMoments, places: readonly number[], weights: ArrayLike<number>): FlowFit | null {
  const { xy, xx } = project(of, places, weights);
  if (!(xx > 0)) return null;
  const coefficients = Float64Array.from(weights, (w) => (w * xy) / xx);
  return { ...fitOf(of, places, coefficients), slope: xy / xx };
}

/** Least squares; null with too few samples, and where flow or price never moved. */
export function fitFlow(of: CoMoments, model: FlowModel): FlowFit | null {
  const { places } = model;
  const free = model.kind === 'joint' ? places.length : 1;
  if (of.n < free + 2 || !(momentAt(of, 0, 0) > 0)) return null;
  if (model.kind === 'weighted') return alongWeights(of, places, model.weights);
  if (model.kind === 'component') {
    const component = of.n > places.length ? firstComponent(of, places) : null;
    const fit = component === null ? null : alongWeights(of, places, component.weights);
    return fit === null ? null : { ...fit, component };
  }
  const coefficients = solve(of, places, (i) => momentAt(of, 0, places[i] as number));
  return coefficients === null ? null : fitOf(of, places, coefficients);
}

/** The row of (X'X)⁻¹ that coefficient `k` is made with, over the regressors; of a weighted sum its weights over x'x. */
export function inverseRow(
  of: CoMoments,
  { fit, model, k }: { fit: FlowFit; model: FlowModel; k: number },
): Float64Array | null {
  const { places } = model;
  if (model.kind === 'joint') return solve(of, places, (i) => (i === k ? 1 : 0));
  const weights = model.kind === 'weighted' ? model.weights : (fit.component?.weights ?? []);
  const { xx } = project(of, places, weights);
  return xx > 0 ? Float64Array.from(weights, (w) => w / xx) : null;
}

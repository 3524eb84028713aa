// How sure the fits of flow are: R² and slope with intervals over blocks of time, and R² on bins that no fit had seen.

import { LEAST_BLOCKS, LEAST_EFFECTIVE_BLOCKS } from '../calendar-blocks.js';
import type { Estimate } from '../estimate.js';
import { noEstimate } from '../estimate.js';
import { studentQuantile } from '../tail-probability.js';
import { type CoMoments, mergeMoments, momentAt } from './co-moments.js';
import { type FlowFit, type FlowModel, fitFlow, inverseRow, squaredErrors } from './flow-fit.js';
import { type MomentBlocks, momentsOf } from './moment-blocks.js';

const LEVEL = 0.95;

/** Effective number of blocks by how much each weighs: (Σw)²/Σw². */
function effectiveBlocks(weights: readonly number[]): { active: number; effective: number } {
  const sum = weights.reduce((all, w) => all + w, 0);
  const squares = weights.reduce((all, w) => all + w * w, 0);
  return { active: weights.filter((w) => w > 0).length, effective: squares > 0 ? (sum * sum) / squares : 0 };
}

interface Spread {
  readonly value: number;
  readonly n: number;
  /** What each block adds to the deviation of the value; they sum to 0. */
  readonly influence: readonly number[];
  /** What each block weighs. */
  readonly weights: readonly number[];
}

/** value ± t·√(G/(G − 1)·Σ influence²), t of Student with as many degrees as there are effective blocks, less one. */
function clustered({ value, n, influence, weights }: Spread): Estimate {
  const { active, effective } = effectiveBlocks(weights);
  if (active < LEAST_BLOCKS || effective < LEAST_EFFECTIVE_BLOCKS) {
    return { ...noEstimate(n, 'few_blocks'), value };
  }
  const variance = (active / (active - 1)) * influence.reduce((sum, u) => sum + u * u, 0);
  const half = studentQuantile((1 + LEVEL) / 2, effective - 1) * Math.sqrt(variance);
  return { value, low: value - half, high: value + half, level: LEVEL, n, nEff: null, method: 'calendar-blocks', reason: null }; // prettier-ignore
}

/** Squared deviations of a block's y from `mean`. */
const deviations = (of: CoMoments, mean: number): number => {
  const off = (of.mean[0] as number) - mean;
  return momentAt(of, 0, 0) + of.n * off * off;
};

/** 1 − Σ errors/Σ deviations over blocks. An R² cannot pass 1, and one of the fitted sample itself not fall below 0. */
function shareExplained(parts: readonly { error: number; total: number; n: number }[], least: number): Estimate {
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  const all = parts.reduce((sum, { total }) => sum + total, 0);
  if (!(all > 0)) return noEstimate(n, 'constant');
  const value = 1 - parts.reduce((sum, { error }) => sum + error, 0) / all;
  const influence = parts.map(({ error, total }) => (total - error - value * total) / all);
  const { low, high, ...rest } = clustered({ value, n, influence, weights: parts.map(({ total }) => total) });
  return { ...rest, low: low === null ? null : Math.max(least, low), high: high === null ? null : Math.min(1, high) };
}

/**
 * Bins a regressor below which a joint fit gets no interval: what it explains by chance, about k/n, is no longer small
 * beside the interval, which does not know of it (34 bins and ten regressors: 63 % of nominal 95 % intervals held the truth,
 * 343 bins: 93 %).
 */
const LEAST_BINS_A_REGRESSOR = 30;

/** R² in the sample. Its coefficients make the errors least, so that their own spread does not count at first order. */
export function fittedShare(
  { blocks }: MomentBlocks,
  all: CoMoments,
  { fit, model }: { readonly fit: FlowFit; readonly model: FlowModel },
): Estimate {
  const mean = all.mean[0] as number;
  const parts = blocks.map((block) => ({
    error: squaredErrors(block, fit),
    total: deviations(block, mean),
    n: block.n,
  }));
  const share = shareExplained(parts, 0);
  const regressors = model.kind === 'joint' ? model.places.length : 1;
  const isThin = regressors > 1 && share.n < LEAST_BINS_A_REGRESSOR * regressors;
  return isThin && share.value !== null ? { ...noEstimate(share.n, 'few_outcomes'), value: share.value } : share;
}

/** From this share of the blocks on, each is foretold by a fit on all before it. */
const FIRST_SHARE = 1 / 3;

/** R² of bins foretold by fits on earlier blocks alone, against the mean of those; below 0: worse than that mean. */
export function unseenShare(of: MomentBlocks, model: FlowModel): Estimate {
  const { blocks } = of;
  const first = Math.ceil(blocks.length * FIRST_SHARE);
  if (first < 1) return noEstimate(0, 'too_short');
  const before = momentsOf(of, 0, first);
  const parts: { error: number; total: number; n: number }[] = [];
  for (const block of blocks.slice(first)) {
    const fit = fitFlow(before, model);
    const mean = before.mean[0] as number;
    if (fit !== null) {
      parts.push({ error: squaredErrors(block, fit), total: deviations(block, mean), n: block.n });
    }
    mergeMoments(before, block);
  }
  return parts.length === 0 ? noEstimate(0, 'too_short') : shareExplained(parts, -Infinity);
}

/**
 * Coefficient `k` of a joint fit, or the slope of a weighted sum, with the interval of blocks as clusters
 * (Liang & Zeger, Biometrika 73(1), 1986). Weights of a component are taken as known.
 */
export function slopeEstimate(
  { blocks }: MomentBlocks,
  all: CoMoments,
  of: { fit: FlowFit; model: FlowModel; k: number },
): Estimate {
  // prettier-ignore
  const { fit, model, k } = of;
  const row = inverseRow(all, { fit, model, k });
  const value = model.kind === 'joint' ? (fit.coefficients[k] as number) : fit.slope;
  if (row === null) return { ...noEstimate(all.n, 'constant'), value };
  const influence = blocks.map((block) => score(block, { all, fit, row }));
  return clustered({ value, n: all.n, influence, weights: blocks.map(({ n }) => n) });
}

/** Σ over a block of row'(x − x̄)·error, from its co-moments. */
function score(block: CoMoments, { all, fit, row }: { all: CoMoments; fit: FlowFit; row: Float64Array }): number {
  const { places, coefficients } = fit;
  const about = (a: number, b: number): number => aboutMeans(block, all, [a, b]);
  let sum = 0;
  places.forEach((a, i) => {
    let part = about(0, a);
    places.forEach((b, j) => (part -= (coefficients[j] as number) * about(a, b)));
    sum += (row[i] as number) * part;
  });
  return sum;
}

/** Co-moment of two entries over a block, about the means of the whole. */
function aboutMeans(block: CoMoments, all: CoMoments, [a, b]: readonly [number, number]): number {
  const shift = (place: number): number => (block.mean[place] as number) - (all.mean[place] as number);
  return momentAt(block, a, b) + block.n * shift(a) * shift(b);
}

/** Constant of a fit, with the interval of blocks as clusters: ȳ − Σ b·x̄, both of whose parts vary. */
export function interceptEstimate(
  { blocks }: MomentBlocks,
  all: CoMoments,
  { fit, model }: { readonly fit: FlowFit; readonly model: FlowModel },
): Estimate {
  const { places, coefficients, alpha } = fit;
  const isJoint = model.kind === 'joint';
  const rows = (isJoint ? places : [0]).map((_, k) => inverseRow(all, { fit, model, k }));
  const weights = isJoint ? null : model.kind === 'weighted' ? model.weights : (fit.component?.weights ?? []);
  const mean = (place: number): number => all.mean[place] as number;
  // x̄ of each regressor; of a weighted sum that of the sum.
  const means =
    weights === null
      ? places.map(mean)
      : [places.reduce((sum, place, i) => sum + (weights[i] as number) * mean(place), 0)];
  const influence = blocks.map((block) => {
    let residual = (block.mean[0] as number) - alpha;
    places.forEach((place, i) => (residual -= (coefficients[i] as number) * (block.mean[place] as number)));
    let own = (block.n * residual) / all.n;
    rows.forEach((row, k) => (own -= row === null ? 0 : (means[k] as number) * score(block, { all, fit, row })));
    return own;
  });
  return clustered({ value: alpha, n: all.n, influence, weights: blocks.map(({ n }) => n) });
}

/** Correlation of y with a weighted sum of regressors, with the interval of blocks as clusters; cut to −1 … 1. */
export function correlationSpread(
  { blocks }: MomentBlocks,
  all: CoMoments,
  { places, weights }: { readonly places: readonly number[]; readonly weights: ArrayLike<number> },
): Estimate {
  const partsOf = (block: CoMoments): { xy: number; xx: number; yy: number } => {
    let [xy, xx] = [0, 0];
    places.forEach((a, i) => {
      const w = weights[i] as number;
      xy += w * aboutMeans(block, all, [0, a]);
      places.forEach((b, j) => (xx += w * (weights[j] as number) * aboutMeans(block, all, [a, b])));
    });
    return { xy, xx, yy: aboutMeans(block, all, [0, 0]) };
  };
  const { xy, xx, yy } = partsOf(all);
  if (!(xx > 0 && yy > 0)) return noEstimate(all.n, 'constant');
  const value = xy / Math.sqrt(xx * yy);
  const influence = blocks.map((block) => {
    const part = partsOf(block);
    return part.xy / Math.sqrt(xx * yy) - (value / 2) * (part.xx / xx + part.yy / yy);
  });
  const { low, high, ...rest } = clustered({ value, n: all.n, influence, weights: blocks.map(({ n }) => n) });
  return { ...rest, low: low === null ? null : Math.max(-1, low), high: high === null ? null : Math.min(1, high) };
}

/** Slope of entry `y` on entry `x`, with the interval of blocks as clusters; of `constant` where x never moved. */
export function simpleSlope({ blocks }: MomentBlocks, all: CoMoments, [y, x]: readonly [number, number]): Estimate {
  const xx = momentAt(all, x, x);
  if (!(xx > 0)) return noEstimate(all.n, 'constant');
  const value = momentAt(all, y, x) / xx;
  const influence = blocks.map(
    (block) => (aboutMeans(block, all, [y, x]) - value * aboutMeans(block, all, [x, x])) / xx,
  );
  return clustered({ value, n: all.n, influence, weights: blocks.map(({ n }) => n) });
}

// The rows of the impact table: each flow against the price change of its own bin and of the next one.

import { type Estimate, mapEstimate, noEstimate } from '../estimate.js';
import type { ImpactLevels, ImpactRow, ImpactScatter } from '../result-power.js';
import { type CoMoments, momentAt } from './co-moments.js';
import {
  correlationSpread,
  fittedShare,
  interceptEstimate,
  simpleSlope,
  slopeEstimate,
  unseenShare,
} from './fit-spread.js';
import { type FlowBins, type FlowMoments, IMPACT_LEVELS, PLACE } from './flow-bins.js';
import { type FlowFit, type FlowModel, fitFlow } from './flow-fit.js';
import { type MomentBlocks, momentsOf } from './moment-blocks.js';

interface Flow {
  readonly name: string;
  /** Vectors that it is read from, and so the unit of its slope. */
  readonly of: keyof FlowMoments;
  readonly model: FlowModel;
  /** Of depth, by level. */
  readonly needsLevels: boolean;
}

const levelsFrom = (first: number): number[] => Array.from({ length: IMPACT_LEVELS }, (_, m) => first + m);
const LEVELS = levelsFrom(PLACE.levels);
/** Weights of mode cks5, and of the original (ChainConfig.ofi.weights). */
const WEIGHTS = [0.4, 0.25, 0.2, 0.1, 0.05] as const;

const joint = (places: readonly number[]): FlowModel => ({ kind: 'joint', places });
const MLOFI: FlowModel = joint(LEVELS);
const INTEGRATED: FlowModel = { kind: 'component', places: levelsFrom(1) };

const FLOWS: readonly Flow[] = [
  { name: 'ofi', of: 'lots', model: joint([PLACE.best]), needsLevels: false },
  { name: 'ti', of: 'lots', model: joint([PLACE.trades]), needsLevels: false },
  { name: 'ofi+ti', of: 'lots', model: joint([PLACE.best, PLACE.trades]), needsLevels: false },
  { name: 'ofi:index', of: 'lots', model: joint([PLACE.index]), needsLevels: true },
  {
    name: 'ofi:cks5',
    of: 'lots',
    model: { kind: 'weighted', places: LEVELS.slice(0, WEIGHTS.length), weights: WEIGHTS },
    needsLevels: true,
  },
  { name: 'mlofi', of: 'lots', model: MLOFI, needsLevels: true },
  { name: 'mlofi+ti', of: 'lots', model: joint([...LEVELS, PLACE.trades]), needsLevels: true },
  { name: 'ofi:integrated', of: 'shares', model: INTEGRATED, needsLevels: true },
];

const times = (of: Estimate, factor: number): Estimate => mapEstimate(of, (value) => value * factor);

/** Correlation with the next bin; null for several regressors. */
function correlation(blocks: MomentBlocks, of: CoMoments, model: FlowModel): Estimate | null {
  const fit = fitFlow(of, model);
  if (fit === null || (model.kind === 'joint' && model.places.length > 1)) return null;
  const weights = model.kind === 'weighted' ? model.weights : (fit.component?.weights ?? [1]);
  return correlationSpread(blocks, of, { places: fit.places, weights });
}

function inSample(blocks: MomentBlocks, all: CoMoments, model: FlowModel): Estimate {
  const fit = fitFlow(all, model);
  return fit === null ? noEstimate(all.n, 'constant') : fittedShare(blocks, all, { fit, model });
}

/** R² that a regressor without any part in y does not raise on average: 1 − (1 − R²)(n − 1)/(n − k − 1). */
function adjusted({ r2, coefficients }: FlowFit, n: number, { kind }: FlowModel): number {
  // A regressor that is a combination of others has the coefficient 0 and is none.
  const k = kind === 'joint' ? coefficients.filter((b) => b !== 0).length : 1;
  return 1 - ((1 - r2) * (n - 1)) / (n - k - 1);
}

/** Slope of the mid's move in steps on the flow of the best level, steps a lot; `constant` where nothing flowed. */
export const stepSlope = ({ same }: FlowBins): Estimate =>
  simpleSlope(same.lots, momentsOf(same.lots), [PLACE.steps, PLACE.best]);

/** @param step one lot in base units */
export function impactRows({ widthUs, same, next, hasLevels }: FlowBins, step: number): ImpactRow[] {
  const whole = { lots: momentsOf(same.lots), shares: momentsOf(same.shares) };
  const after = { lots: momentsOf(next.lots), shares: momentsOf(next.shares) };
  return FLOWS.flatMap(({ name, of, model, needsLevels }): ImpactRow[] => {
    const all = whole[of];
    const fit = needsLevels && !hasLevels ? null : fitFlow(all, model);
    if (fit === null) return [];
    const unit = of === 'lots' ? 1 / step : 1;
    return [
      {
        flow: name,
        binUs: widthUs,
        n: all.n,
        alpha: interceptEstimate(same[of], all, { fit, model }),
        beta: fit.slope * unit,
        r2: fit.r2,
        r2Adjusted: adjusted(fit, all.n, model),
        nextCorrelation: correlation(next[of], after[of], model),
        betaEstimate: times(slopeEstimate(same[of], all, { fit, model, k: 0 }), unit),
        r2Estimate: fittedShare(same[of], all, { fit, model }),
        r2Unseen: unseenShare(same[of], model),
        nextR2: inSample(next[of], after[of], model),
        nextR2Unseen: unseenShare(next[of], model),
      },
    ];
  });
}

/** What each level adds; null without flow by level. */
export function impactLevels({ widthUs, same, hasLevels }: FlowBins, step: number): ImpactLevels | null {
  const all = momentsOf(same.lots);
  const fit = hasLevels ? fitFlow(all, MLOFI) : null;
  if (fit === null) return null;
  const component = fitFlow(momentsOf(same.shares), INTEGRATED)?.component ?? null;
  return {
    binUs: widthUs,
    n: all.n,
    explained: component?.explained ?? null,
    levels: LEVELS.map((place, k) => ({
      level: k + 1,
      beta: times(
        momentAt(all, place, place) > 0
          ? slopeEstimate(same.lots, all, { fit, model: MLOFI, k })
          : noEstimate(all.n, 'constant'),
        1 / step,
      ),
      weight: component?.weights[k] ?? null,
    })),
  };
}

/** Flow of the best level in base units, price change in ticks; null without bins. */
export function impactScatter({ widthUs, same, scatter }: FlowBins, step: number): ImpactScatter | null {
  const fit = fitFlow(momentsOf(same.lots), joint([PLACE.best]));
  if (fit === null) return null;
  const points = Array.from({ length: scatter.points.length / 2 }, (_, k): [number, number] => [
    (scatter.points[2 * k] as number) * step,
    scatter.points[2 * k + 1] as number,
  ]);
  return {
    flow: 'ofi',
    binUs: widthUs,
    n: scatter.seen,
    stride: scatter.stride,
    points,
    alpha: fit.alpha,
    beta: fit.slope / step,
  };
}

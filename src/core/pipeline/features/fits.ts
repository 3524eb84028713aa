// Fits as operators: driven by the chain over training data like any feature, with no columns; their result is in the state.

import { clearMlofi, normalisedFlow } from '../../flow/mlofi.js';
import {
  type MicropriceFitState,
  type MicropriceGrid,
  initMicropriceFit,
  stepMicropriceFit,
} from '../../flow/microprice-fit.js';
import { type PcaFitState, initPcaFit, stepPcaFit } from '../../flow/ofi-pca.js';
import type { FeatureOperator } from '../feature.js';
import { type LevelFlows, breakLevelFlows, initLevelFlows, seeLevelFlows } from './level-flows.js';
import { closeRowGate } from './row-gate.js';

/** Time of the first and last sample taken, µs; null before the first. */
interface Span {
  fromUs: number | null;
  toUs: number | null;
}

function extend(span: Span, timeUs: number): void {
  span.fromUs ??= timeUs;
  span.toUs = timeUs;
}

export interface PcaFitRun extends Span {
  readonly flows: LevelFlows;
  readonly fit: PcaFitState;
  readonly sample: Float64Array;
}

/** One sample a whole row with an update in it: the normalised flows of its levels. Give `state.fit` to finishPcaFit. */
export const pcaFitOperator = (levels: number): FeatureOperator<PcaFitRun> => ({
  columns: [],
  levels,
  init: () => ({
    flows: initLevelFlows(levels),
    fit: initPcaFit(levels),
    sample: new Float64Array(levels),
    fromUs: null,
    toUs: null,
  }),
  onBook: ({ flows }, moment) => seeLevelFlows(flows, moment),
  onRow: (state, { timeUs, bookReason }) => {
    const { gate, mlofi } = state.flows;
    if (closeRowGate(gate, bookReason) && mlofi.updates > 0) {
      for (let m = 0; m < levels; m++) state.sample[m] = normalisedFlow(mlofi, m);
      if (stepPcaFit(state.fit, state.sample)) extend(state, timeUs);
    }
    clearMlofi(mlofi);
  },
  onBreak: ({ flows }) => breakLevelFlows(flows),
});

export interface MicropriceFitRun extends Span {
  readonly fit: MicropriceFitState;
}

/** One sample a depth update that has a readable book before it. Give `state.fit` to finishMicropriceFit. */
export const micropriceFitOperator = (grid: MicropriceGrid): FeatureOperator<MicropriceFitRun> => ({
  columns: [],
  levels: 1,
  init: () => ({ fit: initMicropriceFit(grid), fromUs: null, toUs: null }),
  onBook: (state, { timeUs, prev, next }) => {
    if (prev === null) return;
    stepMicropriceFit(state.fit, prev, next);
    extend(state, timeUs);
  },
  onRow: () => undefined,
  onBreak: () => undefined,
});

// Feature `integrated`: normalised level flows weighted by the first principal component of a training span.

import { clearMlofi, normalisedFlow } from '../../flow/mlofi.js';
import { weightedFlow } from '../../flow/ofi-pca.js';
import { type RollingZState, clearRollingZ, initRollingZ, stepRollingZ } from '../../stats/rolling-z.js';
import { type FeatureKind, type FeatureOperator, bindFeature } from '../feature.js';
import { type PcaWeights, coversSymbol, readPcaWeights } from './fitted.js';
import { WINDOW_OPTION, zOver } from './flow-operator.js';
import { type LevelFlows, breakLevelFlows, initLevelFlows, seeLevelFlows } from './level-flows.js';
import { closeRowGate } from './row-gate.js';
import { windowSetting } from './settings.js';

interface State {
  readonly flows: LevelFlows;
  readonly z: RollingZState;
}

function operator(fitted: PcaWeights, window: number): FeatureOperator<State> {
  const weights = Float64Array.from(fitted.weights);
  return {
    columns: [
      {
        name: 'integrated_ofi',
        unit: 'ratio',
        about: `Order flow imbalance of ${weights.length} levels, normalised and weighted by the fitted first component.`,
      },
      {
        name: 'integrated_ofi_z',
        unit: 'z',
        about: `Rolling z-score of integrated_ofi against the ${window} rows before it.`,
      },
    ],
    levels: weights.length,
    init: () => ({ flows: initLevelFlows(weights.length), z: initRollingZ(zOver(window)) }),
    onBook: ({ flows }, moment) => seeLevelFlows(flows, moment),
    onRow: ({ flows, z }, { bookReason, row }, out) => {
      const isWhole = closeRowGate(flows.gate, bookReason);
      if (isWhole && coversSymbol(fitted, row.symbol)) {
        const flow = weightedFlow(weights, (m) => normalisedFlow(flows.mlofi, m));
        out.push(flow, stepRollingZ(z, flow));
      } else out.push(null, null);
      clearMlofi(flows.mlofi);
    },
    onBreak: ({ flows, z }) => {
      breakLevelFlows(flows);
      clearRollingZ(z);
    },
  };
}

export const integrated: FeatureKind = {
  name: 'integrated',
  about: 'order flow imbalance of all levels, weighted by the first principal component of a training span',
  source: 'Cont, Cucuringu, Zhang 2023',
  options: [
    { name: 'weights', about: 'file of weights, as --fit-pca writes it', kind: 'file', fallback: null },
    WINDOW_OPTION,
  ],
  build: (settings) => bindFeature(operator(readPcaWeights(settings['weights']), windowSetting(settings))),
};

// Feature `mlofi`: order flow imbalance of each level, raw and divided by the depth common to all.

import { clearMlofi, commonDepth, normalisedFlow } from '../../flow/mlofi.js';
import { inUnits } from '../../market/units.js';
import { type FeatureColumn, type FeatureKind, type FeatureOperator, bindFeature } from '../feature.js';
import { type LevelFlows, breakLevelFlows, initLevelFlows, seeLevelFlows } from './level-flows.js';
import { closeRowGate } from './row-gate.js';
import { levelsOption, levelsSetting } from './settings.js';

interface State {
  readonly step: number;
  readonly flows: LevelFlows;
}

const columnsOf = (levels: number): FeatureColumn[] => {
  const all = Array.from({ length: levels }, (_, m) => m + 1);
  return [
    ...all.map((m): FeatureColumn => ({
      name: `mlofi_${m}`,
      unit: 'base',
      about: `Order flow imbalance of level ${m} over the row.`,
    })),
    ...all.map((m): FeatureColumn => ({
      name: `mlofi_norm_${m}`,
      unit: 'ratio',
      about: `mlofi_${m} divided by mlofi_depth; 0 in a row without an update.`,
    })),
    {
      name: 'mlofi_depth',
      unit: 'base',
      about: `Mean size of a level, both sides and ${levels} levels, over the row.`,
    },
  ];
};

function operator(levels: number): FeatureOperator<State> {
  const columns = columnsOf(levels);
  return {
    columns,
    levels,
    init: ({ step }) => ({ step, flows: initLevelFlows(levels) }),
    onBook: ({ flows }, moment) => seeLevelFlows(flows, moment),
    onRow: ({ step, flows }, { bookReason }, out) => {
      const { gate, mlofi } = flows;
      if (!closeRowGate(gate, bookReason)) {
        for (let k = 0; k < columns.length; k++) out.push(null);
      } else {
        for (let m = 0; m < levels; m++) out.push(inUnits(mlofi.flows[m] as number, step));
        for (let m = 0; m < levels; m++) out.push(normalisedFlow(mlofi, m));
        const depth = commonDepth(mlofi);
        out.push(depth === null ? null : inUnits(depth, step));
      }
      clearMlofi(mlofi);
    },
    onBreak: ({ flows }) => breakLevelFlows(flows),
  };
}

export const mlofi: FeatureKind = {
  name: 'mlofi',
  about: 'order flow imbalance of each level, raw and normalised by the common depth',
  source: 'Xu, Gould, Howison 2018; normalisation: Cont, Cucuringu, Zhang 2023, eq. 3',
  options: [levelsOption('levels a side', 10)],
  build: (settings) => bindFeature(operator(levelsSetting(settings))),
};

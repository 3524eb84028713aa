// Feature `ofi_modes`: the four definitions of order flow imbalance side by side, each with its own rolling z.

import type { TopLevels } from '../../book/top-levels.js';
import { cksLevelFlow, weightedCksFlow } from '../../flow/ofi-cks.js';
import { indexFlow } from '../../flow/ofi-index.js';
import { priceKeyedFlow } from '../../flow/ofi-pricekey.js';
import { normaliseWeights } from '../../flow/weights.js';
import { inUnits } from '../../market/units.js';
import { type RollingZState, clearRollingZ, initRollingZ, stepRollingZ } from '../../stats/rolling-z.js';
import { DEFAULT_CHAIN } from '../config.js';
import { type FeatureColumn, type FeatureKind, type FeatureOperator, bindFeature } from '../feature.js';
import { type RowGate, breakRowGate, closeRowGate, initRowGate, seesChange } from './row-gate.js';
import { windowSetting } from './settings.js';

const WEIGHTS = normaliseWeights(DEFAULT_CHAIN.ofi.weights);

type Flow = (prev: TopLevels, next: TopLevels) => number;

const FLOWS: readonly (readonly [mode: string, flow: Flow])[] = [
  ['cks1', (prev, next) => cksLevelFlow(prev, next, 0)],
  ['cks5', (prev, next) => weightedCksFlow(prev, next, WEIGHTS)],
  ['pricekey', (prev, next) => priceKeyedFlow(prev, next, WEIGHTS)],
  ['index', (prev, next) => indexFlow(prev, next, WEIGHTS)],
];

interface State {
  readonly step: number;
  readonly gate: RowGate;
  /** Weighted lots since the last row, one a mode. */
  readonly sums: Float64Array;
  readonly z: readonly RollingZState[];
}

const columnsOf = (window: number): FeatureColumn[] =>
  FLOWS.flatMap(([mode]): FeatureColumn[] => [
    { name: `ofi_${mode}`, unit: 'base', about: `Order flow imbalance of the row by mode ${mode}.` },
    { name: `ofi_${mode}_z`, unit: 'z', about: `Its z-score against the ${window} rows before it.` },
  ]);

function operator(window: number): FeatureOperator<State> {
  return {
    columns: columnsOf(window),
    levels: WEIGHTS.length,
    init: ({ step }) => ({
      step,
      gate: initRowGate(),
      sums: new Float64Array(FLOWS.length),
      z: FLOWS.map(() => initRollingZ({ ...DEFAULT_CHAIN.ofi.z, window, warmup: window })),
    }),
    onBook: ({ gate, sums }, moment) => {
      const { prev, next } = moment;
      if (!seesChange(gate, moment) || prev === null) return;
      for (let k = 0; k < FLOWS.length; k++) sums[k] = (sums[k] as number) + (FLOWS[k]?.[1](prev, next) ?? 0);
    },
    onRow: ({ step, gate, sums, z }, moment, out) => {
      const isWhole = closeRowGate(gate, moment);
      z.forEach((window, k) => {
        const flow = isWhole ? inUnits(sums[k] as number, step) : null;
        out.push(flow, flow === null ? null : stepRollingZ(window, flow));
      });
      sums.fill(0);
    },
    onBreak: ({ gate, sums, z }) => {
      breakRowGate(gate);
      sums.fill(0);
      z.forEach(clearRollingZ);
    },
  };
}

export const ofiModes: FeatureKind = {
  name: 'ofi_modes',
  about: 'order flow imbalance by all four modes, each with its z-score',
  source:
    'Cont, Kukanov, Stoikov 2014; Xu, Gould, Howison 2018; pricekey of this project; index of the original design',
  options: [{ name: 'window', about: 'rows in the baseline of the z-scores', kind: 'count', fallback: 300 }],
  build: (settings) => bindFeature(operator(windowSetting(settings))),
};

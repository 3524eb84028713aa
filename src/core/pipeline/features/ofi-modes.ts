// Feature `ofi_modes`: the four definitions of order flow imbalance side by side, each with its own rolling z.

import { cksLevelFlow, weightedCksFlow } from '../../flow/ofi-cks.js';
import { indexFlow } from '../../flow/ofi-index.js';
import { priceKeyedFlow } from '../../flow/ofi-pricekey.js';
import { normaliseWeights } from '../../flow/weights.js';
import { DEFAULT_CHAIN } from '../config.js';
import { type FeatureKind, bindFeature } from '../feature.js';
import { type BookFlow, WINDOW_OPTION, flowOperator } from './flow-operator.js';
import { windowSetting } from './settings.js';

const WEIGHTS = normaliseWeights(DEFAULT_CHAIN.ofi.weights);

const mode = (name: string, of: BookFlow['of']): BookFlow => ({
  name: `ofi_${name}`,
  about: `Order flow imbalance of the row by mode ${name}.`,
  unit: 'base',
  of,
});

const FLOWS = [
  mode('cks1', (prev, next) => cksLevelFlow(prev, next, 0)),
  mode('cks5', (prev, next) => weightedCksFlow(prev, next, WEIGHTS)),
  mode('pricekey', (prev, next) => priceKeyedFlow(prev, next, WEIGHTS)),
  mode('index', (prev, next) => indexFlow(prev, next, WEIGHTS)),
];

export const ofiModes: FeatureKind = {
  name: 'ofi_modes',
  about: 'order flow imbalance by all four modes, each with its z-score',
  source:
    'Cont, Kukanov, Stoikov 2014; Xu, Gould, Howison 2018; pricekey of this project; index of the original design',
  options: [WINDOW_OPTION],
  build: (settings) => bindFeature(flowOperator(FLOWS, { levels: WEIGHTS.length, window: windowSetting(settings) })),
};

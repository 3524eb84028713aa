// Features `gofi` and `loggofi`: order flow imbalance over every price that the best quotes passed.

import { generalisedFlow, logGeneralisedFlow } from '../../flow/gofi.js';
import { type FeatureKind, bindFeature } from '../feature.js';
import { type BookFlow, WINDOW_OPTION, flowOperator } from './flow-operator.js';
import { levelsOption, levelsSetting, windowSetting } from './settings.js';

const SOURCE = 'Su, Sun, Li, Yuan, arXiv 2112.02947, 2021';

const kindOf = (flow: BookFlow, about: string): FeatureKind => ({
  name: flow.name,
  about,
  source: SOURCE,
  options: [levelsOption('prices a side that are looked at', 10), WINDOW_OPTION],
  build: (settings) =>
    bindFeature(flowOperator([flow], { levels: levelsSetting(settings), window: windowSetting(settings) })),
});

export const gofi = kindOf(
  {
    name: 'gofi',
    about: 'Generalised order flow imbalance of the row: sizes at every price that the best quotes passed.',
    unit: 'base',
    of: generalisedFlow,
  },
  'generalised order flow imbalance of the best quotes, with its z-score',
);

export const loggofi = kindOf(
  {
    name: 'loggofi',
    about: 'Generalised order flow imbalance of the row, of logarithms of lots.',
    unit: 'log',
    of: logGeneralisedFlow,
  },
  'generalised order flow imbalance of logarithms of sizes, with its z-score',
);

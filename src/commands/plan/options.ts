// The options of `v13 plan` as data.

import { chainOptions } from '../../cli/config/chain-options.js';
import { listOption, valueOption } from '../../cli/option.js';
import { share, shares } from '../../cli/values/share.js';
import { outcomeOptions } from '../judging/judging-options.js';
import { inputOptions, marketOptions, rangeOptions } from '../recordings/recording-options.js';

const { horizon, primaryHorizon, latency, feeTaker, feeMaker, label, stale, significance } = outcomeOptions;

export const planOptions = {
  ...inputOptions,
  ...rangeOptions,
  ...marketOptions,
  ...chainOptions,
  horizon,
  primaryHorizon,
  latency,
  feeTaker,
  feeMaker,
  label,
  stale,
  significance,
  target: valueOption({
    flag: '--target',
    group: 'Judging',
    value: 'SHARE',
    parse: share,
    default: null,
    help: 'hit rate that each of the four signals of the verdict has to reach; without it those of the original',
  }),
  assume: listOption({
    flag: '--assume',
    group: 'Judging',
    value: 'SHARE,…',
    parse: shares,
    default: null,
    help: 'true hit rates to assume; without it 50% and 2, 3, 5 and 10 points above the target',
  }),
} as const;

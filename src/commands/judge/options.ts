// The options of `v13 judge` as data.

import { chainOptions } from '../../cli/config/chain-options.js';
import { valueOption } from '../../cli/option.js';
import { share } from '../../cli/values/share.js';
import { outcomeOptions, reportOptions } from '../judging/judging-options.js';
import { inputOptions, marketOptions, rangeOptions } from '../recordings/recording-options.js';

export const judgeOptions = {
  ...inputOptions,
  ...rangeOptions,
  ...marketOptions,
  ...chainOptions,
  ...outcomeOptions,
  target: valueOption({
    flag: '--target',
    group: 'Judging',
    value: 'SHARE',
    parse: share,
    default: null,
    help: 'hit rate that they have to reach, besides being better than the base rate',
  }),
  ...reportOptions,
} as const;

// The options of `v13 analyze` as data.

import { chainOptions } from '../../cli/config/chain-options.js';
import { listOption, switchOption, valueOption } from '../../cli/option.js';
import { signalColumn } from '../../cli/values/signal-column.js';
import { symbols } from '../../cli/values/symbol.js';
import { text } from '../../cli/values/text.js';
import { outcomeOptions, reportOptions } from '../judging/judging-options.js';
import { inputOptions, marketOptions, rangeOptions } from '../recordings/recording-options.js';

export const analyzeOptions = {
  ...inputOptions,
  ...rangeOptions,
  ...marketOptions,
  ...chainOptions,
  ...outcomeOptions,
  signals: listOption({
    flag: '--signals',
    group: 'Judging',
    value: 'NAME,…',
    parse: (value) => value.split(',').map((one) => one.trim()),
    default: 'all',
    help: 'only these signals; baselines always stand beside them',
  }),
  signalColumn: listOption({
    flag: '--signal-column',
    group: 'Judging',
    value: 'FILE:COLUMN[:LIMIT]',
    parse: signalColumn,
    default: null,
    help: 'judge a column of a Parquet file too, known from its row’s time on; side by its sign, or beyond ±LIMIT',
  }),
  signalTime: valueOption({
    flag: '--signal-time',
    group: 'Judging',
    value: 'COLUMN',
    parse: text,
    default: 'ts_us, ts_recv_us, timestamp, time or ts',
    help: 'column of the times in the file of --signal-column',
  }),
  lead: valueOption({
    flag: '--lead',
    group: 'Judging',
    value: 'SYMBOL',
    parse: symbols,
    default: null,
    help: 'judge the signals of this symbol on the returns of --symbol',
  }),
  selfTest: switchOption({
    flag: '--self-test',
    group: 'Judging',
    help: 'check the judge itself on freshly made markets, and end',
  }),
  ...reportOptions,
} as const;

// Options of every command that reads recordings: which inputs, which market they are of, which range of time.

import { listOption, switchOption, valueOption } from '../../cli/option.js';
import { choice } from '../../cli/values/choice.js';
import { symbols } from '../../cli/values/symbol.js';
import { text } from '../../cli/values/text.js';
import { recordedTime } from '../../cli/values/time.js';
import type { ArgumentSpec } from '../../cli/option.js';
import type { Environment, Venue } from '../../core/market/instrument.js';
import { INPUT_FORMATS } from '../../store/importers/format.js';

const VENUES = ['binance-usdm', 'binance-spot'] as const satisfies readonly Venue[];
const ENVIRONMENTS = ['mainnet', 'testnet', 'emulator', 'synthetic'] as const satisfies readonly Environment[];

export const inputOptions = {
  symbol: listOption({
    flag: '--symbol',
    group: 'Input',
    value: 'SYMBOL',
    parse: symbols,
    default: null,
    help: 'only these symbols; comma list or repeated',
  }),
  format: valueOption({
    flag: '--format',
    group: 'Input',
    value: 'NAME',
    parse: choice(INPUT_FORMATS),
    default: null,
    help: 'line format of the inputs, instead of the one their first lines show',
    choices: INPUT_FORMATS,
  }),
  strict: switchOption({ flag: '--strict', group: 'Input', help: 'end at the first damaged line or message' }),
} as const;

export const rangeOptions = {
  from: valueOption({
    flag: '--from',
    group: 'Time',
    value: 'TIME',
    parse: recordedTime,
    default: null,
    help: 'report and rows from this receive time on; what comes before warms the windows; 14:30 alone is of the recording',
  }),
  to: valueOption({
    flag: '--to',
    group: 'Time',
    value: 'TIME',
    parse: recordedTime,
    default: null,
    help: 'end before this receive time',
  }),
} as const;

export const marketOptions = {
  tick: valueOption({
    flag: '--tick',
    group: 'Market',
    value: 'STEP',
    parse: text,
    default: 'stated by the file, else inferred',
    help: 'smallest price step, one symbol only',
  }),
  step: valueOption({
    flag: '--step',
    group: 'Market',
    value: 'STEP',
    parse: text,
    default: 'stated by the file, else inferred',
    help: 'smallest quantity step, one symbol only',
  }),
  venue: valueOption({
    flag: '--venue',
    group: 'Market',
    value: 'NAME',
    parse: choice(VENUES),
    default: null,
    help: 'venue of files that do not state it; else told by the presence of pu',
    choices: VENUES,
  }),
  env: valueOption({
    flag: '--env',
    group: 'Market',
    value: 'NAME',
    parse: choice(ENVIRONMENTS),
    default: null,
    help: 'environment of files that do not state it; else UNSTATED',
    choices: ENVIRONMENTS,
  }),
} as const;

export const inputArgument: ArgumentSpec = {
  name: 'FILE',
  help: 'file, folder, pattern or - (standard input); NDJSON, .gz, .zst',
  required: false,
  variadic: true,
};

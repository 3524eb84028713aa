// The options of `v13 replay` as data.

import { chainOptions } from '../../cli/config/chain-options.js';
import { switchOption, valueOption } from '../../cli/option.js';
import { choice } from '../../cli/values/choice.js';
import { expression } from '../../cli/values/expression.js';
import { speed } from '../../cli/values/speed.js';
import { sha256, text } from '../../cli/values/text.js';
import { GATE_NAMES } from '../../core/quality/gate.js';
import { alertOptions } from '../screen/alert-options.js';
import { lookOptions, screenOptions } from '../screen/screen-options.js';
import { inputOptions, marketOptions, rangeOptions } from '../recordings/recording-options.js';

const paceOptions = {
  speed: valueOption({
    flag: '--speed',
    group: 'Time',
    value: 'SPEED',
    parse: speed,
    default: 'max',
    help: 'max, or a multiple of recorded time such as 1x or 10x; 1x with --tui',
  }),
} as const;

const outputOptions = {
  rows: valueOption({
    flag: '--rows',
    group: 'Output',
    value: 'FILE',
    parse: text,
    default: null,
    help: 'write one signal row a line (NDJSON); - is standard output',
  }),
  force: switchOption({ flag: '--force', group: 'Output', help: 'replace an existing file of rows' }),
  digest: switchOption({ flag: '--digest', group: 'Output', help: 'print only the digest and its counts' }),
  expect: valueOption({
    flag: '--expect',
    group: 'Output',
    value: 'HASH',
    parse: sha256,
    default: null,
    help: 'digest that the run must have; exit 1 when it differs, 6 when it is equal but no row has a fusion',
  }),
  expectRows: valueOption({
    flag: '--expect-rows',
    group: 'Output',
    value: 'FILE',
    parse: text,
    default: null,
    help: "another run's --rows file: names the first row that differs",
  }),
  gate: valueOption({
    flag: '--gate',
    group: 'Output',
    value: 'NAME',
    parse: choice(GATE_NAMES),
    default: null,
    help: 'end with the verdict of a quality gate; exit 1 when it fails',
    choices: GATE_NAMES,
  }),
} as const;

const searchOptions = {
  where: valueOption({
    flag: '--where',
    group: 'Output',
    value: 'EXPR',
    parse: expression,
    default: null,
    help: "print the rows on which a condition begins to be met, such as '|ofi_z| > 3 for 2s'; with --tui, places to jump to; exit 1 when there is none",
  }),
} as const;

const { alert, notify, noDefaultAlerts } = alertOptions;

export const replayOptions = {
  ...inputOptions,
  ...rangeOptions,
  ...paceOptions,
  ...chainOptions,
  ...marketOptions,
  ...outputOptions,
  ...searchOptions,
  ...{ alert, notify, noDefaultAlerts },
  tui: screenOptions.tui,
  ...lookOptions,
} as const;

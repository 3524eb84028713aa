// The options of `v13 replay` as data.

import { chainOptions } from '../../cli/config/chain-options.js';
import { listOption, switchOption, valueOption } from '../../cli/option.js';
import { choice } from '../../cli/values/choice.js';
import { speed } from '../../cli/values/speed.js';
import { symbols } from '../../cli/values/symbol.js';
import { sha256, text } from '../../cli/values/text.js';
import { time } from '../../cli/values/time.js';
import type { Environment, Venue } from '../../core/market/instrument.js';
import { GATE_NAMES } from '../../core/quality/gate.js';

/** Names of store/importers/format.ts; a test holds the two together. */
export const FORMATS = ['v13-raw', 'hftbacktest', 'cryptofeed', 'original'] as const;
const VENUES = ['binance-usdm', 'binance-spot'] as const satisfies readonly Venue[];
const ENVIRONMENTS = ['mainnet', 'testnet', 'emulator', 'synthetic'] as const satisfies readonly Environment[];

const inputOptions = {
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
    parse: choice(FORMATS),
    default: null,
    help: 'line format of the inputs, instead of the one their first lines show',
    choices: FORMATS,
  }),
  strict: switchOption({ flag: '--strict', group: 'Input', help: 'end at the first damaged line or message' }),
} as const;

const timeOptions = {
  from: valueOption({
    flag: '--from',
    group: 'Time',
    value: 'TIME',
    parse: time,
    default: null,
    help: 'report and rows from this receive time on; what comes before warms the windows',
  }),
  to: valueOption({
    flag: '--to',
    group: 'Time',
    value: 'TIME',
    parse: time,
    default: null,
    help: 'end before this receive time',
  }),
  speed: valueOption({
    flag: '--speed',
    group: 'Time',
    value: 'SPEED',
    parse: speed,
    default: 'max',
    help: 'max, or a multiple of recorded time such as 1x or 10x',
  }),
} as const;

const marketOptions = {
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
    help: 'digest that the run must have; exit 1 when it differs',
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

export const replayOptions = {
  ...inputOptions,
  ...timeOptions,
  ...chainOptions,
  ...marketOptions,
  ...outputOptions,
} as const;

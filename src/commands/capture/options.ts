// The options of `v13 capture` as data.

import { chainOptions } from '../../cli/config/chain-options.js';
import { listOption, switchOption, valueOption } from '../../cli/option.js';
import { choice } from '../../cli/values/choice.js';
import { duration } from '../../cli/values/duration.js';
import { integer } from '../../cli/values/number.js';
import { rotation } from '../../cli/values/rotation.js';
import { size } from '../../cli/values/size.js';
import { symbols } from '../../cli/values/symbol.js';
import { text } from '../../cli/values/text.js';
import { alertOptions } from '../screen/alert-options.js';
import { screenOptions } from '../screen/screen-options.js';
import { venueOptions } from '../venue/venue-options.js';

/** Streams that a capture can subscribe to, a symbol each. */
export const CAPTURE_STREAMS = [
  'depth@100ms',
  'depth@500ms',
  'depth',
  'aggTrade',
  'trade',
  'bookTicker',
  'markPrice@1s',
  'markPrice',
  'forceOrder',
] as const;
export const DEFAULT_STREAMS = ['depth@100ms', 'aggTrade'] as const;
export const CAPTURE_GATES = ['layer1', 'steady-30m'] as const;

const marketOptions = {
  symbol: listOption({
    flag: '--symbol',
    group: 'Market',
    value: 'SYMBOL',
    parse: symbols,
    default: null,
    help: 'what to capture; comma list or repeated',
  }),
  symbolsFile: valueOption({
    flag: '--symbols-file',
    group: 'Market',
    value: 'FILE',
    parse: text,
    default: null,
    help: 'symbols from a file, one a line; # begins a comment',
  }),
  all: switchOption({ flag: '--all', group: 'Market', help: 'every perpetual that trades' }),
  streams: listOption({
    flag: '--streams',
    group: 'Market',
    value: 'STREAM',
    parse: (value, flag, env) => value.split(',').map((one) => choice(CAPTURE_STREAMS)(one, flag, env)),
    default: DEFAULT_STREAMS.join(','),
    help: 'streams of each symbol; comma list or repeated',
    choices: CAPTURE_STREAMS,
  }),
  ...venueOptions,
} as const;

const lengthOptions = {
  duration: valueOption({
    flag: '--duration',
    group: 'Length',
    value: 'DURATION',
    parse: duration({ minUs: 1_000_000 }),
    default: null,
    help: 'end after so long; else on Ctrl-C',
  }),
  rollOver: valueOption({
    flag: '--roll-over',
    group: 'Length',
    value: 'DURATION',
    parse: duration({ minUs: 10_000_000, maxUs: 86_100_000_000 }),
    default: '23h30m',
    help: 'replace each socket by a fresh one at this age; the exchange closes them at 24 h',
  }),
  untilCoverage: valueOption({
    flag: '--until-coverage',
    group: 'Length',
    value: 'DURATION',
    parse: duration({ minUs: 1_000_000 }),
    default: null,
    help: 'end when so much verified time of every symbol is held, earlier captures counted in',
  }),
} as const;

const storageOptions = {
  rotate: valueOption({
    flag: '--rotate',
    group: 'Storage',
    value: 'TIME,SIZE',
    parse: rotation,
    default: '1h,256MB',
    help: 'when a segment ends: at whole multiples of a duration, at a size, or both',
  }),
  fsync: valueOption({
    flag: '--fsync',
    group: 'Storage',
    value: 'WHEN',
    parse: text,
    default: '1s',
    help: 'how often written bytes are made safe against power loss; segment: only when one ends',
  }),
  keepAge: valueOption({
    flag: '--keep-age',
    group: 'Storage',
    value: 'DURATION',
    parse: duration({ minUs: 3_600_000_000 }),
    default: null,
    help: 'delete finished segments that are older',
  }),
  keepSize: valueOption({
    flag: '--keep-size',
    group: 'Storage',
    value: 'SIZE',
    parse: size,
    default: null,
    help: 'delete the oldest finished segments beyond this size',
  }),
  parquet: valueOption({
    flag: '--parquet',
    group: 'Storage',
    value: 'DURATION',
    parse: duration({ minUs: 1_000_000 }),
    default: null,
    help: 'convert closed segments into the lake each 1h or 1d, in a process of low priority',
  }),
  minFree: valueOption({
    flag: '--min-free',
    group: 'Storage',
    value: 'SIZE',
    parse: size,
    default: '1GB',
    help: 'end in order when less is free on the disk',
  }),
} as const;

const watchOptions = {
  gate: valueOption({
    flag: '--gate',
    group: 'Watching',
    value: 'NAME',
    parse: choice(CAPTURE_GATES),
    default: null,
    help: 'end with a verdict, exit 1 when it fails; steady-30m sets --duration 30m and --rotate 10m unless given',
    choices: CAPTURE_GATES,
  }),
  metricsPort: valueOption({
    flag: '--metrics-port',
    group: 'Watching',
    value: 'PORT',
    parse: integer({ min: 0, max: 65_535 }),
    default: null,
    help: 'serve Prometheus metrics on 127.0.0.1; 0 picks a free port',
  }),
  ...screenOptions,
} as const;

export const captureOptions = {
  ...marketOptions,
  ...lengthOptions,
  ...storageOptions,
  ...watchOptions,
  ...alertOptions,
  ...chainOptions,
} as const;

// The options of `v13 emulate` as data.

import { listOption, switchOption, valueOption } from '../../cli/option.js';
import { choice } from '../../cli/values/choice.js';
import { duration } from '../../cli/values/duration.js';
import { integer, number } from '../../cli/values/number.js';
import { speed } from '../../cli/values/speed.js';
import { symbols } from '../../cli/values/symbol.js';
import { text } from '../../cli/values/text.js';
import { FAULT_KINDS } from '../../exchange/emulator/fault-script.js';
import { fault } from './fault-option.js';

const HOUR_US = 3_600_000_000;

const sourceOptions = {
  feed: listOption({
    flag: '--feed',
    group: 'Input',
    value: 'FILE',
    parse: text,
    default: null,
    help: 'recording to play, of any format that replay reads; repeated for several',
  }),
  loop: switchOption({
    flag: '--loop',
    group: 'Input',
    help: 'begin the recording again at its end, with ids that go on',
  }),
  symbol: listOption({
    flag: '--symbol',
    group: 'Market',
    value: 'SYMBOL',
    parse: symbols,
    default: null,
    help: 'only these of the recording, or what is simulated; comma list or repeated',
  }),
  seed: valueOption({
    flag: '--seed',
    group: 'Market',
    value: 'N',
    parse: integer({ min: 0, max: 4_294_967_295 }),
    default: null,
    help: 'play the synthetic market of this seed; with --symbols, the seed of its numbers',
  }),
  activity: valueOption({
    flag: '--activity',
    group: 'Market',
    value: 'X',
    parse: number({ min: 0.01, max: 20 }),
    default: '1',
    help: 'speed of the market; 1 has the message rates of ETHUSDT',
  }),
  symbols: valueOption({
    flag: '--symbols',
    group: 'Market',
    value: 'N',
    parse: integer({ min: 1, max: 999 }),
    default: null,
    help: 'play so many light symbols, S001USDT and on, for load tests',
  }),
  rate: valueOption({
    flag: '--rate',
    group: 'Market',
    value: 'N',
    parse: number({ min: 1, max: 200_000 }),
    default: '1000',
    unit: 'messages/s',
    help: 'of --symbols: messages of depth and trades together',
  }),
} as const;

const serverOptions = {
  port: valueOption({
    flag: '--port',
    group: 'Output',
    value: 'N',
    parse: integer({ min: 0, max: 65_535 }),
    default: '0',
    help: 'port on 127.0.0.1; 0 takes any that is free',
  }),
  fields: valueOption({
    flag: '--fields',
    group: 'Output',
    value: 'SET',
    parse: choice(['full', 'old']),
    default: 'full',
    help: 'full has st, ps, nq and ap as production since 2026, old has not',
    choices: ['full', 'old'],
  }),
  weightLimit: valueOption({
    flag: '--weight-limit',
    group: 'Output',
    value: 'N',
    parse: integer({ min: 1, max: 1_000_000 }),
    default: '2400',
    help: 'request weight a minute',
  }),
  truth: valueOption({
    flag: '--truth',
    group: 'Output',
    value: 'FILE',
    parse: text,
    default: null,
    help: 'write what was really sent, lost and answered, and what the books were (NDJSON)',
  }),
  truthBooks: valueOption({
    flag: '--truth-books',
    group: 'Output',
    value: 'WHEN',
    parse: choice(['second', 'every']),
    default: 'second',
    help: 'books in that file once a second, or at every depth message',
    choices: ['second', 'every'],
  }),
} as const;

const timeOptions = {
  speed: valueOption({
    flag: '--speed',
    group: 'Time',
    value: 'SPEED',
    parse: speed,
    default: '1x',
    help: 'max, or a multiple of recorded time such as 1x or 10x',
  }),
  atOnce: switchOption({
    flag: '--at-once',
    group: 'Time',
    help: 'begin to play at once, not with the first subscription',
  }),
  duration: valueOption({
    flag: '--duration',
    group: 'Time',
    value: 'DURATION',
    parse: duration(),
    default: null,
    help: 'end after this time; else with Ctrl-C',
  }),
  snapshotLag: valueOption({
    flag: '--snapshot-lag',
    group: 'Time',
    value: 'DURATION',
    parse: duration({ minUs: 0, maxUs: 60_000_000 }),
    default: '0s',
    help: 'snapshots show the book of so long ago',
  }),
  snapshotLead: valueOption({
    flag: '--snapshot-lead',
    group: 'Time',
    value: 'DURATION',
    parse: duration({ minUs: 0, maxUs: 60_000_000 }),
    default: '0s',
    help: 'snapshots show the book so long before its messages are sent',
  }),
  maxAge: valueOption({
    flag: '--max-age',
    group: 'Time',
    value: 'DURATION',
    parse: duration({ maxUs: 24 * HOUR_US }),
    default: '24h',
    help: 'longest life of a connection',
  }),
  timeScale: valueOption({
    flag: '--time-scale',
    group: 'Time',
    value: 'X',
    parse: number({ min: 1, max: 100_000 }),
    default: '1',
    help: 'pings (3m), the wait for a pong (10m) and --max-age come so many times sooner',
  }),
} as const;

const faultOptions = {
  fault: listOption({
    flag: '--fault',
    group: 'Thresholds',
    value: 'KIND[:KEY=VALUE,…]',
    parse: fault,
    default: null,
    help: `something that goes wrong, such as drop:n=3,at=10s; kinds are ${FAULT_KINDS.join(', ')}`,
  }),
  chaos: valueOption({
    flag: '--chaos',
    group: 'Thresholds',
    value: 'SEED',
    parse: integer({ min: 0, max: 4_294_967_295 }),
    default: null,
    help: 'faults drawn by this seed, one after another',
  }),
  chaosKinds: listOption({
    flag: '--chaos-kinds',
    group: 'Thresholds',
    value: 'KIND',
    parse: (value, flag, env) => value.split(',').map((one) => choice(FAULT_KINDS)(one, flag, env)),
    default: null,
    help: 'kinds to draw from; comma list or repeated',
    choices: FAULT_KINDS,
  }),
  chaosEvery: valueOption({
    flag: '--chaos-every',
    group: 'Thresholds',
    value: 'DURATION',
    parse: duration({ minUs: 100_000 }),
    default: '10s',
    help: 'mean time between two of them, of the market',
  }),
  chaosCount: valueOption({
    flag: '--chaos-count',
    group: 'Thresholds',
    value: 'N',
    parse: integer({ min: 1, max: 10_000 }),
    default: '100',
    help: 'faults drawn',
  }),
} as const;

export const emulateOptions = { ...sourceOptions, ...timeOptions, ...serverOptions, ...faultOptions } as const;

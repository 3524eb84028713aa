// Options of every command that judges: outcomes, costs and inference, and where a report goes.

import { switchOption, valueOption } from '../../cli/option.js';
import { barriers } from '../../cli/values/barriers.js';
import { choice } from '../../cli/values/choice.js';
import { durations } from '../../cli/values/duration-list.js';
import { duration } from '../../cli/values/duration.js';
import { fee } from '../../cli/values/fee.js';
import { integer, number } from '../../cli/values/number.js';
import { text } from '../../cli/values/text.js';
import type { LabelPrice } from '../../core/analysis/study-plan.js';

const LABELS = ['mid', 'microprice', 'executable'] as const satisfies readonly LabelPrice[];

/** What a study is, in the words of flags. Their defaults stand here alone. */
export const STUDY_DEFAULTS = {
  horizon: '1s,5s,60s',
  latency: '100ms',
  feeTaker: '5bp',
  feeMaker: '2bp',
  label: 'mid',
  barriers: '1,1',
  stale: '10s',
  alpha: '0.05',
  seed: '1',
  replications: '1000',
} as const;

const LONGEST_US = 86_400_000_000;

/** Outcomes, costs and inference: of every command that judges. */
export const outcomeOptions = {
  horizon: valueOption({
    flag: '--horizon',
    group: 'Judging',
    value: 'DURATION,…',
    parse: durations({ minUs: 1_000, maxUs: LONGEST_US }),
    default: STUDY_DEFAULTS.horizon,
    help: 'how far ahead is judged: time from entry to exit',
  }),
  primaryHorizon: valueOption({
    flag: '--primary-horizon',
    group: 'Judging',
    value: 'DURATION',
    parse: duration({ minUs: 1_000, maxUs: LONGEST_US }),
    default: null,
    help: 'the one horizon that verdicts are given at; the longest of --horizon unless given',
  }),
  latency: valueOption({
    flag: '--latency',
    group: 'Judging',
    value: 'DURATION',
    parse: duration({ minUs: 0, maxUs: 60_000_000, usual: 'ms' }),
    default: STUDY_DEFAULTS.latency,
    help: 'time from the decision to the entry',
  }),
  feeTaker: valueOption({
    flag: '--fee-taker',
    group: 'Judging',
    value: 'FEE',
    parse: fee,
    default: STUDY_DEFAULTS.feeTaker,
    help: 'fee of a taker, a side: 5bp or 0.05%',
  }),
  feeMaker: valueOption({
    flag: '--fee-maker',
    group: 'Judging',
    value: 'FEE',
    parse: fee,
    default: STUDY_DEFAULTS.feeMaker,
    help: 'fee of a maker, a side; negative is a rebate',
  }),
  label: valueOption({
    flag: '--label',
    group: 'Judging',
    value: 'NAME',
    parse: choice(LABELS),
    default: STUDY_DEFAULTS.label,
    help: 'price that outcomes are measured on',
    choices: LABELS,
  }),
  barriers: valueOption({
    flag: '--barriers',
    group: 'Judging',
    value: 'UP,DOWN',
    parse: barriers,
    default: STUDY_DEFAULTS.barriers,
    help: 'gain and loss that end a triple-barrier outcome, in deviations of a return over the horizon',
  }),
  stale: valueOption({
    flag: '--stale',
    group: 'Judging',
    value: 'DURATION',
    parse: duration({ minUs: 1_000, maxUs: 3_600_000_000 }),
    default: STUDY_DEFAULTS.stale,
    help: 'a connection silent for longer makes its last state stale: no outcome spans that',
  }),
  significance: valueOption({
    flag: '--significance',
    group: 'Judging',
    value: 'P',
    parse: number({ above: 0, max: 0.5 }),
    default: STUDY_DEFAULTS.alpha,
    help: 'error of all verdicts together',
  }),
  seed: valueOption({
    flag: '--seed',
    group: 'Judging',
    value: 'N',
    parse: integer({ min: 0, max: 4_294_967_295 }),
    default: STUDY_DEFAULTS.seed,
    help: 'seed of bootstraps and permutations',
  }),
  replications: valueOption({
    flag: '--replications',
    group: 'Judging',
    value: 'N',
    parse: integer({ min: 100, max: 100_000 }),
    default: STUDY_DEFAULTS.replications,
    help: 'replications of each bootstrap',
  }),
  allowSynthetic: switchOption({
    flag: '--allow-synthetic',
    group: 'Judging',
    help: 'give verdicts on data that are not of the live market (testnet, emulator, synthetic, unstated)',
  }),
} as const;

/** Where a report goes: of every command that judges. */
export const reportOptions = {
  report: valueOption({
    flag: '--report',
    group: 'Output',
    value: 'DIR',
    parse: text,
    default: null,
    help: 'write report.md, report.html and report.json into this folder; several symbols: a folder each',
  }),
  open: switchOption({
    flag: '--open',
    group: 'Output',
    help: 'open report.html when it is written',
  }),
  full: switchOption({
    flag: '--full',
    group: 'Output',
    help: 'all thirteen sections: signals, impact, shape, baselines, regimes, multiplicity, audits too',
  }),
  noCache: switchOption({
    flag: '--no-cache',
    group: 'Output',
    help: 'compute again what was computed before on the same data',
  }),
  ledger: valueOption({
    flag: '--ledger',
    group: 'Output',
    value: 'FILE',
    parse: text,
    default: 'trials.ndjson in the data root',
    help: 'ledger of everything that was ever tried on the data',
  }),
} as const;

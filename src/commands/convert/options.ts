// Options of `v13 convert`, and what they amount to: checked before anything is opened.

import type { RecordingChoices } from '../../assembly/recording.js';
import type { Input } from '../../cli/command.js';
import { listOption, switchOption, valueOption } from '../../cli/option.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { choice } from '../../cli/values/choice.js';
import { integer } from '../../cli/values/number.js';
import { text } from '../../cli/values/text.js';
import { UsageError } from '../../platform/errors.js';
import { joinPath } from '../../platform/paths.js';
import { BOOK_LEVELS_MAX, CONVERTED_KINDS, type ConvertedKind } from '../../store/lake/tables.js';
import { inFolder } from '../recordings/recording-plan.js';
import { inputOptions, marketOptions } from '../recordings/recording-options.js';

const TARGETS = ['parquet', 'original-ndjson'] as const;
const { format, strict } = inputOptions;

export const convertOptions = {
  format,
  strict,
  ...marketOptions,
  to: valueOption({
    flag: '--to',
    group: 'Output',
    value: 'FORMAT',
    parse: choice(TARGETS),
    default: 'parquet',
    help: 'parquet: into the lake of the data root; original-ndjson: flat depth lines into --out',
    choices: TARGETS,
  }),
  kinds: listOption({
    flag: '--kinds',
    group: 'Output',
    value: 'KIND',
    parse: (value, flag, env) => value.split(',').map((one) => choice(CONVERTED_KINDS)(one, flag, env)),
    default: 'depth,trades,quotes,gaps',
    help: 'tables to make; comma list or repeated',
    choices: CONVERTED_KINDS,
  }),
  book: valueOption({
    flag: '--book',
    group: 'Output',
    value: 'N',
    parse: integer({ min: 1, max: BOOK_LEVELS_MAX }),
    default: null,
    unit: 'levels',
    help: 'also write the best N levels of both sides after each depth message',
  }),
  out: valueOption({
    flag: '--out',
    group: 'Output',
    value: 'FILE',
    parse: text,
    default: null,
    help: 'file to write, with --to original-ndjson; - is standard output',
  }),
  force: switchOption({ flag: '--force', group: 'Output', help: 'replace an existing --out' }),
  again: switchOption({
    flag: '--again',
    group: 'Output',
    help: 'also what was converted before: new rows take the place of old ones, pruned days come back',
  }),
  watch: switchOption({
    flag: '--watch',
    group: 'Watching',
    help: 'go on with each segment that a capture closes, until interrupted',
  }),
} as const;

export interface ConvertPlan {
  readonly to: (typeof TARGETS)[number];
  readonly choices: RecordingChoices;
  /** No path was given: the data root is read. */
  readonly fromDataRoot: boolean;
  readonly dataFolder: string;
  readonly kinds: readonly ConvertedKind[];
  /** Levels of the book rows; 0 without them. */
  readonly levels: number;
  readonly watch: boolean;
  readonly again: boolean;
  readonly out: string | null;
  readonly force: boolean;
}

const DEFAULT_KINDS: readonly ConvertedKind[] = ['depth', 'trades', 'quotes', 'gaps'];
const DEFAULT_LEVELS = 10;

const conflict = (message: string, hint: string): UsageError =>
  new UsageError(message, { code: 'V13_CONVERT_CONFLICT', hint });

export function planConvert({ options, args }: Input<typeof convertOptions>, env: PlanEnv): ConvertPlan {
  const to = options.to ?? 'parquet';
  const given = options.kinds.flat();
  const asked = given.length === 0 ? DEFAULT_KINDS : given;
  const kinds = options.book === null ? asked : [...asked, 'book' as const];
  const withBook = kinds.includes('book');
  if (to === 'parquet' && options.out !== null) {
    throw conflict(
      '--out is for --to original-ndjson',
      'Parquet goes into the lake of the data root: choose it with --data',
    );
  }
  if (to === 'original-ndjson' && options.out === null) {
    throw conflict('--to original-ndjson needs --out', 'name a file, or - for standard output');
  }
  if (options.watch && (args.length > 0 || to !== 'parquet')) {
    throw conflict('--watch goes with the data root and Parquet only', 'leave out the paths and --to');
  }
  if (options.again && (options.watch || to !== 'parquet')) {
    throw conflict('--again makes Parquet files anew, once', 'leave out --watch and --to');
  }
  if (to === 'original-ndjson' && (withBook || given.length > 0)) {
    throw conflict('the original format holds depth messages only', 'leave out --kinds and --book');
  }
  if (options.out === '-' && env.json) {
    throw conflict('--out - and --json both want standard output', 'write the lines to a file');
  }
  const paths = args.length === 0 ? [options.watch ? joinPath(env.dataRoot, 'raw') : env.dataRoot] : args;
  return {
    to,
    choices: {
      paths: paths.map((path) => inFolder(env.cwd, path)),
      format: options.format,
      strict: options.strict,
      symbols: [],
      ...{ venue: options.venue, env: options.env, tick: options.tick, step: options.step, batchFrames: null },
    },
    fromDataRoot: args.length === 0,
    dataFolder: env.dataRoot,
    kinds: CONVERTED_KINDS.filter((kind) => kinds.includes(kind)),
    levels: withBook ? (options.book ?? DEFAULT_LEVELS) : 0,
    watch: options.watch,
    again: options.again,
    out: options.out === null ? null : inFolder(env.cwd, options.out),
    force: options.force,
  };
}

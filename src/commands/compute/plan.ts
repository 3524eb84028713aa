// What a computing will do, filled in and checked before anything is opened.

import type { FitKind } from '../../assembly/compute/fit.js';
import type { TableFormat } from '../../assembly/compute/table-file.js';
import type { Input } from '../../cli/command.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import type { FeatureChoice } from '../../cli/values/feature.js';
import { UsageError } from '../../platform/errors.js';
import {
  type ChainPlan,
  type RangePlan,
  type RecordingPlan,
  inFolder,
  planChain,
  planRange,
  planRecording,
} from '../recordings/recording-plan.js';
import { DEFAULT_FEATURES, FIT_LEVELS, type computeOptions } from './options.js';

/** A feature by name; its files are read when the run begins. */
export interface FeaturePlan {
  readonly name: string;
  readonly settings: Readonly<Record<string, number>>;
  readonly files: Readonly<Record<string, string>>;
}

export type ComputeTask =
  | { readonly kind: 'list' }
  | { readonly kind: 'table'; readonly format: TableFormat }
  | { readonly kind: 'lake' }
  | { readonly kind: 'fit'; readonly fit: FitKind };

export interface ComputePlan extends RecordingPlan, RangePlan, ChainPlan {
  readonly task: ComputeTask;
  /** `-` is standard output. Empty for a list. */
  readonly out: string;
  readonly force: boolean;
  readonly features: readonly FeaturePlan[];
}

/** About the classes of the paper: ten of imbalance around the balanced one, spreads of one tick and of more. */
const MICROPRICE_GRID = { imbalances: 11, spreads: 2 } as const;

type Options = Input<typeof computeOptions>['options'];

const refuse = (message: string, code: `V13_${string}`, hint: string): never => {
  throw new UsageError(message, { code, hint });
};

function formatOf({ out, outFormat }: Options): TableFormat {
  if (out === '-') {
    if (outFormat === 'parquet') refuse('Parquet needs a file', 'V13_OUTPUT_CONFLICT', 'write --out rows.parquet');
    return outFormat ?? 'ndjson';
  }
  const ending = /\.(parquet|ndjson|csv)$/i.exec(out ?? '')?.[1]?.toLowerCase();
  const format = outFormat ?? ending;
  if (format === 'parquet' || format === 'ndjson' || format === 'csv') return format;
  return refuse(
    `--out ${out ?? ''} does not say which format`,
    'V13_OUTPUT_FORMAT',
    'end the name in .parquet, .ndjson or .csv, or give --out-format',
  );
}

function taskOf(options: Options, args: readonly string[], env: PlanEnv): ComputeTask {
  const { listFeatures, fitPca, fitMicroprice, out, lake } = options;
  if (listFeatures) return { kind: 'list' };
  if (lake) {
    const other = out !== null ? '--out' : fitPca !== null || fitMicroprice !== null ? 'a fit' : null;
    if (other !== null) refuse(`--lake and ${other} are two runs`, 'V13_OUTPUT_CONFLICT', 'do one after the other');
    return { kind: 'lake' };
  }
  if (out === null) {
    return refuse(
      '--out is missing',
      'V13_OUTPUT_MISSING',
      'for example --out rows.parquet, --out - for NDJSON, or --lake',
    );
  }
  if (out === '-' && env.json) {
    refuse('--out - and --json both want standard output', 'V13_OUTPUT_CONFLICT', 'write the rows to a file');
  }
  if (fitPca === null && fitMicroprice === null) return { kind: 'table', format: formatOf(options) };
  if (fitPca !== null && fitMicroprice !== null) {
    refuse('--fit-pca and --fit-microprice are two runs', 'V13_OUTPUT_CONFLICT', 'fit one after the other');
  }
  if (args.length > 0) {
    const flag = fitPca === null ? '--fit-microprice' : '--fit-pca';
    refuse(`${flag} names the recording to fit on`, 'V13_INPUT_TWICE', `leave out ${args.join(' ')}`);
  }
  if (options.feature.length > 0 || options.outFormat !== null) {
    refuse('a fit has no features and no format', 'V13_OUTPUT_CONFLICT', 'leave out --feature and --out-format');
  }
  return {
    kind: 'fit',
    fit:
      fitPca === null
        ? { what: 'microprice', grid: MICROPRICE_GRID }
        : { what: 'pca', levels: options.fitLevels ?? FIT_LEVELS },
  };
}

/** What was asked for; of the many that `all` stands for, those that are also asked for by name are left to that. */
function askedIn({ feature }: Options): FeatureChoice[] {
  const lists = feature.flatMap((one) => (one === 'none' ? [] : [one]));
  const named = new Set(lists.flatMap((list) => (list.length === 1 ? list.map(({ kind }) => kind.name) : [])));
  return lists.flatMap((list) => (list.length === 1 ? list : list.filter(({ kind }) => !named.has(kind.name))));
}

/** The defaults, then what was asked for; a default that is asked for with settings has those. */
function featuresOf(options: Options, cwd: string): FeaturePlan[] {
  const { feature } = options;
  const asked = askedIn(options);
  const names = new Set(asked.map(({ kind }) => kind.name));
  const defaults = feature.includes('none') ? [] : DEFAULT_FEATURES.filter((name) => !names.has(name));
  const repeated = new Set<string>();
  const plans = asked.map(({ kind, settings, files }) => ({
    name: kind.name,
    settings,
    files: Object.fromEntries(Object.entries(files).map(([option, path]) => [option, inFolder(cwd, path)])),
  }));
  return [...defaults.map((name) => ({ name, settings: {}, files: {} })), ...plans].filter((one) => {
    const key = JSON.stringify(one);
    if (repeated.has(key)) return false;
    repeated.add(key);
    return true;
  });
}

export function planCompute({ options, args }: Input<typeof computeOptions>, env: PlanEnv): ComputePlan {
  const task = taskOf(options, args, env);
  const { fitPca, fitMicroprice, out } = options;
  const training = fitPca ?? fitMicroprice;
  return {
    ...planRecording({ options, args: training === null ? args : [training] }, env),
    ...planRange({ options }),
    ...planChain(options, env),
    task,
    out: out === null ? '' : inFolder(env.cwd, out),
    force: options.force,
    features: featuresOf(options, env.cwd),
  };
}

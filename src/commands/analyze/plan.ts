// argv of `v13 analyze` → a plan: every default filled in, every contradiction refused, nothing opened.

import type { AnalyzeChoices } from '../../assembly/analyze/analyze-types.js';
import { SIGNAL_NAMES } from '../../assembly/analyze/more-signals.js';
import type { StudyChoices } from '../../assembly/analyze/study-design.js';
import { suggestion } from '../../cli/did-you-mean.js';
import type { Input } from '../../cli/command.js';
import type { OptionValues } from '../../cli/option.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { durations } from '../../cli/values/duration-list.js';
import { parseDuration } from '../../cli/values/duration.js';
import { parseFee } from '../../cli/values/fee.js';
import { accept } from '../../cli/values/refuse.js';
import { UsageError } from '../../platform/errors.js';
import { ledgerPath } from '../../store/trial-ledger.js';
import {
  type ChainPlan,
  type RangePlan,
  type RecordingPlan,
  inFolder,
  planChain,
  planRange,
  planRecording,
} from '../recordings/recording-plan.js';
import { STUDY_DEFAULTS, type analyzeOptions, type outcomeOptions, type reportOptions } from './options.js';

/** Where reports go, and what is kept. */
export interface ReportPlan {
  readonly report: string | null;
  readonly open: boolean;
  readonly full: boolean;
  readonly useCache: boolean;
  readonly ledger: string;
}

export interface AnalyzePlan extends RecordingPlan, RangePlan, ChainPlan {
  readonly study: StudyChoices;
  readonly columns: AnalyzeChoices['columns'];
  readonly lead: string | null;
  readonly allowSynthetic: boolean;
  readonly output: ReportPlan;
}

const refuse = (message: string, code: `V13_${string}`, hint: string): never => {
  throw new UsageError(message, { code, hint });
};

const US = (text: string): number => accept(parseDuration(text), '', text);
const BP = (text: string): number => accept(parseFee(text), '', text);

/** What is judged and how, but for the signals. */
export function planOutcomes(
  options: OptionValues<typeof outcomeOptions>,
  env: PlanEnv,
): Omit<StudyChoices, 'signals'> {
  const horizonsUs = [...(options.horizon ?? durations()(STUDY_DEFAULTS.horizon, '--horizon', env))];
  const { primaryHorizon } = options;
  return {
    horizonsUs:
      primaryHorizon === null || horizonsUs.includes(primaryHorizon) ? horizonsUs : [...horizonsUs, primaryHorizon],
    primaryUs: primaryHorizon,
    latencyUs: options.latency ?? US(STUDY_DEFAULTS.latency),
    label: options.label ?? STUDY_DEFAULTS.label,
    staleUs: options.stale ?? US(STUDY_DEFAULTS.stale),
    takerBp: options.feeTaker ?? BP(STUDY_DEFAULTS.feeTaker),
    makerBp: options.feeMaker ?? BP(STUDY_DEFAULTS.feeMaker),
    alpha: options.significance ?? Number(STUDY_DEFAULTS.alpha),
    replications: options.replications ?? Number(STUDY_DEFAULTS.replications),
    seed: options.seed ?? Number(STUDY_DEFAULTS.seed),
  };
}

export function planReport(options: OptionValues<typeof reportOptions>, env: PlanEnv): ReportPlan {
  const { report, open, full, noCache, ledger } = options;
  if (open && report === null) {
    refuse('--open has no report to open', 'V13_REPORT_MISSING', 'name a folder with --report');
  }
  return {
    report: report === null ? null : inFolder(env.cwd, report),
    open,
    full,
    useCache: !noCache,
    ledger: ledger === null ? ledgerPath(env.dataRoot) : inFolder(env.cwd, ledger),
  };
}

type Options = OptionValues<typeof analyzeOptions>;

/** Signals that only another configuration of the chain has. */
const MODE_NAMES = ['ofi:cks5', 'cvd:delta'];

function signalsOf({ signals }: Options): readonly string[] | null {
  const names = signals.flat().filter((name) => name !== '');
  if (names.length === 0 || names.includes('all')) return null;
  // What another mode of the chain turns into a signal beside its own is known only with the configuration.
  const known = [...new Set([...SIGNAL_NAMES, ...MODE_NAMES])];
  for (const name of names) {
    if (known.includes(name)) continue;
    refuse(
      `--signals ${name}: no signal of that name`,
      'V13_SIGNAL_UNKNOWN',
      suggestion(name, known) ?? `there are ${known.join(', ')}`,
    );
  }
  return names;
}

function leadOf({ lead }: Options, recording: RecordingPlan['recording']): string | null {
  const [first, ...more] = lead ?? [];
  if (first === undefined) return null;
  if (more.length > 0) refuse('--lead takes one symbol', 'V13_LEAD_MANY', 'run once for each');
  const { symbols } = recording;
  if (symbols.length === 0)
    refuse('--lead needs a --symbol that follows', 'V13_LEAD_ALONE', 'for example --symbol ETHUSDT');
  if (symbols.includes(first)) {
    refuse(
      `--lead ${first} is among the symbols that follow`,
      'V13_LEAD_SELF',
      'leave --lead out to judge it on itself',
    );
  }
  return first;
}

export function planAnalyze({ options, args }: Input<typeof analyzeOptions>, env: PlanEnv): AnalyzePlan {
  const recording = planRecording({ options, args }, env);
  const chain = planChain(options, env);
  return {
    ...recording,
    ...planRange({ options }),
    ...chain,
    study: { ...planOutcomes(options, env), signals: signalsOf(options) },
    columns: options.signalColumn.map(({ path, column, threshold }) => ({
      path: inFolder(env.cwd, path),
      column,
      threshold,
      time: options.signalTime,
    })),
    lead: leadOf(options, recording.recording),
    allowSynthetic: options.allowSynthetic,
    output: planReport(options, env),
  };
}

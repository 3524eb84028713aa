// argv of `v13 analyze` → a plan: every default filled in, every contradiction refused, nothing opened.

import type { AnalyzeChoices } from '../../assembly/analyze/analyze-types.js';
import { SIGNAL_NAMES } from '../../assembly/analyze/more-signals.js';
import type { StudyChoices } from '../../assembly/analyze/study-design.js';
import { suggestion } from '../../cli/did-you-mean.js';
import type { Input } from '../../cli/command.js';
import type { OptionValues } from '../../cli/option.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import {
  type ChainPlan,
  type RangePlan,
  type RecordingPlan,
  inFolder,
  planChain,
  planRange,
  planRecording,
} from '../recordings/recording-plan.js';
import { type ReportPlan, planOutcomes, planReport, refuse } from '../judging/judging-plan.js';
import type { analyzeOptions } from './options.js';

export interface AnalyzePlan extends RecordingPlan, RangePlan, ChainPlan {
  readonly study: StudyChoices;
  readonly columns: AnalyzeChoices['columns'];
  readonly lead: string | null;
  readonly allowSynthetic: boolean;
  readonly selfTest: boolean;
  readonly output: ReportPlan;
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

/** The self-test makes its own markets: what names data would be ignored. */
function checkSelfTest(options: Options, args: Input<typeof analyzeOptions>['args']): void {
  if (!options.selfTest) return;
  if (args.length === 0 && options.symbol.length === 0 && options.report === null) return;
  refuse(
    '--self-test reads no data and writes no report: paths, --symbol and --report have no meaning with it',
    'V13_SELF_TEST',
    'leave them out',
  );
}

export function planAnalyze({ options, args }: Input<typeof analyzeOptions>, env: PlanEnv): AnalyzePlan {
  checkSelfTest(options, args);
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
    selfTest: options.selfTest,
    output: planReport(options, env),
  };
}

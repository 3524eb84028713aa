// argv of `v13 judge` → a plan: the list, the market it is held against, the questions; nothing opened.

import type { StudyChoices } from '../../assembly/analyze/study-design.js';
import type { Input } from '../../cli/command.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { type ReportPlan, planOutcomes, planReport, refuse } from '../judging/judging-plan.js';
import {
  type ChainPlan,
  type RangePlan,
  type RecordingPlan,
  inFolder,
  planChain,
  planRange,
  planRecording,
} from '../recordings/recording-plan.js';
import type { judgeOptions } from './options.js';

export interface JudgePlan extends RecordingPlan, RangePlan, ChainPlan {
  /** Of signals; `-` is standard input. */
  readonly file: string;
  readonly study: StudyChoices;
  readonly target: number | null;
  readonly allowSynthetic: boolean;
  readonly output: ReportPlan;
}

export function planJudge({ options, args }: Input<typeof judgeOptions>, env: PlanEnv): JudgePlan {
  const [file = '', ...paths] = args;
  if (file === '-' && paths.includes('-')) {
    refuse('standard input is named twice', 'V13_INPUT_TWICE', 'name the recording by its path');
  }
  return {
    ...planRecording({ options, args: paths }, env),
    ...planRange({ options }),
    ...planChain(options, env),
    file: inFolder(env.cwd, file),
    // Baselines alone stand beside the list: what else a market says is for `v13 analyze`.
    study: { ...planOutcomes(options, env), signals: [] },
    target: options.target,
    allowSynthetic: options.allowSynthetic,
    output: planReport(options, env),
  };
}

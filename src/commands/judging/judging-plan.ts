// What the options of judging say, filled in and checked before anything is opened.

import type { StudyChoices } from '../../assembly/analyze/study-design.js';
import type { OptionValues } from '../../cli/option.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { barriers } from '../../cli/values/barriers.js';
import { durations } from '../../cli/values/duration-list.js';
import { parseDuration } from '../../cli/values/duration.js';
import { parseFee } from '../../cli/values/fee.js';
import { accept } from '../../cli/values/refuse.js';
import { UsageError } from '../../platform/errors.js';
import { ledgerPath } from '../../store/trial-ledger.js';
import { inFolder } from '../recordings/recording-plan.js';
import { STUDY_DEFAULTS, type outcomeOptions, type reportOptions } from './judging-options.js';

/** Where reports go, and what is kept. */
export interface ReportPlan {
  readonly report: string | null;
  readonly open: boolean;
  readonly full: boolean;
  readonly useCache: boolean;
  readonly ledger: string;
}

export const refuse = (message: string, code: `V13_${string}`, hint: string): never => {
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
    barriers: options.barriers ?? barriers(STUDY_DEFAULTS.barriers, '--barriers', env),
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

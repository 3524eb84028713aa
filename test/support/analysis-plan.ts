// The plan of the invented analysis that tests of reports are about.

import type { SignalRole, SignalSpec, StudyPlan } from '../../src/core/analysis/study-plan.js';

const S = 1_000_000;

const spec = (name: string, role: SignalRole, more: Partial<SignalSpec> & Pick<SignalSpec, 'rule'>): SignalSpec => ({
  ...{ name, role, graded: true, bar: null },
  ...more,
});

export const ANALYSIS_SIGNALS: readonly SignalSpec[] = [
  spec('ofi', 'primary', { rule: '|ofi_z| > 2', bar: 0.55 }),
  spec('cvd', 'primary', { rule: '|cvd_z| > 1', bar: 0.55 }),
  spec('fusion', 'primary', { rule: '|fusion| > 2.5, consistency > 0.7', bar: 0.6 }),
  spec('divergence', 'primary', { rule: 'divergence bullish or bearish', bar: 0.55, graded: false }),
  spec('ofi:index', 'exploratory', { rule: '|ofi_z| > 2' }),
  spec('qi', 'baseline', { rule: '|queue_imbalance| > 0.5' }),
  spec('momentum', 'baseline', { rule: 'sign of the past return', graded: false }),
  spec('user:my_alpha', 'user', { rule: '|my_alpha| > 1.5' }),
];

export const ANALYSIS_PLAN: StudyPlan = {
  signals: ANALYSIS_SIGNALS,
  horizonsUs: [S, 5 * S, 10 * S, 60 * S],
  primaryUs: 60 * S,
  latencyUs: 100_000,
  decayHorizonsUs: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300].map((s) => s * S),
  decayLatenciesUs: [0, 50, 100, 250, 500, 1000].map((ms) => ms * 1_000),
  label: 'mid',
  barriers: { up: 1, down: 1 },
  staleUs: 10 * S,
  costs: { takerBp: 5, makerBp: 2 },
  alpha: 0.05,
  leastCoverageUs: 24 * 3_600 * S,
  leastOutcomes: 100,
  replications: 2_000,
  seed: 1,
};

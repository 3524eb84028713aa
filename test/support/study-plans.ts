// Small study plans for tests of what a study keeps and judges.

import type { SignalRole, SignalSpec, StudyPlan } from '../../src/core/analysis/study-plan.js';

export const spec = (name: string, role: SignalRole = 'exploratory'): SignalSpec => ({
  name,
  role,
  rule: name,
  graded: true,
  bar: role === 'primary' ? 0.55 : null,
});

const MS = 1_000;

/** One primary signal `a`, judged at 100 ms without latency, unless told otherwise. */
export const planOf = (more: Partial<StudyPlan> = {}): StudyPlan => ({
  signals: [spec('a', 'primary')],
  horizonsUs: [100 * MS],
  primaryUs: 100 * MS,
  latencyUs: 0,
  decayHorizonsUs: [],
  decayLatenciesUs: [],
  label: 'mid',
  barriers: { up: 1, down: 1 },
  staleUs: 10_000 * MS,
  costs: { takerBp: 5, makerBp: 2 },
  alpha: 0.05,
  leastCoverageUs: 0,
  leastOutcomes: 100,
  replications: 100,
  seed: 1,
  ...more,
});

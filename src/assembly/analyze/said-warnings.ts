// What a report says of a user's signals that say nothing in the recording.

import type { Collected } from '../../core/analysis/collect/collected.js';
import type { StudyRun } from './study-run.js';

/** One sentence for each column that has no value at any moment of the recording. */
export const columnWarnings = ({ plan, signals }: Pick<Collected, 'plan' | 'signals'>): string[] =>
  plan.signals.flatMap(({ name, role, single }, s) =>
    role === 'user' && single !== true && signals[s]?.valid === 0
      ? [`${name} has no value at any moment of the recording: its times lie outside, or the column is empty there`]
      : [],
  );

/** One sentence each. */
export function saidWarnings({ said }: Pick<StudyRun, 'said'>): string[] {
  if (said === null) return [];
  const { given, early, late, told } = said;
  const outside = given - told;
  if (outside === 0) return [];
  return [`${outside} of ${given} signals lie outside the recording: ${early} before it, ${late} after it`];
}

// What a report says of signals that came from a list and lie outside the recording.

import type { StudyRun } from './study-run.js';

/** One sentence each. */
export function saidWarnings({ said }: Pick<StudyRun, 'said'>): string[] {
  if (said === null) return [];
  const { given, early, late, told } = said;
  const outside = given - told;
  if (outside === 0) return [];
  return [`${outside} of ${given} signals lie outside the recording: ${early} before it, ${late} after it`];
}

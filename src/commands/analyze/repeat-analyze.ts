// The command line that gives a report again: every choice in it, whatever it came from; inputs are named by their hashes.

import { type Repeated, nameOf, optional, repeatedWords } from '../judging/repeat-command.js';
import type { AnalyzePlan } from './plan.js';

/** `v13 analyze INPUTS --symbol ETHUSDT …`. */
export function repeatAnalyze(plan: AnalyzePlan, repeated: Repeated): string {
  const { study, lead, columns } = plan;
  const own = [
    ...optional('--lead', lead),
    ...optional('--signals', study.signals?.join(',') ?? null),
    ...columns.flatMap(({ path, column, threshold, time }) => [
      '--signal-column',
      `${nameOf(path)}:${column}${threshold === null ? '' : `:${threshold}`}`,
      ...optional('--signal-time', time),
    ]),
  ];
  return `v13 analyze INPUTS ${repeatedWords(plan, repeated, own)}`;
}

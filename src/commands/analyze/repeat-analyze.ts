// The command line that gives a report again: every choice in it, whatever it came from.

import type { Context } from '../../cli/context.js';
import { shownPath } from '../../platform/paths.js';
import { type Repeated, optional, repeatedInputs, repeatedWords } from '../judging/repeat-command.js';
import type { AnalyzePlan } from './plan.js';

/** `v13 analyze day.ndjson.gz --symbol ETHUSDT …`. */
export function repeatAnalyze(plan: AnalyzePlan, repeated: Repeated, ctx: Context): string {
  const { study, lead, columns } = plan;
  const own = [
    ...optional('--lead', lead),
    ...optional('--signals', study.signals?.join(',') ?? null),
    ...columns.flatMap(({ path, column, threshold, time }) => [
      '--signal-column',
      `${shownPath(path, ctx.cwd)}:${column}${threshold === null ? '' : `:${threshold}`}`,
      ...optional('--signal-time', time),
    ]),
  ];
  return `v13 analyze ${repeatedInputs(plan, ctx)} ${repeatedWords(plan, repeated, own)}`;
}

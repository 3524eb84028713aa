// What `v13 replay` prints.

import type { Context } from '../../cli/context.js';
import type { ReplayResult } from '../../core/pipeline/replay-result.js';
import { DataError } from '../../platform/errors.js';
import { replayJson } from '../../report/replay-json.js';
import { replayReport } from '../../report/replay-report.js';
import { replaySummary } from '../../report/replay-summary.js';
import { terminalText } from '../../report/terminal-text.js';
import type { ReplayPlan } from './plan.js';

/** With nothing in the data root, the answer is how to get data. */
export const noDataError = (dataRoot: string): DataError =>
  new DataError(`no recordings in ${dataRoot}`, {
    code: 'V13_DATA_ROOT_EMPTY',
    path: dataRoot,
    hint: 'make some with `v13 simulate`, or name a file: `v13 replay FILE`',
  });

/** Rows on standard output leave the report to standard error. */
async function print(text: string, plan: Pick<ReplayPlan, 'rowsPath'>, ctx: Context): Promise<void> {
  if (plan.rowsPath === '-') ctx.talk.info(text.trimEnd());
  else await ctx.stdout.write(text);
}

function nextLine(result: ReplayResult): string {
  const paths = result.inputs.map(({ path }) => path).join(' ');
  if (result.expectation !== null) return `v13 replay ${paths} --rows rows.ndjson`;
  return `v13 replay ${paths} --expect ${result.digest.value}`;
}

export async function printReport(result: ReplayResult, plan: ReplayPlan, ctx: Context): Promise<void> {
  ctx.talk.detail(replaySummary(result));
  if (ctx.wantsJson) await ctx.json(replayJson(result));
  else {
    const paint = plan.rowsPath === '-' ? ctx.paint.stderr : ctx.paint.stdout;
    await print(terminalText(replayReport(result, ctx.timeZone), { columns: ctx.columns, paint }), plan, ctx);
  }
  ctx.next(nextLine(result));
}

/** One line a symbol and one for all: hash, rows, and how many of them hold a value. */
export async function printDigest(result: ReplayResult, ctx: Context): Promise<void> {
  if (ctx.wantsJson) {
    await ctx.json(replayJson(result));
    return;
  }
  const { digest, expectation } = result;
  const line = (name: string, of: Omit<typeof digest, 'symbols'>): string =>
    `${of.value}  ${name}  rows ${of.rows}  ofi_z ${of.ofiZ}  cvd_z ${of.cvdZ}  fusion ${of.fusion}\n`;
  await ctx.stdout.write(line('all', digest) + digest.symbols.map((of) => line(of.symbol, of)).join(''));
  if (expectation !== null && !expectation.equal) {
    ctx.talk.warn(`differs from ${expectation.expected}${suffix(expectation.firstDifference)}`);
  }
  ctx.next(nextLine(result));
}

const suffix = (text: string | null): string => (text === null ? '' : `: ${text}`);

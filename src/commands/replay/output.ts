// What `v13 replay` prints.

import type { Context } from '../../cli/context.js';
import type { ReplayResult } from '../../core/pipeline/replay-result.js';
import { replayJson } from '../../report/replay-json.js';
import { replayReport } from '../../report/replay-report.js';
import { replaySummary } from '../../report/replay-summary.js';
import { terminalText } from '../../report/terminal-text.js';
import { nextLines } from './hint.js';
import type { ReplayPlan } from './plan.js';

/** Rows on standard output leave the report to standard error. */
async function print(text: string, plan: Pick<ReplayPlan, 'rowsPath'>, ctx: Context): Promise<void> {
  if (plan.rowsPath === '-') ctx.talk.info(text.trimEnd());
  else await ctx.stdout.write(text);
}

/** Said even with -q: figures of a damaged input look like those of a whole one. */
export function warnOfDamage({ problems, refused }: ReplayResult, ctx: Context): void {
  const total = problems.total + refused.total;
  const first = problems.kept[0] ?? refused.kept[0];
  if (total === 0 || first === undefined) return;
  const counts = [...problems.counts, ...refused.counts].map(({ code, count }) => `${count} ${code}`).join(', ');
  const place = first.line === null ? first.path : `${first.path}:${first.line}`;
  ctx.talk.warn(`damaged input: ${total} in all (${counts}); the first at ${place}: ${first.detail}`);
}

function printNext(result: ReplayResult, plan: ReplayPlan, ctx: Context): void {
  for (const line of nextLines(result, plan, ctx.cwd)) ctx.next(line);
}

export async function printReport(result: ReplayResult, plan: ReplayPlan, ctx: Context): Promise<void> {
  ctx.talk.detail(replaySummary(result));
  if (ctx.wantsJson) await ctx.json(replayJson(result));
  else {
    const paint = plan.rowsPath === '-' ? ctx.paint.stderr : ctx.paint.stdout;
    const options = { columns: ctx.columns, paint, words: ctx.words };
    await print(terminalText(replayReport(result, ctx.timeZone), options), plan, ctx);
  }
  printNext(result, plan, ctx);
}

/** One line a symbol and one for all: hash, rows, and how many of them hold a value. */
export async function printDigest(result: ReplayResult, plan: ReplayPlan, ctx: Context): Promise<void> {
  const { digest, expectation } = result;
  const line = (name: string, of: Omit<typeof digest, 'symbols'>): string =>
    `${of.value}  ${name}  rows ${of.rows}  ofi_z ${of.ofiZ}  cvd_z ${of.cvdZ}  fusion ${of.fusion}\n`;
  const text = line('all', digest) + digest.symbols.map((of) => line(of.symbol, of)).join('');
  if (ctx.wantsJson) await ctx.json(replayJson(result));
  else await print(text, plan, ctx);
  if (expectation?.equal === true) {
    if (expectation.proves) ctx.talk.info(`equal to ${expectation.expected}`);
    else ctx.talk.warn(`INCONCLUSIVE: equal to ${expectation.expected}, but no row has a fusion: it proves nothing`);
  }
  if (expectation?.equal === false) {
    ctx.talk.warn(`differs from ${expectation.expected}${suffix(expectation.firstDifference)}`);
  }
  printNext(result, plan, ctx);
}

const suffix = (text: string | null): string => (text === null ? '' : `: ${text}`);

// What is printed of judged signals: the reports on the terminal, or one document.

import type { Context } from '../../cli/context.js';
import { shellWord } from '../../cli/shell-word.js';
import type { AnalysisResult } from '../../core/analysis/result.js';
import { joinPath, shownPath } from '../../platform/paths.js';
import { analysisJson } from '../../report/analysis/analysis-json.js';
import { renderAnalysisText } from '../../report/analysis/render-analysis.js';
import type { ReportPlan } from './judging-plan.js';
import { reportFolder } from './report-files.js';

/** What printing needs to know of a plan. */
export interface PrintPlan {
  readonly allowSynthetic: boolean;
  readonly output: ReportPlan;
}

/** Of several symbols. */
export const SET_SCHEMA = 'v13.analysis-set/1';

/** Environments that give no verdict, and what to do about it. */
function sayRefusal({ env }: AnalysisResult, plan: PrintPlan, ctx: Context): void {
  if (env === 'mainnet' || plan.allowSynthetic) return;
  ctx.talk.warn(
    env === 'unstated'
      ? 'the inputs do not state their environment: no verdict; say --env mainnet where you know it'
      : `${env.toUpperCase()} data give no verdict on the market; --allow-synthetic judges them all the same`,
  );
}

/** One document of all results. */
async function printJson(results: readonly AnalysisResult[], ctx: Context): Promise<void> {
  const reports = results.map((result) => analysisJson(result));
  const [only] = reports;
  if (only !== undefined && reports.length === 1) await ctx.json(only);
  else await ctx.json({ schema: SET_SCHEMA, reports });
}

/** Without the documents: reports for people, and what is to be said of them. */
export async function printReports(results: readonly AnalysisResult[], plan: PrintPlan, ctx: Context): Promise<void> {
  const { words, timeZone, columns } = ctx;
  if (!ctx.wantsJson) {
    for (const result of results) {
      await ctx.stdout.write(
        renderAnalysisText(result, {
          ...{ words, zone: timeZone, columns, paint: ctx.paint.stdout },
          ...{ isFull: result.full, isBrief: true },
        }),
      );
    }
  }
  for (const result of results) sayRefusal(result, plan, ctx);
  sayReports(results, plan, ctx);
  const [first] = results;
  if (first !== undefined) sayNext(first, plan, ctx);
}

export async function printResults(results: readonly AnalysisResult[], plan: PrintPlan, ctx: Context): Promise<void> {
  if (ctx.wantsJson) await printJson(results, ctx);
  await printReports(results, plan, ctx);
}

/** The same question with all there is to it: another horizon or price would be another trial. */
const fullReport = ({ command, full }: AnalysisResult): string =>
  [command, ...(full ? [] : ['--full']), '--report', 'out', '--open'].join(' ');

function sayReports(results: readonly AnalysisResult[], { output: { report } }: PrintPlan, ctx: Context): void {
  if (report === null) return;
  for (const { symbol } of results) {
    const path = joinPath(reportFolder(report, symbol, results.length), 'report.html');
    ctx.talk.info(`report: ${shownPath(path, ctx.cwd)}`);
  }
}

function sayNext(result: AnalysisResult, { output }: PrintPlan, ctx: Context): void {
  if (output.report === null) ctx.next(fullReport(result));
  else if (result.verdict === 'INCONCLUSIVE' && result.venue === 'binance-usdm')
    ctx.next(`v13 capture --symbol ${shellWord(result.symbol)} --duration 72h`);
}

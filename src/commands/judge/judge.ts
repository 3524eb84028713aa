// `v13 judge`: the same verdict on anybody's signals, held against the recorded market.

import { analyzeMarket } from '../../assembly/analyze/analyze.js';
import type { Analyzed } from '../../assembly/analyze/analyze-types.js';
import type { MarketSource } from '../../assembly/analyze/market-source.js';
import { NO_MESSAGE } from '../../assembly/analyze/no-message.js';
import { saidSignal } from '../../assembly/analyze/said-signal.js';
import { recordedChain } from '../../cli/config/recorded.js';
import { resolveChain } from '../../cli/config/resolve.js';
import { defineCommand } from '../../cli/command.js';
import type { Context } from '../../cli/context.js';
import type { ExitCode } from '../../cli/exit-codes.js';
import { shellWord } from '../../cli/shell-word.js';
import type { AnalysisResult } from '../../core/analysis/result.js';
import { DataError } from '../../platform/errors.js';
import { shownPath } from '../../platform/paths.js';
import { analysisJson } from '../../report/analysis/analysis-json.js';
import { suspicionLines } from '../../report/analysis/suspicion-lines.js';
import type { SignalFile } from '../../store/signals/signal-file.js';
import { fitStudy } from '../judging/fit-study.js';
import { exitOf } from '../judging/judging-exit.js';
import { printReports } from '../judging/print-results.js';
import { repeatedInputs, repeatedWords } from '../judging/repeat-command.js';
import { openReport, reportFolder, requireReportFolder, writeReport } from '../judging/report-files.js';
import { workProgress } from '../judging/work-progress.js';
import { openMarket, symbolsToStudy } from '../recordings/open-market.js';
import { inputArgument } from '../recordings/recording-options.js';
import { listName, listedSymbols, openList, symbolsOf } from './list.js';
import { judgeOptions } from './options.js';
import { type JudgePlan, planJudge } from './plan.js';
import { withRange } from '../recordings/recording-time.js';

export const JUDGE_SCHEMA = 'v13.judge/1';

interface Run {
  readonly plan: JudgePlan;
  readonly file: SignalFile;
  readonly ctx: Context;
}

const openFor = ({ plan, ctx }: Run, symbols: readonly string[]): Promise<MarketSource> =>
  openMarket({ ...plan, recording: { ...plan.recording, symbols } }, ctx);

/** Signals that no report is of. */
function saySkipped({ file, ctx }: Run, judged: readonly (string | null)[]): void {
  for (const symbol of listedSymbols(file)) {
    if (judged.includes(symbol)) continue;
    ctx.talk.warn(`${file.bySymbol.get(symbol)?.timeUs.length ?? 0} signals of ${symbol} are not judged`);
  }
}

/** Symbols that the market holds, so far as it says; null where it may hold more. */
async function heldBy(run: Run): Promise<readonly string[] | null> {
  if (run.plan.recording.symbols.length > 0 || listedSymbols(run.file).length === 0) return null;
  const source = await openFor({ ...run, ctx: { ...run.ctx, talk: SILENT } }, []);
  await source.close();
  return source.symbolsComplete ? source.symbols : null;
}

/** A look at the market that says nothing of it: the judging itself will. */
const SILENT: Context['talk'] = { info: () => undefined, detail: () => undefined, warn: () => undefined };

const judgeSymbol = (run: Run, wanted: string | null): Promise<Analyzed> =>
  fitStudy(run.plan, run.ctx, (plan, notes) => judgeOnce({ ...run, plan }, wanted, notes));

async function judgeOnce(run: Run, wanted: string | null, notes: readonly string[]): Promise<Analyzed> {
  const { plan, file, ctx } = run;
  const source = await openFor(run, wanted === null ? [] : [wanted]);
  const progress = workProgress(ctx);
  try {
    const [symbol = ''] = wanted === null ? symbolsToStudy(source, plan) : [wanted];
    const said = saidSignal(file, { name: listName(plan), symbol, target: plan.target });
    if (said === null) {
      throw new DataError(`${listName(plan)} has no signal of ${symbol}`, { code: 'V13_SIGNAL_SYMBOL' });
    }
    const recorded = recordedChain(source.recordedConfig, 'the input');
    const { chain } = resolveChain({ flags: plan.flags, config: plan.config, recorded });
    const { output, study, allowSynthetic, fromUs, toUs, target } = plan;
    const own = target === null ? [] : ['--target', `${Number((target * 100).toPrecision(12))}%`];
    const words = repeatedWords(plan, { chain, symbol }, own);
    const { full, useCache, ledger } = output;
    const asked = { chain, study, symbol, lead: null, fromUs, toUs, columns: [], said, allowSynthetic };
    const kept = { full, useCache, ledger, dataRoot: ctx.dataRoot };
    const command = `v13 judge ${shellWord(plan.file === '-' ? '-' : shownPath(plan.file, ctx.cwd))} ${repeatedInputs(plan, ctx)} ${words}`;
    return await analyzeMarket(source, { ...asked, ...kept, command, notes }, progress);
  } finally {
    progress.end();
    await source.close();
  }
}

/** What the report warns of is said at once, too. */
function sayWarnings({ result }: Analyzed, ctx: Context): void {
  for (const warning of [...suspicionLines(result), ...result.provenance.warnings]) ctx.talk.warn(warning);
}

/** Of several symbols one that the market does not hold is left out, and said. */
async function judgeHeld(run: Run, symbol: string | null, count: number): Promise<Analyzed | null> {
  try {
    return await judgeSymbol(run, symbol);
  } catch (error) {
    if (count < 2 || !(error instanceof DataError) || error.code !== NO_MESSAGE) throw error;
    const given = run.file.bySymbol.get(symbol)?.timeUs.length ?? 0;
    run.ctx.talk.warn(`${given} signals of ${symbol ?? ''} are not judged: ${error.message}`);
    return null;
  }
}

const fileJson = (file: SignalFile) => ({
  columns: file.layout.names,
  times: file.time,
  sha256: file.sha256,
  lines: file.lines,
  signals: Object.fromEntries([...file.bySymbol].map(([symbol, { timeUs }]) => [symbol ?? '', timeUs.length])),
  unsorted: file.unsorted,
  repeats: file.repeats,
  flat: file.flat,
  refusedCount: file.refusedCount,
  refused: file.refused,
});

const noSignalOf = (plan: JudgePlan, symbols: readonly (string | null)[]): DataError =>
  new DataError(`${listName(plan)} has signals of ${symbols.slice(0, 8).join(', ')}, the market is of others`, {
    code: 'V13_SIGNAL_SYMBOL',
  });

async function judgeAll(asked: JudgePlan, ctx: Context): Promise<ExitCode> {
  const plan = await withRange(asked, ctx);
  requireReportFolder(plan.output.report);
  const run = { plan, ctx, file: await openList(plan, ctx) };
  const symbols = symbolsOf(run.file, plan, await heldBy(run));
  saySkipped(run, symbols);
  const results: AnalysisResult[] = [];
  const runs: object[] = [];
  const { report, open } = plan.output;
  for (const symbol of symbols) {
    const analyzed = await judgeHeld(run, symbol, symbols.length);
    if (analyzed === null) continue;
    const { result, said } = analyzed;
    results.push(result);
    runs.push({ symbol: result.symbol, said, report: analysisJson(result) });
    sayWarnings(analyzed, ctx);
    if (report === null) continue;
    const folder = reportFolder(report, result.symbol, symbols.length);
    await writeReport(result, folder, ctx);
    if (open) await openReport(folder, ctx);
  }
  if (results.length === 0) throw noSignalOf(plan, symbols);
  if (ctx.wantsJson) await ctx.json({ schema: JUDGE_SCHEMA, file: fileJson(run.file), judged: runs });
  await printReports(results, plan, ctx);
  return exitOf(results);
}

export const judge = defineCommand({
  name: 'judge',
  summary: "the same verdict on anybody's signals: a list of times and sides against the recorded market",
  description:
    'Reads a list of signals (columns time and side, optionally strength and symbol; commas, semicolons or tabs) and judges it as analyze judges its own: outcomes that do not overlap, latency, costs, intervals that know of dependence, the same moments shifted along the recording, baselines on the same moments, and an entry in the ledger of trials. Says which lines were refused, which lie outside the recording, and what looks as if it had been made with knowledge of the future. Ends with 0 PASS, 1 FAIL, 6 INCONCLUSIVE. Without a recording it reads the data root.',
  examples: [
    { line: 'v13 judge mine.csv', does: 'against everything in the data root' },
    {
      line: 'v13 judge mine.csv --horizon 1s,5s,60s --latency 200ms --report out --open day.ndjson.gz',
      does: 'three horizons, with a report to read',
    },
    { line: 'my-model | v13 judge - day.ndjson.gz --symbol ETHUSDT --json', does: 'from standard input, as data' },
    { line: 'v13 judge mine.csv --target 55% --full', does: 'against a target of its own, all sections' },
  ],
  arguments: [
    {
      name: 'FILE',
      help: 'list of signals: CSV or TSV, plain or .gz, or - (standard input)',
      required: true,
      variadic: false,
    },
    { ...inputArgument, name: 'PATH', help: 'recordings, folder, lake or pattern' },
  ],
  options: judgeOptions,
  usesConfig: true,
  plan: planJudge,
  run: (plan: JudgePlan, ctx) => judgeAll(plan, ctx),
});

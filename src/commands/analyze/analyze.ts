// `v13 analyze`: whether a signal predicts anything, with the statistics a referee would demand.

import { analyzeMarket } from '../../assembly/analyze/analyze.js';
import type { AnalyzeChoices } from '../../assembly/analyze/analyze-types.js';
import type { MarketSource } from '../../assembly/analyze/market-source.js';
import { recordedChain } from '../../cli/config/recorded.js';
import { resolveChain } from '../../cli/config/resolve.js';
import { defineCommand } from '../../cli/command.js';
import type { Context } from '../../cli/context.js';
import type { ExitCode } from '../../cli/exit-codes.js';
import type { AnalysisResult } from '../../core/analysis/result.js';
import { chainWarnings } from '../recordings/open-recording.js';
import { openMarket, symbolsToStudy } from '../recordings/open-market.js';
import { inputArgument } from '../recordings/recording-options.js';
import { describePlan } from './describe.js';
import { analyzeOptions } from './options.js';
import { type AnalyzePlan, planAnalyze } from './plan.js';
import { repeatAnalyze } from './repeat-analyze.js';
import { fitStudy } from '../judging/fit-study.js';
import { exitOf } from '../judging/judging-exit.js';
import { printResults } from '../judging/print-results.js';
import { openReport, reportFolder, requireReportFolder, writeReport } from '../judging/report-files.js';
import { selfTest } from './self-test.js';
import { workProgress } from '../judging/work-progress.js';
import { withRange } from '../recordings/recording-time.js';

interface Opened {
  readonly source: MarketSource;
  readonly symbol: string;
  readonly ctx: Context;
  readonly notes: readonly string[];
}

function choicesFor(plan: AnalyzePlan, { source, symbol, ctx, notes }: Opened): AnalyzeChoices {
  const recorded = recordedChain(source.recordedConfig, 'the input');
  if (recorded !== null) ctx.talk.info('computing as the session header says; flags override it');
  const { chain } = resolveChain({ flags: plan.flags, config: plan.config, recorded });
  for (const warning of chainWarnings(chain)) ctx.talk.warn(warning);
  const { output, study, columns, lead, allowSynthetic, fromUs, toUs } = plan;
  return {
    chain,
    study,
    symbol,
    lead,
    fromUs,
    toUs,
    columns,
    said: null,
    allowSynthetic,
    full: output.full,
    useCache: output.useCache,
    ledger: output.ledger,
    dataRoot: ctx.dataRoot,
    notes,
    command: repeatAnalyze(plan, { chain, symbol }, ctx),
  };
}

const analyzeSymbol = (asked: AnalyzePlan, ctx: Context, wanted: string | null): Promise<AnalysisResult[]> =>
  fitStudy(asked, ctx, (plan, notes) => analyzeOnce(plan, { ctx, notes }, wanted));

async function analyzeOnce(
  plan: AnalyzePlan,
  { ctx, notes }: Pick<Opened, 'ctx' | 'notes'>,
  wanted: string | null,
): Promise<AnalysisResult[]> {
  const source = await openMarket(withSymbols(plan, wanted), ctx);
  const symbols = await symbolsOr(source, plan);
  const [symbol] = wanted === null ? symbols : [wanted];
  if (symbol === undefined) return [];
  const progress = workProgress(ctx);
  try {
    const { result, isCached } = await analyzeMarket(
      source,
      choicesFor(plan, { source, symbol, ctx, notes }),
      progress,
    );
    if (isCached)
      ctx.talk.info('as computed before on the same data with the same questions; --no-cache computes it again');
    return [result];
  } finally {
    progress.end();
  }
}

/** The inputs are opened for one symbol at a time, and for the one that leads it. */
const withSymbols = (plan: AnalyzePlan, symbol: string | null): AnalyzePlan => ({
  ...plan,
  recording: {
    ...plan.recording,
    symbols: [...(symbol === null ? plan.recording.symbols : [symbol]), ...(plan.lead === null ? [] : [plan.lead])],
  },
});

async function symbolsOr(source: MarketSource, plan: AnalyzePlan): Promise<readonly string[]> {
  try {
    return symbolsToStudy(source, plan);
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function analyzeAll(asked: AnalyzePlan, ctx: Context): Promise<ExitCode> {
  const plan = await withRange(asked, ctx);
  requireReportFolder(plan.output.report);
  const { symbols } = plan.recording;
  const { report, open } = plan.output;
  const results: AnalysisResult[] = [];
  for (const symbol of symbols.length === 0 ? [null] : symbols) {
    for (const result of await analyzeSymbol(plan, ctx, symbol)) {
      results.push(result);
      if (report === null) continue;
      const folder = reportFolder(report, result.symbol, symbols.length);
      await writeReport(result, folder, ctx);
      if (open) await openReport(folder, ctx);
    }
  }
  await printResults(results, plan, ctx);
  return exitOf(results);
}

export const analyze = defineCommand({
  name: 'analyze',
  summary: 'whether a signal predicts anything: verdicts, intervals, costs',
  description:
    'Runs recordings or the lake through the same chain as replay and judges every signal on what the price did afterwards: hit rates on outcomes that do not overlap, intervals that know of dependence, decay over horizons and latency, what is left after fees. Verdicts are of four questions fixed beforehand, at the primary horizon; every run is counted in the ledger of trials. Ends with 0 PASS, 1 FAIL, 6 INCONCLUSIVE. Without a path it reads the data root.',
  examples: [
    { line: 'v13 analyze --symbol ETHUSDT --horizon 60s', does: 'the verdict on what was captured' },
    {
      line: 'v13 analyze day.ndjson.gz --horizon 1s,5s,60s --latency 100ms --report out --open',
      does: 'three horizons, with a report to read',
    },
    {
      line: 'v13 analyze lake --symbol ETHUSDT --lead BTCUSDT --signals ofi,fusion',
      does: 'signals of one symbol on the returns of another',
    },
    {
      line: 'v13 analyze day.ndjson.gz --signal-column mine.parquet:score:1.5 --full',
      does: 'your own signal beside ours',
    },
    { line: 'v13 analyze --self-test', does: 'check the judge itself' },
  ],
  arguments: [{ ...inputArgument, help: 'file, folder, lake, pattern or - (standard input)' }],
  options: analyzeOptions,
  usesConfig: true,
  plan: planAnalyze,
  describe: describePlan,
  run: (plan: AnalyzePlan, ctx) => (plan.selfTest ? selfTest(plan.study.seed, ctx) : analyzeAll(plan, ctx)),
});

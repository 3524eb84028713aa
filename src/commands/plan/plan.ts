// `v13 plan`: how long a recording has to be until it can carry a verdict, without looking at one.

import { type MarketOutlook, planMarket } from '../../assembly/analyze/plan-market.js';
import type { StudyChoices } from '../../assembly/analyze/study-design.js';
import { recordedChain } from '../../cli/config/recorded.js';
import { resolveChain } from '../../cli/config/resolve.js';
import { type Input, defineCommand } from '../../cli/command.js';
import type { Context } from '../../cli/context.js';
import { EXIT } from '../../cli/exit-codes.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { shellWord } from '../../cli/shell-word.js';
import { OUTLOOK_SCHEMA, type OutlookChoices } from '../../core/analysis/outlook/outlook.js';
import { outlookReport } from '../../report/outlook-report.js';
import { terminalText } from '../../report/terminal-text.js';
import { formatDuration } from '../../text/duration.js';
import { planOutcomes } from '../judging/judging-plan.js';
import { repeatedInputs } from '../judging/repeat-command.js';
import { workProgress } from '../judging/work-progress.js';
import { openMarket, symbolsToStudy } from '../recordings/open-market.js';
import { inputArgument } from '../recordings/recording-options.js';
import {
  type ChainPlan,
  type RangePlan,
  type RecordingPlan,
  planChain,
  planRange,
  planRecording,
} from '../recordings/recording-plan.js';
import { planOptions } from './options.js';
import { withRange } from '../recordings/recording-time.js';

interface PlanPlan extends RecordingPlan, RangePlan, ChainPlan {
  readonly study: StudyChoices;
  readonly outlook: OutlookChoices;
}

/** What only outcomes, bootstraps and reports need stays at its default: nothing here draws at random. */
const UNUSED = { seed: null, replications: null, barriers: null, allowSynthetic: false } as const;

function planPlan({ options, args }: Input<typeof planOptions>, env: PlanEnv): PlanPlan {
  return {
    ...planRecording({ options, args }, env),
    ...planRange({ options }),
    ...planChain(options, env),
    study: { ...planOutcomes({ ...options, ...UNUSED }, env), signals: null },
    outlook: { target: options.target, rates: options.assume.flat() },
  };
}

/** The inputs are read once a symbol; null: the only one they hold. */
async function planSymbol(plan: PlanPlan, ctx: Context, wanted: string | null): Promise<MarketOutlook> {
  const symbols = wanted === null ? plan.recording.symbols : [wanted];
  const source = await openMarket({ ...plan, recording: { ...plan.recording, symbols } }, ctx);
  const progress = workProgress(ctx);
  try {
    const [symbol = ''] = wanted === null ? symbolsToStudy(source, plan) : [wanted];
    const recorded = recordedChain(source.recordedConfig, 'the input');
    const { chain } = resolveChain({ flags: plan.flags, config: plan.config, recorded });
    const { study, outlook, fromUs, toUs } = plan;
    return await planMarket(source, { chain, study, outlook, symbol, fromUs, toUs }, progress);
  } finally {
    progress.end();
    await source.close();
  }
}

async function planAll(plan: PlanPlan, ctx: Context): Promise<MarketOutlook[]> {
  const { symbols } = plan.recording;
  const outlooks: MarketOutlook[] = [];
  for (const symbol of symbols.length === 0 ? [null] : symbols) outlooks.push(await planSymbol(plan, ctx, symbol));
  return outlooks;
}

export const plan = defineCommand({
  name: 'plan',
  summary: 'how many hours of recording a verdict still needs, by firing rate and assumed hit rate',
  description:
    "Reads what was recorded so far and says how often each signal fires, how many outcomes a day do not overlap, and how many hours a verdict takes at its own level (Holm over all questions) for several assumed true hit rates; and the hit rate that breaks even at the fees. No outcome is held against a signal's side and no trial is counted: planning is no peeking. Without a path it reads the data root.",
  examples: [
    { line: 'v13 plan --symbol ETHUSDT --horizon 60s', does: "until the original's targets can be judged" },
    { line: 'v13 plan --horizon 60s --target 60% day.ndjson.gz', does: 'against one target for all four signals' },
    { line: 'v13 plan --horizon 5s --assume 52%,58% --fee-taker 2bp', does: 'other assumptions, other fees' },
    { line: 'v13 plan --json', does: 'the same as data' },
  ],
  arguments: [{ ...inputArgument, help: 'file, folder, lake, pattern or - (standard input)' }],
  options: planOptions,
  usesConfig: true,
  plan: planPlan,
  async run(asked: PlanPlan, ctx) {
    const chosen = await withRange(asked, ctx);
    const outlooks = await planAll(chosen, ctx);
    if (ctx.wantsJson) await ctx.json({ schema: OUTLOOK_SCHEMA, plans: outlooks });
    else {
      const options = { columns: ctx.columns, paint: ctx.paint.stdout, words: ctx.words };
      for (const one of outlooks) await ctx.stdout.write(terminalText(outlookReport(one), options));
    }
    const [first] = outlooks;
    if (first !== undefined) {
      const symbol = shellWord(first.symbol);
      const hours = Math.ceil(first.missingHours);
      ctx.next(
        hours > 0
          ? `v13 capture --symbol ${symbol} --duration ${hours}h`
          : `v13 analyze ${repeatedInputs(chosen, ctx)} --symbol ${symbol} --horizon ${chosen.study.horizonsUs.map(formatDuration).join(',')}`,
      );
    }
    return EXIT.done;
  },
});

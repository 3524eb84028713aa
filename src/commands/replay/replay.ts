// `v13 replay`: recordings through the whole chain, with a report and a digest.

import {
  type RowComparison,
  beginComparison,
  closeComparison,
  endComparison,
  openComparison,
} from '../../assembly/expect-rows.js';
import { createPacer } from '../../assembly/pacer.js';
import type { Recording } from '../../assembly/recording.js';
import { replayResult, withExpectation } from '../../assembly/replay-result.js';
import { type ReplayRun, runReplay } from '../../assembly/replay.js';
import { defineCommand } from '../../cli/command.js';
import type { Context } from '../../cli/context.js';
import { EXIT, type ExitCode } from '../../cli/exit-codes.js';
import type { ChainConfig } from '../../core/pipeline/config.js';
import type { ReplayResult } from '../../core/pipeline/replay-result.js';
import { chainOrigin, chainWarnings, openInputs, requireData, resolveFor } from '../recordings/open-recording.js';
import { checkOutputPath } from '../recordings/output-path.js';
import { inputArgument } from '../recordings/recording-options.js';
import { openAlerts, withAlerts } from './alerts.js';
import { printDigest, printReport, warnOfDamage } from './output.js';
import { expectationOf } from './expectation.js';
import { replayOptions } from './options.js';
import { type ReplayPlan, planReplay } from './plan.js';
import { startBar } from './progress.js';
import { openOutlet } from './row-outlet.js';
import { runTui } from './tui.js';
import { runWhere } from './where.js';
import { withRange } from '../recordings/recording-time.js';

interface Work {
  readonly plan: ReplayPlan;
  readonly ctx: Context;
  readonly recording: Recording;
  readonly chain: ChainConfig;
  readonly comparison: RowComparison | null;
}

async function compute({ plan, ctx, recording, chain, comparison }: Work): Promise<ReplayRun> {
  const outlet = await openOutlet(ctx, plan.rowsPath, comparison);
  const alerts = openAlerts(plan.alerts, recording, ctx);
  const progress = startBar(ctx, plan, recording.opened.progress().bytesTotal);
  const { symbols } = plan.recording;
  try {
    const run = await runReplay(recording, {
      chain,
      symbols: symbols.length === 0 ? null : new Set(symbols),
      fromUs: plan.fromUs,
      toUs: plan.toUs,
      timingEvery: plan.timingEvery,
      pacer: plan.speed === null ? null : createPacer(plan.speed, () => ctx.elapsedMs()),
      strict: plan.recording.strict,
      signal: ctx.signal,
      onRows: withAlerts(alerts, outlet.take),
      onProgress: (done) => progress.update(done),
      nowNs: () => Math.round(ctx.elapsedMs() * 1e6),
    });
    requireData(run, plan, recording);
    await outlet.commit();
    return run;
  } finally {
    progress.end();
    await alerts?.close();
    await outlet.discard();
  }
}

function exitCodeOf({ expectation, gate }: ReplayResult): ExitCode {
  if (expectation !== null && !expectation.equal) return EXIT.negative;
  if (gate?.verdict === 'FAIL') return EXIT.negative;
  if (expectation?.proves === false || gate?.verdict === 'INCONCLUSIVE') return EXIT.inconclusive;
  return EXIT.done;
}

async function replayAll(plan: ReplayPlan, ctx: Context): Promise<ReplayResult> {
  const startMs = ctx.elapsedMs();
  const comparison = plan.expectRows === null ? null : openComparison(plan.expectRows);
  try {
    if (comparison !== null) await beginComparison(comparison);
    const recording = await openInputs(plan, ctx);
    try {
      return await replayOpened({ plan, ctx, recording, comparison, startMs });
    } finally {
      await recording.opened.feed.close();
    }
  } finally {
    await closeComparison(comparison);
  }
}

async function replayOpened(of: Omit<Work, 'chain'> & { startMs: number }): Promise<ReplayResult> {
  const { plan, ctx, recording, comparison, startMs } = of;
  checkOutputPath(recording, { path: plan.rowsPath, flag: '--rows', force: plan.force });
  const resolved = resolveFor(recording, plan, ctx);
  const { chain } = resolved;
  const run = await compute({ plan, ctx, recording, chain, comparison });
  const result = replayResult(recording, run, {
    chain,
    chainFrom: chainOrigin(resolved),
    range: { fromUs: plan.fromUs, toUs: plan.toUs },
    timingEvery: plan.timingEvery,
    gate: plan.gate,
    warnings: chainWarnings(chain),
    elapsedMs: ctx.elapsedMs() - startMs,
  });
  const difference = comparison === null ? null : await endComparison(comparison);
  const expectation = expectationOf(plan, result.digest, difference);
  return expectation === null ? result : withExpectation(result, expectation);
}

export const replay = defineCommand({
  name: 'replay',
  summary: 'recordings through the whole chain: quality, signals, digest',
  description:
    'Replays recordings bit for bit: order books, order flow imbalance, CVD, fusion and divergence, with a report on the quality of the data and a digest of every row. Without a path it reads the data root.',
  examples: [
    { line: 'v13 replay day.ndjson.gz', does: 'the report on one recording' },
    { line: 'v13 replay btcusdt_20240808.gz --rows rows.ndjson', does: "another tool's file, and every signal row" },
    { line: 'v13 replay part1.ndjson part2.ndjson --digest', does: 'only the digest, of two files as one' },
    {
      line: "v13 replay day.ndjson.gz --where '|ofi_z| > 3 && cvd_z > 1 for 2s'",
      does: 'when a condition was met, and with which values',
    },
    {
      line: 'v13 replay day.ndjson --preset original --gate layer1',
      does: 'as the original design had it, with a verdict',
    },
  ],
  arguments: [inputArgument],
  options: replayOptions,
  usesConfig: true,
  plan: planReplay,
  async run(asked: ReplayPlan, ctx) {
    const plan = await withRange(asked, ctx);
    if (plan.screen !== null) return runTui(plan, plan.screen, ctx);
    if (plan.where !== null) return runWhere(plan, plan.where, ctx);
    const result = await replayAll(plan, ctx);
    warnOfDamage(result, ctx);
    if (plan.digestOnly) await printDigest(result, plan, ctx);
    else await printReport(result, plan, ctx);
    return exitCodeOf(result);
  },
});

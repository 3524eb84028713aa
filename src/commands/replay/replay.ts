// `v13 replay`: recordings through the whole chain, with a report and a digest.

import {
  type RowComparison,
  beginComparison,
  closeComparison,
  endComparison,
  openComparison,
} from '../../assembly/expect-rows.js';
import { createPacer } from '../../assembly/pacer.js';
import { type Recording, openRecording } from '../../assembly/recording.js';
import { replayResult, withExpectation } from '../../assembly/replay-result.js';
import { type ReplayRun, replayedSymbols, runReplay } from '../../assembly/replay.js';
import { defineCommand } from '../../cli/command.js';
import { originText } from '../../cli/config/layers.js';
import { recordedChain } from '../../cli/config/recorded.js';
import { type ResolvedChain, resolveChain } from '../../cli/config/resolve.js';
import type { Context } from '../../cli/context.js';
import { EXIT, type ExitCode } from '../../cli/exit-codes.js';
import { requireKnownSymbols } from '../../cli/values/symbol.js';
import type { ChainConfig } from '../../core/pipeline/config.js';
import type { ReplayResult } from '../../core/pipeline/replay-result.js';
import { DataError } from '../../platform/errors.js';
import { checkRowsPath, checkStated } from './checks.js';
import { noDataError, printDigest, printReport, warnOfDamage } from './output.js';
import { expectationOf } from './expectation.js';
import { replayOptions } from './options.js';
import { type ReplayPlan, planReplay } from './plan.js';
import { startBar } from './progress.js';
import { openOutlet } from './row-outlet.js';

async function open(plan: ReplayPlan, ctx: Context): Promise<Recording> {
  try {
    return await openRecording(plan.recording);
  } catch (error) {
    const nothing = error instanceof DataError && ['V13_INPUT_MISSING', 'V13_INPUT_NONE'].includes(error.code);
    if (plan.fromDataRoot && nothing) throw noDataError(ctx.dataRoot);
    throw error;
  }
}

/** More than these would fill the screen. */
const SHOWN_NAMES = 20;

const namesText = (names: readonly string[]): string =>
  names.length <= SHOWN_NAMES
    ? names.join(', ')
    : `${names.slice(0, SHOWN_NAMES).join(', ')} and ${names.length - SHOWN_NAMES} more`;

function announce(recording: Recording, plan: ReplayPlan, ctx: Context): void {
  const { inputs } = recording.opened;
  checkStated(recording, plan);
  if (plan.fromDataRoot) ctx.talk.info(`found ${inputs.length} recordings in ${ctx.dataRoot}`);
  ctx.talk.info(`${recording.env.toUpperCase()} ${namesText(recording.symbols)}`);
  const { symbols } = plan.recording;
  if (symbols.length > 0 && recording.symbolsComplete) requireKnownSymbols(symbols, recording.symbols, 'the inputs');
}

/** Origins other than the defaults, in words: `recording, --grid`. */
function chainOrigin(resolved: ResolvedChain): string {
  const origins = Object.values(resolved.settings)
    .filter(({ origin }) => origin.kind !== 'default' && origin.kind !== 'follows')
    .map(({ origin }) => (origin.kind === 'recording' ? 'session header' : originText(origin)));
  return origins.length === 0 ? 'defaults' : [...new Set(origins)].join(', ');
}

/** Deltas should be short against the window that judges them. */
const LEAST_WINDOW_BARS = 10;

function chainWarnings(chain: ChainConfig): string[] {
  const { mode, z } = chain.cvd;
  if (mode !== 'delta' || z.window >= LEAST_WINDOW_BARS) return [];
  return [`The CVD window spans only ${z.window} bars: less than ten times the delta that it judges.`];
}

function resolveFor(recording: Recording, plan: ReplayPlan, ctx: Context): ResolvedChain {
  const recorded = recordedChain(recording.recordedConfig, recording.opened.inputs[0]?.path ?? 'the input');
  if (recording.recordedConfig !== null && recorded === null) {
    ctx.talk.warn("the session header's configuration is of another version and is not used");
  }
  if (recorded !== null) ctx.talk.info('computing as the session header says; flags override it');
  if (recording.configsDiffer) ctx.talk.warn('the sessions state different configurations; the earliest one is used');
  return resolveChain({ flags: plan.flags, config: plan.config, recorded });
}

interface Work {
  readonly plan: ReplayPlan;
  readonly ctx: Context;
  readonly recording: Recording;
  readonly chain: ChainConfig;
  readonly comparison: RowComparison | null;
}

async function compute({ plan, ctx, recording, chain, comparison }: Work): Promise<ReplayRun> {
  const outlet = await openOutlet(ctx, plan.rowsPath, comparison);
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
      onRows: outlet.take,
      onProgress: (done) => progress.update(done),
      nowNs: () => Math.round(ctx.elapsedMs() * 1e6),
    });
    requireData(run, plan, recording);
    await outlet.commit();
    return run;
  } finally {
    progress.end();
    await outlet.discard();
  }
}

/** A symbol asked for that never came is a wrong question, not an empty answer. */
function requireData(run: ReplayRun, plan: ReplayPlan, recording: Recording): void {
  const known = new Set([...replayedSymbols(run), ...recording.symbols]);
  requireKnownSymbols(plan.recording.symbols, [...known], 'the inputs');
  if (run.quality.events > 0) return;
  throw new DataError('the inputs hold no message of these symbols in this range', {
    code: 'V13_REPLAY_EMPTY',
    path: plan.recording.paths[0],
    hint: 'leave out --symbol, --from and --to to see what there is',
  });
}

function exitCodeOf({ expectation, gate }: ReplayResult): ExitCode {
  if (expectation !== null && !expectation.equal) return EXIT.negative;
  if (gate === null || gate.verdict === 'PASS') return EXIT.done;
  return gate.verdict === 'FAIL' ? EXIT.negative : EXIT.inconclusive;
}

async function replayAll(plan: ReplayPlan, ctx: Context): Promise<ReplayResult> {
  const startMs = ctx.elapsedMs();
  const comparison = plan.expectRows === null ? null : openComparison(plan.expectRows);
  try {
    if (comparison !== null) await beginComparison(comparison);
    const recording = await open(plan, ctx);
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
  announce(recording, plan, ctx);
  checkRowsPath(recording, plan);
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
      line: 'v13 replay day.ndjson --preset original --gate layer1',
      does: 'as the original design had it, with a verdict',
    },
  ],
  arguments: [
    {
      name: 'FILE',
      help: 'file, folder, pattern or - (standard input); NDJSON, .gz, .zst',
      required: false,
      variadic: true,
    },
  ],
  options: replayOptions,
  usesConfig: true,
  plan: planReplay,
  async run(plan: ReplayPlan, ctx) {
    const result = await replayAll(plan, ctx);
    warnOfDamage(result, ctx);
    if (plan.digestOnly) await printDigest(result, plan, ctx);
    else await printReport(result, plan, ctx);
    return exitCodeOf(result);
  },
});

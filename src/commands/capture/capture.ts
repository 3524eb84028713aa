// `v13 capture`: streams of the exchange to disk and through the chain, without losing a message silently.

import { runCapture } from '../../assembly/capture/capture.js';
import { type CaptureVerdict, judgeCapture } from '../../assembly/capture/capture-gate.js';
import { type NoteEvent, createEventLog } from '../../assembly/capture/event-log.js';
import type { LiveWatcher } from '../../assembly/capture/live-run.js';
import type { CaptureWorld } from '../../assembly/capture/capture-world.js';
import { verifyInputs } from '../../assembly/verify/verify.js';
import { defineCommand } from '../../cli/command.js';
import type { Context } from '../../cli/context.js';
import { EXIT, type ExitCode } from '../../cli/exit-codes.js';
import { requireKnownSymbols } from '../../cli/values/symbol.js';
import type { CaptureResult } from '../../core/pipeline/capture-result.js';
import type { CaptureMetricsInput } from '../../core/quality/capture-metrics.js';
import { type Logger, openLogger } from '../../platform/logger.js';
import { joinPath, shownPath } from '../../platform/paths.js';
import { createReceiveClock } from '../../platform/receive-clock.js';
import { captureJson } from '../../report/capture-json.js';
import { bytesText } from '../../report/number-text.js';
import { formatDuration } from '../../text/duration.js';
import { captureReport } from '../../report/capture-report.js';
import { terminalText } from '../../report/terminal-text.js';
import { wantsScreen } from '../screen/show-screen.js';
import { alertWatcher, openAlerts } from './alerts.js';
import { costOf } from './cost.js';
import { keepConverting } from './keep-converting.js';
import { openMetrics } from './metrics.js';
import { observeCapture } from './observe.js';
import { captureOptions } from './options.js';
import { type CapturePlan, planCapture } from './plan.js';
import { readSymbolsFile } from './symbols-file.js';
import { Watching } from './watching.js';

function worldOf(ctx: Context, note: NoteEvent, watchers: readonly LiveWatcher[]): CaptureWorld {
  return {
    signal: ctx.signal,
    variables: ctx.variables,
    clock: createReceiveClock(),
    elapsedMs: () => ctx.elapsedMs(),
    random: Math.random,
    command: 'v13 capture',
    describe: async (path) => {
      const watch = { signal: ctx.signal, onFound: () => undefined, onProgress: () => undefined };
      const { recordings } = await verifyInputs({ paths: [path], symbols: [] }, watch);
      return recordings[0]?.certificate ?? null;
    },
    talk: ctx.talk,
    note,
    requireKnown: (wanted, known) => requireKnownSymbols(wanted, known, 'the list of the exchange'),
    watchers,
  };
}

/** Symbols typed and those of the file. */
function symbolsOf({ config, symbolsFile }: Pick<CapturePlan, 'config' | 'symbolsFile'>): readonly string[] | null {
  if (config.symbols === null || symbolsFile === null) return config.symbols;
  return [...new Set([...config.symbols, ...readSymbolsFile(symbolsFile)])];
}

async function print(result: CaptureResult, verdict: CaptureVerdict | null, ctx: Context): Promise<void> {
  if (ctx.wantsJson) await ctx.json(captureJson(result, verdict));
  else {
    const style = { columns: ctx.columns, paint: ctx.paint.stdout, words: ctx.words };
    await ctx.stdout.write(terminalText(captureReport(result, verdict, ctx.timeZone), style));
  }
  if (result.segments.length === 0 || result.end === 'failed') return;
  // A digest of rows without one fusion proves nothing: a comparison would be INCONCLUSIVE.
  const proof = result.digest.fusion === 0 ? '' : ` --expect ${result.digest.value}`;
  ctx.next(`v13 replay '${shownPath(result.files, ctx.cwd)}'${proof}`);
}

function logQueue(log: Logger): CaptureMetricsInput['logQueue'] {
  const { depth, p95, maxDepth, drops } = log.state();
  return { depth, p95, max: maxDepth, drops };
}

function exitCodeOf({ end, computing }: CaptureResult, verdict: CaptureVerdict | null): ExitCode {
  if (computing !== null) return EXIT.bug;
  if (end === 'failed' || end === 'disk') return EXIT.storage;
  if (verdict === null || verdict.verdict === 'PASS') return EXIT.done;
  return verdict.verdict === 'FAIL' ? EXIT.negative : EXIT.inconclusive;
}

/** What `--dry-run` shows; of `--all` only the exchange knows how many there are. */
function describeCapture({ config, symbolsFile, gate }: CapturePlan): readonly string[] {
  const { environment, streams, dataRoot, durationUs, untilCoverageUs, rotation } = config;
  const symbols = config.symbols === null ? null : (symbolsOf({ config, symbolsFile }) ?? []);
  const cost = symbols === null ? null : costOf(config, symbols.length);
  const length = durationUs !== null ? formatDuration(durationUs) : 'until Ctrl-C';
  const { everyUs, bytes } = rotation;
  const parts = [everyUs === null ? null : formatDuration(everyUs), bytes === null ? null : bytesText(bytes)];
  return [
    `${environment.env.toUpperCase()} ${environment.restBase}, streams ${environment.streamBase}`,
    `symbols: ${symbols === null ? 'every perpetual that trades' : symbols.join(', ')}`,
    `streams: ${streams.join(', ')}`,
    `length: ${untilCoverageUs === null ? length : `until ${formatDuration(untilCoverageUs)} verified`}`,
    `into: ${dataRoot}, a segment every ${parts.filter((part) => part !== null).join(' or ')}`,
    ...(gate === null ? [] : [`gate: ${gate}`]),
    ...(cost === null ? [] : [cost.line, ...cost.warnings.map((warning) => `warning: ${warning}`)]),
  ];
}

export const capture = defineCommand({
  name: 'capture',
  summary: 'record streams of the exchange, and compute them live',
  description:
    'Records order books and trades of Binance USD-M futures as raw NDJSON, keeps every book in step with the exchange, heals holes in trades over REST, and runs the same chain as replay: the digest printed at the end is the one that a replay gives.',
  examples: [
    { line: 'v13 capture --symbol ETHUSDT', does: 'one symbol until Ctrl-C' },
    {
      line: 'v13 capture --all --streams depth@100ms,aggTrade --until-coverage 72h',
      does: 'every perpetual, until 72 verified hours are held',
    },
    { line: 'v13 capture --symbol BTCUSDT,ETHUSDT --gate steady-30m', does: 'thirty minutes with a verdict' },
    { line: 'v13 capture --env emulator --base-url http://127.0.0.1:8080 --symbol ETHUSDT', does: 'from an emulator' },
  ],
  arguments: [],
  options: captureOptions,
  usesConfig: true,
  plan: planCapture,
  describe: describeCapture,
  async run(plan: CapturePlan, given) {
    const hasScreen = wantsScreen(given, plan.screen);
    const config = { ...plan.config, symbols: symbolsOf(plan) };
    const folder = joinPath(config.dataRoot, 'logs');
    const complain = (text: string): void => watching.ctx.talk.warn(text);
    const log = openLogger({ folder, level: 'info', complain });
    const parts = { ctx: given, log, hasScreen, look: plan.look, dataRoot: config.dataRoot };
    const watching = new Watching({ ...parts, alerts: () => alerts.raised() });
    const { ctx } = watching;
    const events = createEventLog(log, () => ctx.elapsedMs());
    const alerts = openAlerts(plan, { ctx, log, isOnScreen: hasScreen });
    const world = worldOf(ctx, watching.note(events.note), [alertWatcher(alerts), watching.watcher]);
    const choices = { folder: config.dataRoot, port: plan.metricsPort, log: () => logQueue(log) };
    const metrics = openMetrics(choices, ctx);
    const { parquetEveryUs: everyUs } = plan;
    const converting = everyUs === null ? null : keepConverting({ everyUs, dataRoot: config.dataRoot, ctx, log });
    try {
      const outlets = { config, log, metrics, converting, alerts, watching };
      const result = await runCapture(config, world, observeCapture(ctx, outlets));
      const run = { log: log.state(), askedUs: config.durationUs };
      const verdict = plan.gate === null ? null : judgeCapture(plan.gate, result, run);
      await print(result, verdict, ctx);
      return exitCodeOf(result, verdict);
    } finally {
      await watching.close();
      await alerts.close();
      events.close();
      await log.close();
    }
  },
});

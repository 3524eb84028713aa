// The load test: what a capture of many symbols costs and whether it loses anything, measured once all books are synced.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runCapture } from '../../src/assembly/capture/capture.js';
import type { CaptureConfig } from '../../src/assembly/capture/capture-config.js';
import type { CaptureSession } from '../../src/assembly/capture/capture-session.js';
import type { CaptureWorld } from '../../src/assembly/capture/capture-world.js';
import type { CaptureResult } from '../../src/core/pipeline/capture-result.js';
import { DEFAULT_CHAIN } from '../../src/core/pipeline/config.js';
import { holesOf } from '../../src/core/quality/certificate-json.js';
import { certificateJson } from '../../src/core/quality/certificate.js';
import { initLogSketch, insertLogSketch, sketchQuantile } from '../../src/core/stats/log-sketch.js';
import { venueEnvironment } from '../../src/exchange/binance/environments.js';
import { DEFAULT_FEED_LIMITS } from '../../src/exchange/binance/feed-types.js';
import { createReceiveClock } from '../../src/platform/receive-clock.js';
import { BINARY, ensureBuilt } from '../../test/support/cli.js';

export interface LoadOptions {
  readonly symbols: number;
  /** Messages a second wanted from the emulator. */
  readonly rate: number;
  /** Length of the measured stretch. */
  readonly seconds: number;
  readonly weightLimit: number;
  readonly quick: boolean;
}

interface Bare {
  readonly messages: number;
  /** Of the whole process; and that part of it which the system took. */
  readonly cpuUs: number;
  readonly systemUs: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly syncedAfterS: number;
  readonly seconds: number;
  readonly messages: number;
  readonly cpuUs: number;
  readonly systemUs: number;
  /** Receipt → computed within the stretch, ms. */
  readonly pipelineP50: number;
  readonly pipelineP99: number;
  readonly pipelineMax: number;
  readonly rssMaxMb: number;
  readonly holes: number;
  readonly troubles: number;
  readonly openIds: number;
  readonly stalls: number;
  readonly lines: number;
  readonly bare: Bare;
  readonly end: string;
}

const FULL: LoadOptions = { symbols: 500, rate: 22_000, seconds: 60, weightLimit: 2_400, quick: false };
const QUICK: LoadOptions = { symbols: 40, rate: 2_000, seconds: 5, weightLimit: 100_000, quick: true };
const BARE_SECONDS = 15;
const LEAST_RATE = 20_000;
const MOST_P99_MS = 20;
const MOST_RSS_MB = 400;
const MOST_RATIO = 3;

export function readLoadOptions(args: readonly string[]): LoadOptions {
  const base = args.includes('--quick') ? QUICK : FULL;
  const number = (flag: string, fallback: number): number => {
    const at = args.indexOf(flag);
    return at < 0 ? fallback : Number(args[at + 1]);
  };
  return {
    symbols: number('--symbols', base.symbols),
    rate: number('--rate', base.rate),
    seconds: number('--seconds', base.seconds),
    weightLimit: number('--weight-limit', base.weightLimit),
    quick: base.quick,
  };
}

interface Itself {
  readonly script: string;
  readonly role: string;
}

/** First line of a child's standard output. */
const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    if (child.stdout === null) throw new Error('a child without output');
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('close', () => reject(new Error('a child ended before it spoke')));
  });

export async function runLoad(options: LoadOptions, itself: Itself): Promise<LoadResult> {
  ensureBuilt();
  const { symbols, rate, weightLimit } = options;
  const wanted = `--symbols ${symbols} --rate ${rate} --weight-limit ${weightLimit} --port 0 -q`;
  const flags = wanted.split(' ');
  const emulator = spawn(process.execPath, [BINARY, 'emulate', ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  const folder = mkdtempSync(join(tmpdir(), 'v13-load-'));
  try {
    const { url, ws } = JSON.parse(await firstLine(emulator)) as { url: string; ws: string };
    const bare = await countBare(itself, ws, symbols);
    return { ...(await capture(options, url, folder)), bare };
  } finally {
    emulator.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function countBare({ script, role }: Itself, ws: string, symbols: number): Promise<Bare> {
  const args = [script, role, ws, String(symbols), String(BARE_SECONDS)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(await firstLine(child)) as Bare;
}

const nameOf = (i: number): string => `S${String(i + 1).padStart(3, '0')}USDT`;

const configOf = ({ symbols }: LoadOptions, url: string, dataRoot: string): CaptureConfig => ({
  environment: venueEnvironment('emulator', url),
  proxyFlag: null,
  symbols: Array.from({ length: symbols }, (_, i) => nameOf(i)),
  streams: ['depth@100ms', 'aggTrade'],
  dataRoot,
  durationUs: null,
  untilCoverageUs: null,
  rotation: { everyUs: 3_600_000_000, bytes: 256_000_000 },
  retention: { maxAgeUs: null, maxBytes: 1_000_000_000 },
  fsync: { everyMs: 1_000, everyBytes: 16 * 1024 * 1024 },
  leastFreeBytes: 500_000_000,
  chain: DEFAULT_CHAIN,
  timingEvery: 1_024,
  feedLimits: DEFAULT_FEED_LIMITS,
});

const say = (text: string): void => void process.stderr.write(`${text}\n`);

function worldOf(signal: AbortSignal): CaptureWorld {
  return {
    signal,
    variables: {},
    clock: createReceiveClock(),
    elapsedMs: () => performance.now(),
    random: Math.random,
    command: 'soak load',
    describe: () => Promise.resolve(null),
    note: () => undefined,
    talk: { info: say, detail: () => undefined, warn: say },
    requireKnown: () => undefined,
    watchers: [],
  };
}

/** What is measured between the moment when all books are synced and the end. */
interface Stretch {
  fromMs: number | null;
  messages: number;
  cpu: NodeJS.CpuUsage;
  rss: number;
}

async function capture(options: LoadOptions, url: string, folder: string): Promise<Omit<LoadResult, 'bare'>> {
  const stop = new AbortController();
  const beganMs = performance.now();
  const stretch: Stretch = { fromMs: null, messages: 0, cpu: process.cpuUsage(), rss: 0 };
  const measured: Omit<LoadResult, 'bare' | 'lines' | 'end'>[] = [];
  const second = (session: CaptureSession): void => {
    stretch.rss = Math.max(stretch.rss, process.memoryUsage.rss());
    if (stretch.fromMs === null) {
      if (syncedOf(session) === options.symbols) beginStretch(stretch, session);
      else if (Math.round(performance.now() / 1_000) % 10 === 0) say(`${syncedOf(session)}/${options.symbols} synced`);
    } else if (measured.length === 0 && performance.now() - stretch.fromMs >= options.seconds * 1_000) {
      measured.push(readStretch(stretch, session, beganMs));
      stop.abort();
    }
  };
  const observer = { reached: () => undefined, opened: () => undefined, second, ending: () => undefined };
  const result: CaptureResult = await runCapture(configOf(options, url, folder), worldOf(stop.signal), observer);
  const [found] = measured;
  if (found === undefined) throw new Error(`the capture ended early: ${result.end}, ${result.problem ?? ''}`);
  return { ...found, lines: result.lines, end: result.end };
}

const syncedOf = ({ loop }: CaptureSession): number =>
  loop.live.runner.normalizer.sequences.filter(({ sync }) => sync.phase === 'synced').length;

function sayMemory(): void {
  const { rss, heapTotal, heapUsed, external, arrayBuffers } = process.memoryUsage();
  const mb = (bytes: number): string => (bytes / 1e6).toFixed(0);
  say(
    `RSS ${mb(rss)} MB: heap ${mb(heapUsed)} of ${mb(heapTotal)}, external ${mb(external)}, buffers ${mb(arrayBuffers)}`,
  );
}

/** From now on the pipeline's latencies count; those of the time before are forgotten. */
function beginStretch(stretch: Stretch, session: CaptureSession): void {
  const { run } = session.figures.pipeline;
  Object.assign(run, initLogSketch(run.digits));
  stretch.fromMs = performance.now();
  stretch.messages = session.feed.counters().messages;
  stretch.cpu = process.cpuUsage();
  say('all synced; measuring');
  sayMemory();
}

function readStretch(
  stretch: Stretch,
  session: CaptureSession,
  beganMs: number,
): Omit<LoadResult, 'bare' | 'lines' | 'end'> {
  const fromMs = stretch.fromMs ?? 0;
  const { user, system } = process.cpuUsage(stretch.cpu);
  const sketch = session.figures.pipeline.run;
  if (sketch.count === 0) insertLogSketch(sketch, 0);
  const at = (p: number): number => (sketchQuantile(sketch, p) ?? 0) / 1_000;
  sayMemory();
  const certificate = certificateJson(session.certificate);
  return {
    syncedAfterS: (fromMs - beganMs) / 1_000,
    seconds: (performance.now() - fromMs) / 1_000,
    messages: session.feed.counters().messages - stretch.messages,
    cpuUs: user + system,
    systemUs: system,
    pipelineP50: at(0.5),
    pipelineP99: at(0.99),
    pipelineMax: at(1),
    rssMaxMb: stretch.rss / 1e6,
    holes: holesOf(certificate).length,
    troubles: certificate.troubles.length,
    openIds: certificate.symbols.flatMap(({ streams }) => streams).reduce((sum, { openIds }) => sum + openIds, 0),
    stalls: session.counts.stalls,
  };
}

interface Claim {
  readonly name: string;
  readonly measured: string;
  readonly wanted: string;
  readonly holds: boolean;
}

/** Quick runs are too small for the speed claims: they show that the test works. */
function claims(options: LoadOptions, result: LoadResult): Claim[] {
  const perMessage = result.cpuUs / result.messages;
  const bare = result.bare.cpuUs / result.bare.messages;
  const rate = result.messages / result.seconds;
  const lost = result.holes + result.openIds + result.troubles;
  const speed: Claim[] = [
    { name: 'messages/s', measured: rate.toFixed(0), wanted: `≥ ${LEAST_RATE}`, holds: rate >= LEAST_RATE },
    {
      name: 'pipeline p99, ms',
      measured: result.pipelineP99.toFixed(2),
      wanted: `< ${MOST_P99_MS}`,
      holds: result.pipelineP99 < MOST_P99_MS,
    },
    {
      name: 'RSS max, MB',
      measured: result.rssMaxMb.toFixed(0),
      wanted: `< ${MOST_RSS_MB}`,
      holds: result.rssMaxMb < MOST_RSS_MB,
    },
    {
      name: 'CPU a message ÷ bare client',
      measured: (perMessage / bare).toFixed(2),
      wanted: `≤ ${MOST_RATIO}`,
      holds: perMessage / bare <= MOST_RATIO,
    },
  ];
  return [
    { name: 'lost (holes, open ids, disconnects)', measured: String(lost), wanted: '0', holds: lost === 0 },
    ...(options.quick ? [] : speed),
  ];
}

export const loadVerdict = (options: LoadOptions, result: LoadResult): boolean =>
  claims(options, result).every(({ holds }) => holds);

const costText = (of: { readonly cpuUs: number; readonly systemUs: number; readonly messages: number }): string =>
  `${(of.cpuUs / of.messages).toFixed(2)} µs (${(of.systemUs / of.messages).toFixed(2)} of it the system's)`;

export function loadLines(options: LoadOptions, result: LoadResult): string[] {
  const { symbols, rate, weightLimit } = options;
  const { bare } = result;
  return [
    `Node ${process.version}; ${symbols} symbols, depth@100ms and aggTrade, ${rate} messages/s wanted, ${weightLimit} request weight a minute`,
    `all synced after ${result.syncedAfterS.toFixed(0)} s; measured for ${result.seconds.toFixed(1)} s: ${result.messages} messages, ${(result.messages / result.seconds).toFixed(0)}/s`,
    `pipeline p50 ${result.pipelineP50.toFixed(2)} ms, p99 ${result.pipelineP99.toFixed(2)} ms, max ${result.pipelineMax.toFixed(1)} ms; sockets held back ${result.stalls} times`,
    `CPU a message ${costText(result)}; bare ws client ${costText(bare)} (${(bare.messages / bare.seconds).toFixed(0)}/s)`,
    `RSS max ${result.rssMaxMb.toFixed(0)} MB; ${result.lines} lines written`,
    ...claims(options, result).map(
      ({ name, measured, wanted, holds }) => `${holds ? 'PASS' : 'FAIL'}  ${name}: ${measured} (wanted ${wanted})`,
    ),
  ];
}

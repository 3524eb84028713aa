// A real capture from an emulator in another process, with its screen on a terminal that is a file, in turns with none.

import { createWriteStream, openSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptureSession } from '../../src/assembly/capture/capture-session.js';
import { type LiveSource, createLiveSource } from '../../src/assembly/watch/live-source.js';
import { createLiveWatch } from '../../src/assembly/watch/live-watch.js';
import { type LogSketch, sketchBuckets } from '../../src/core/stats/log-sketch.js';
import type { WatchRequest, WatchSnapshot } from '../../src/core/watch/snapshot.js';
import { BINARY, ensureBuilt, freshFolder } from '../../test/support/cli.js';
import { startEmulatorProcess } from '../../test/support/emulator.js';
import { openPty } from '../../test/support/pty-screen.js';
import { startCapture } from '../../test/support/running-capture.js';
import { runScreenApart } from '../../src/commands/screen/show-apart.js';
import { piecesOf } from '../../src/commands/screen/apart-pieces.js';
import { fileBeside } from '../../src/platform/worker-thread.js';
import { runScreen } from '../../src/ui/run-screen.js';
import { median } from './statistics.js';

export interface DashboardWish {
  readonly symbols: number;
  readonly rate: number;
  readonly turns: number;
  readonly seconds: number;
  /** Turns with the screen drawn in the capture's own thread as well. */
  readonly hasInside: boolean;
}

interface Turns {
  readonly corePercent: number;
  readonly p99Ms: readonly number[];
  readonly medianP99Ms: number;
}

export interface Spread {
  readonly n: number;
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

export interface DashboardCost {
  readonly shown: Turns;
  readonly hidden: Turns;
  /** Drawn in the capture's own thread; null where that was not asked for. */
  readonly inside: Turns | null;
  /** Of the main thread: a whole snapshot, each of its steps, and its copy for the screen's thread. */
  readonly snapshotMs: Spread;
  readonly stepMs: Spread;
  readonly copyMs: Spread;
  readonly rssMb: number;
  readonly messages: number;
}

const SIZE = { columns: 120, rows: 40 };

/** A terminal that shows nothing: what is written goes through the system as it does to a real one. */
function blindTerminal() {
  const fd = openSync('/dev/null', 'w');
  const file = createWriteStream('/dev/null', { fd });
  const stdout = new Proxy(file, {
    get: (target, key) => {
      if (key === 'isTTY') return true;
      if (key === 'fd') return fd;
      if (key === 'columns' || key === 'rows') return SIZE[key];
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const keys = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => keys,
    ref: () => keys,
    unref: () => keys,
  });
  return { stdout: stdout as unknown as NodeJS.WriteStream, stdin: keys as unknown as NodeJS.ReadStream };
}

type Terminal = ReturnType<typeof blindTerminal>;

/** Shows the screen until it is told to end: in a thread of its own, or inside the capture's. */
function openScreen(source: LiveSource, { stdin, stdout }: Terminal, isApart = true): () => Promise<void> {
  const ending = new AbortController();
  const choices = { theme: 'dark', isAscii: false, timeZone: 'UTC', lang: 'en', noColor: false } as const;
  const options = {
    ...{ stdin, stdout, signal: ending.signal },
    choices: { ...choices, symbol: 'S001USDT', frameRate: 10 },
    variables: { TERM: 'xterm-256color' },
    host: { attach: () => () => undefined, stop: () => undefined },
    onQuit: () => undefined,
  };
  const file = fileBeside(BINARY, 'screen-thread.js');
  if (isApart && file === null) throw new Error('the build has no file for the screen');
  const ended = isApart
    ? runScreenApart({ ...options, source, file: file ?? '', program: BINARY })
    : runScreen({ ...options, source });
  return async () => {
    ending.abort();
    await ended;
  };
}

interface Times {
  readonly snapshots: number[];
  readonly steps: number[];
  readonly copies: number[];
}

/** Every so many snapshots one is copied once more, to know what that costs. */
const COPIED = 20;

/** Times each snapshot that the screen pulls, and each of its steps. */
function timed(source: LiveSource, times: Times): LiveSource {
  function* steps(request: WatchRequest): Generator<undefined, WatchSnapshot> {
    const inner = source.steps(request);
    let total = 0;
    for (;;) {
      const from = performance.now();
      const { done, value } = inner.next();
      const tookMs = performance.now() - from;
      total += tookMs;
      times.steps.push(tookMs);
      if (done === true) {
        times.snapshots.push(total);
        if (times.snapshots.length % COPIED === 0) copy(value, times);
        return value;
      }
      yield;
    }
  }
  return { ...source, steps };
}

function copy(snapshot: WatchSnapshot, { copies }: Times): void {
  for (const piece of piecesOf(snapshot)) {
    const from = performance.now();
    structuredClone(piece);
    copies.push(performance.now() - from);
  }
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  return { n, median: median(sorted), p99: sorted[Math.floor(n * 0.99)] ?? 0, max: sorted.at(-1) ?? 0 };
}

/** p99 of what came into a sketch between two looks at it. */
function p99Between(before: LogSketch, after: LogSketch): number {
  const counts = new Map(sketchBuckets(before).map(({ low, count }) => [low, count]));
  const added = sketchBuckets(after).map(({ low, count }) => ({ low, count: count - (counts.get(low) ?? 0) }));
  const total = added.reduce((sum, { count }) => sum + count, 0);
  let seen = 0;
  for (const { low, count } of added) {
    seen += count;
    if (seen >= 0.99 * total) return low / 1_000;
  }
  return 0;
}

interface Turn {
  readonly corePercent: number;
  readonly p99Ms: number;
}

async function measureTurn({ figures }: CaptureSession, seconds: number): Promise<Turn> {
  const before = structuredClone(figures.pipeline.run);
  const [cpu, from] = [process.cpuUsage(), performance.now()];
  await sleep(seconds * 1_000);
  const { user, system } = process.cpuUsage(cpu);
  const spanUs = (performance.now() - from) * 1_000;
  return { corePercent: (100 * (user + system)) / spanUs, p99Ms: p99Between(before, figures.pipeline.run) };
}

const sumUp = (turns: readonly Turn[]): Turns => ({
  corePercent: median(turns.map(({ corePercent }) => corePercent)),
  p99Ms: turns.map(({ p99Ms }) => p99Ms),
  medianP99Ms: median(turns.map(({ p99Ms }) => p99Ms)),
});

const namesOf = (symbols: number): string[] =>
  Array.from({ length: symbols }, (_, k) => `S${String(k + 1).padStart(3, '0')}USDT`);

/** Seconds before the first turn: books, code and histories come into being. */
const WARM_UP_S = 8;

export async function measureDashboard({
  symbols,
  rate,
  turns,
  seconds,
  hasInside,
}: DashboardWish): Promise<DashboardCost> {
  process.env['NODE_ENV'] = 'production';
  const emulator = await startEmulatorProcess(['--symbols', `${symbols}`, '--rate', `${rate}`]);
  const watch = createLiveWatch();
  const running = await startCapture({ symbols: namesOf(symbols), watchers: [watch.watcher], url: emulator.url });
  const { session } = running;
  watch.open(session);
  const log = () => ({ depth: 0, p95: null, max: null, drops: 0 });
  const source = createLiveSource(session, { watch, log, troubles: () => [], alerts: () => [] });
  const terminal = blindTerminal();
  const times: Times = { snapshots: [], steps: [], copies: [] };
  const [shown, hidden, inside]: [Turn[], Turn[], Turn[]] = [[], [], []];
  ensureBuilt();
  const warm = openScreen(source, terminal);
  await sleep(WARM_UP_S * 1_000);
  await warm();
  for (let turn = 0; turn < turns; turn++) {
    hidden.push(await measureTurn(session, seconds));
    const close = openScreen(timed(source, times), terminal);
    shown.push(await measureTurn(session, seconds));
    await close();
    if (!hasInside) continue;
    const closeInside = openScreen(source, terminal, false);
    inside.push(await measureTurn(session, seconds));
    await closeInside();
  }
  const { messages } = session.feed.counters();
  const rssMb = process.memoryUsage.rss() / 1e6;
  await running.end();
  await emulator.stop();
  return {
    ...{ shown: sumUp(shown), hidden: sumUp(hidden), rssMb, messages },
    inside: hasInside ? sumUp(inside) : null,
    ...{ snapshotMs: spreadOf(times.snapshots), stepMs: spreadOf(times.steps), copyMs: spreadOf(times.copies) },
  };
}

/** From the start of `v13 capture` in a pseudo-terminal to the first picture with its symbols, ms. */
export async function firstFrameMs(symbols: number, rate: number): Promise<number> {
  ensureBuilt();
  const emulator = await startEmulatorProcess(['--symbols', `${symbols}`, '--rate', `${rate}`]);
  const folder = freshFolder();
  const from = performance.now();
  const words = ['capture', '--env', 'emulator', '--base-url', emulator.url, '--symbol', namesOf(symbols).join(',')];
  const screen = openPty(process.execPath, [BINARY, ...words, '--data', folder.path, '--min-free', '1MB'], {
    ...SIZE,
    variables: { LANG: 'C.UTF-8' },
  });
  await screen.until((picture) => picture.includes('EMULATOR') && picture.includes('S002USDT'));
  const tookMs = performance.now() - from;
  screen.press('\u0003');
  await screen.ended;
  await emulator.stop();
  folder.remove();
  return tookMs;
}

// One chaos scenario as it happens: an emulator with faults and a capture from it, side by side; gives what both left behind.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCapture } from '../../src/assembly/capture/capture.js';
import type { CaptureConfig } from '../../src/assembly/capture/capture-config.js';
import type { CaptureSession } from '../../src/assembly/capture/capture-session.js';
import type { CaptureWorld } from '../../src/assembly/capture/capture-world.js';
import { openEmulatedSource } from '../../src/assembly/emulate.js';
import type { CaptureResult } from '../../src/core/pipeline/capture-result.js';
import { type Certificate } from '../../src/core/quality/certificate-json.js';
import { certificateJson } from '../../src/core/quality/certificate.js';
import type { FeedCounters } from '../../src/exchange/binance/feed-types.js';
import { venueEnvironment } from '../../src/exchange/binance/environments.js';
import { type RunningEmulator, startEmulator } from '../../src/exchange/emulator/emulator.js';
import { createReceiveClock } from '../../src/platform/receive-clock.js';
import { sleep } from '../../src/platform/sleep.js';
import { openSegmentWriter } from '../../src/store/segment-writer.js';
import { seededPick } from '../../test/support/frame-mutations.js';
import { CHAOS_CHAIN, type ChaosPlan } from './chaos-plan.js';
import { slowDown } from './slow-disk.js';

/** What a scenario leaves to be judged. */
export interface ChaosEvidence {
  readonly plan: ChaosPlan;
  readonly folder: string;
  /** Lines of the emulator's truth log. */
  readonly truth: readonly string[];
  readonly result: CaptureResult;
  readonly counters: FeedCounters;
  readonly certificate: Certificate;
  /** When the capture was told to end, ms since the epoch. */
  readonly stopMs: number;
  /** All faults met something, and everything was whole again before the capture was told to end. */
  readonly fired: boolean;
  readonly healed: boolean;
  /** What the emulator answers when asked again for each healed trade: `SYMBOL ID` → the element's text. */
  readonly asked: ReadonlyMap<string, string>;
}

const ROTATE_US = 2_000_000;
const STEP_MS = 50;
/** Whole for so long before the end: windows fill again. */
const STEADY_MS = 1_500;

const configOf = (plan: ChaosPlan, url: string, folder: string): CaptureConfig => ({
  environment: venueEnvironment('emulator', url),
  proxyFlag: null,
  symbols: plan.symbols,
  streams: plan.streams,
  dataRoot: folder,
  durationUs: null,
  untilCoverageUs: null,
  rotation: { everyUs: ROTATE_US, bytes: null },
  retention: { maxAgeUs: null, maxBytes: null },
  fsync: { everyMs: 1_000, everyBytes: 16 * 1024 * 1024 },
  leastFreeBytes: 1024 * 1024,
  chain: CHAOS_CHAIN,
  timingEvery: null,
  feedLimits: plan.limits,
});

function worldOf({ seed, slow }: ChaosPlan, signal: AbortSignal): CaptureWorld {
  const pick = seededPick(seed + 1);
  const quiet = (): void => undefined;
  return {
    signal,
    variables: {},
    clock: createReceiveClock(),
    elapsedMs: () => performance.now(),
    random: () => pick(1_000_000) / 1_000_000,
    command: 'soak chaos',
    describe: () => Promise.resolve(null),
    note: () => undefined,
    talk: { info: quiet, detail: quiet, warn: quiet },
    requireKnown: quiet,
    watchers: [],
    ...(slow === null
      ? {}
      : { openWriter: (options) => openSegmentWriter({ ...options, queueBytes: slow.queueBytes }) }),
  };
}

/** Nothing is down, waiting, or missing that could still be had. */
function isWhole({ feed, keeper, healer, loop, symbols }: CaptureSession): boolean {
  const { sequences } = loop.live.runner.normalizer;
  return (
    feed.states().every(({ phase, silent }) => phase === 'open' && silent.length === 0) &&
    sequences.length === symbols.length &&
    sequences.every(({ sync }) => sync.phase === 'synced') &&
    keeper.wants.size === 0 &&
    healer.holes.length === 0
  );
}

/** Every symbol has fused values: without them a digest proves nothing. */
function isFused({ loop, symbols }: CaptureSession): boolean {
  return symbols.every(({ symbol }) => (loop.live.digest.symbols.get(symbol)?.fusion ?? 0) > 0);
}

interface Watched {
  readonly fired: boolean;
  readonly healed: boolean;
}

/** Waits until all faults have met something, and everything has been whole for a while; or for as long as may be. */
async function watch(plan: ChaosPlan, emulator: RunningEmulator, session: CaptureSession): Promise<Watched> {
  const startMs = performance.now();
  let wholeMs: number | null = null;
  for (;;) {
    await sleep(STEP_MS, session.world.signal);
    const nowMs = performance.now();
    wholeMs = isWhole(session) ? (wholeMs ?? nowMs) : null;
    const isRolled = session.feed.counters().rollovers >= plan.rollOvers * session.feed.states().length;
    const fired = emulator.counts().faults >= plan.faults.length && isRolled;
    const healed = wholeMs !== null && nowMs - wholeMs >= STEADY_MS;
    const isOver = nowMs - startMs >= plan.leastMs && fired && healed && isFused(session);
    if (isOver || nowMs - startMs >= plan.mostMs) return { fired, healed };
  }
}

/** Asks the emulator itself for the trades that were healed. */
async function askAgain(emulator: RunningEmulator, certificate: Certificate): Promise<Map<string, string>> {
  const asked = new Map<string, string>();
  for (const { symbol, streams } of certificate.symbols) {
    for (const { fromId, toId } of streams.flatMap(({ healed }) => healed)) {
      const query = `symbol=${symbol}&fromId=${fromId}&limit=${Math.min(1_000, toId - fromId + 1)}`;
      const answer = await fetch(`${emulator.url}/fapi/v1/aggTrades?${query}`);
      for (const trade of (await answer.json()) as { readonly a: number }[]) {
        asked.set(`${symbol} ${trade.a}`, JSON.stringify(trade));
      }
    }
  }
  return asked;
}

interface Seen {
  session: CaptureSession | null;
  stopMs: number;
  watched: Watched;
}

/** Runs a capture until the scenario is over. */
async function captureFrom(emulator: RunningEmulator, plan: ChaosPlan, folder: string) {
  const ending = new AbortController();
  const seen: Seen = { session: null, stopMs: 0, watched: { fired: false, healed: false } };
  const end = (watched: Watched): void => {
    seen.watched = watched;
    seen.stopMs = Date.now();
    ending.abort();
  };
  const result = await runCapture(configOf(plan, emulator.url, folder), worldOf(plan, ending.signal), {
    reached: () => undefined,
    opened(session) {
      seen.session = session;
      watch(plan, emulator, session).then(end, () => end({ fired: false, healed: false }));
    },
    second: () => undefined,
    ending: () => undefined,
  });
  if (seen.session === null) throw new Error('the capture was never opened');
  return { ...seen, result, session: seen.session };
}

/** Runs the scenario to its end. The folder stays. */
export async function runChaos(plan: ChaosPlan): Promise<ChaosEvidence> {
  const folder = mkdtempSync(join(tmpdir(), `v13-chaos-${plan.kind}-${plan.seed}-`));
  const { symbols, seed, activity, speed, faults } = plan;
  const source = await openEmulatedSource({ kind: 'synthetic', seed, symbols, activity });
  const emulator = await startEmulator({ source, speed, faults, truth: 'memory', truthBooks: 'every' });
  const restore = plan.slow === null ? () => undefined : await slowDown(folder, plan.slow.writeMs);
  try {
    const { session, result, stopMs, watched } = await captureFrom(emulator, plan, folder);
    const certificate = certificateJson(session.certificate);
    const asked = await askAgain(emulator, certificate);
    await emulator.close();
    return {
      ...{ plan, folder, result, certificate, stopMs, asked, ...watched },
      truth: emulator.truth,
      counters: session.feed.counters(),
    };
  } finally {
    restore();
    await emulator.close();
  }
}

// A capture that runs within the test, from an emulator within the test: its open session, and its end.

import { setTimeout as sleep } from 'node:timers/promises';
import { runCapture } from '../../src/assembly/capture/capture.js';
import type { CaptureConfig } from '../../src/assembly/capture/capture-config.js';
import type { CaptureSession } from '../../src/assembly/capture/capture-session.js';
import type { NoteEvent } from '../../src/assembly/capture/event-log.js';
import type { LiveWatcher } from '../../src/assembly/capture/live-run.js';
import { openEmulatedSource } from '../../src/assembly/emulate.js';
import type { CaptureResult } from '../../src/core/pipeline/capture-result.js';
import { DEFAULT_CHAIN } from '../../src/core/pipeline/config.js';
import { venueEnvironment } from '../../src/exchange/binance/environments.js';
import { DEFAULT_FEED_LIMITS } from '../../src/exchange/binance/feed-types.js';
import { startEmulator } from '../../src/exchange/emulator/emulator.js';
import { createReceiveClock } from '../../src/platform/receive-clock.js';
import { freshFolder } from './cli.js';

export interface RunningCapture {
  readonly session: CaptureSession;
  readonly folder: string;
  end(): Promise<CaptureResult>;
}

const configOf = (url: string, folder: string, symbols: readonly string[]): CaptureConfig => ({
  environment: venueEnvironment('emulator', url),
  proxyFlag: null,
  symbols,
  streams: ['depth@100ms', 'aggTrade'],
  dataRoot: folder,
  durationUs: null,
  untilCoverageUs: null,
  rotation: { everyUs: null, bytes: null },
  retention: { maxAgeUs: null, maxBytes: null },
  fsync: 'segment',
  leastFreeBytes: 1_000_000,
  chain: DEFAULT_CHAIN,
  timingEvery: null,
  feedLimits: DEFAULT_FEED_LIMITS,
});

export interface CaptureWish {
  readonly symbols?: readonly string[];
  readonly watchers?: readonly LiveWatcher[];
  readonly note?: NoteEvent;
  /** An emulator that runs already; default: one of its own, within the process. */
  readonly url?: string;
}

async function emulatorFor(url: string | undefined, symbols: readonly string[]) {
  if (url !== undefined) return { url, close: () => Promise.resolve() };
  const source = await openEmulatedSource({ kind: 'synthetic', seed: 7, symbols, activity: 1 });
  return await startEmulator({ source, speed: 1 });
}

/** Resolves when its session has opened. */
export async function startCapture(wish: CaptureWish = {}): Promise<RunningCapture> {
  const { symbols = ['ETHUSDT', 'BTCUSDT'], watchers = [], note = () => undefined } = wish;
  const emulator = await emulatorFor(wish.url, symbols);
  const folder = freshFolder();
  const ending = new AbortController();
  const quiet = (): void => undefined;
  const [talk, clock] = [{ info: quiet, detail: quiet, warn: quiet }, createReceiveClock()];
  let opened: (session: CaptureSession) => void = quiet;
  const session = new Promise<CaptureSession>((resolve) => {
    opened = resolve;
  });
  const running = runCapture(
    configOf(emulator.url, folder.path, symbols),
    {
      ...{ signal: ending.signal, variables: {}, clock, talk, note, watchers },
      elapsedMs: () => performance.now(),
      random: () => 0.5,
      command: 'test',
      describe: () => Promise.resolve(null),
      requireKnown: quiet,
    },
    { reached: quiet, opened, second: quiet, ending: quiet },
  );
  return {
    session: await Promise.race([session, running.then(() => Promise.reject(new Error('ended before it began')))]),
    folder: folder.path,
    async end() {
      ending.abort();
      const result = await running;
      await emulator.close();
      folder.remove();
      return result;
    },
  };
}

/** Waits until something holds; the test's own time limit ends a wait in vain. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(20);
}

// Live = replay, broken on purpose (semantics 14): a writer that loses one line. The two digests must differ, and the first
// row that differs must be named.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCapture } from '../../../src/assembly/capture/capture.js';
import type { CaptureConfig } from '../../../src/assembly/capture/capture-config.js';
import type { CaptureWorld } from '../../../src/assembly/capture/capture-world.js';
import { CHECKPOINT_ROWS, type DigestResult, readDigest } from '../../../src/assembly/digest.js';
import { openEmulatedSource } from '../../../src/assembly/emulate.js';
import { type FirstDifference, compareRows, endComparison, openComparison } from '../../../src/assembly/expect-rows.js';
import { openRecording } from '../../../src/assembly/recording.js';
import { runReplay } from '../../../src/assembly/replay.js';
import { rowText } from '../../../src/assembly/row-text.js';
import type { CaptureResult } from '../../../src/core/pipeline/capture-result.js';
import { type ChainConfig, DEFAULT_CHAIN } from '../../../src/core/pipeline/config.js';
import { venueEnvironment } from '../../../src/exchange/binance/environments.js';
import { DEFAULT_FEED_LIMITS } from '../../../src/exchange/binance/feed-types.js';
import { startEmulator } from '../../../src/exchange/emulator/emulator.js';
import { createReceiveClock } from '../../../src/platform/receive-clock.js';
import { type SegmentWriter, openSegmentWriter } from '../../../src/store/segment-writer.js';
import { freshFolder } from '../../support/cli.js';

/** Rows come so fast that seconds hold several checkpoints. */
const Z = { ...DEFAULT_CHAIN.ofi.z, window: 200, warmup: 200 };
const CHAIN: ChainConfig = {
  ...DEFAULT_CHAIN,
  grid: { kind: 'time', stepUs: 500 },
  ofi: { ...DEFAULT_CHAIN.ofi, z: Z },
  cvd: { ...DEFAULT_CHAIN.cvd, barUs: 10_000, z: { ...Z, window: 20, warmup: 20 } },
};
/** The line is lost between the first checkpoint and the second. */
const LOSE_AFTER_ROWS = CHECKPOINT_ROWS + 1_000;
const LEAST_ROWS = 2 * CHECKPOINT_ROWS + 1_000;

interface Captured {
  readonly result: CaptureResult;
  readonly folder: string;
  /** Rows as they were computed live, as --rows writes them. */
  readonly rows: string;
  /** Receive time of the line that was lost, ms. */
  readonly lostMs: number | null;
}

/** A writer that loses the first depth line that it is given once `isTime()`. */
function losingWriter(inner: SegmentWriter, isTime: () => boolean, onLost: (line: string) => void): SegmentWriter {
  let isDone = false;
  const append = (bytes: Uint8Array, lines: number): void => {
    const text = Buffer.from(bytes).toString('utf8');
    const at = isDone || !isTime() ? -1 : text.indexOf('"stream":"ethusdt@depth');
    if (at < 0) return inner.append(bytes, lines);
    isDone = true;
    const from = text.lastIndexOf('\n', at) + 1;
    const to = text.indexOf('\n', at) + 1;
    onLost(text.slice(from, to));
    inner.append(Buffer.from(text.slice(0, from) + text.slice(to)), lines - 1);
  };
  return new Proxy(inner, {
    get: (target, key) => {
      if (key === 'append') return append;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

function configOf(url: string, folder: string): CaptureConfig {
  return {
    environment: venueEnvironment('emulator', url),
    proxyFlag: null,
    symbols: ['ETHUSDT'],
    streams: ['depth@100ms', 'aggTrade'],
    dataRoot: folder,
    durationUs: null,
    untilCoverageUs: null,
    rotation: { everyUs: null, bytes: null },
    retention: { maxAgeUs: null, maxBytes: null },
    fsync: 'segment',
    leastFreeBytes: 1_000_000,
    chain: CHAIN,
    timingEvery: null,
    feedLimits: DEFAULT_FEED_LIMITS,
  };
}

async function capture(folder: string, loses: boolean): Promise<Captured> {
  const source = await openEmulatedSource({ kind: 'synthetic', seed: 7, symbols: ['ETHUSDT'], activity: 1 });
  const emulator = await startEmulator({ source, speed: 4 });
  const ending = new AbortController();
  const quiet = (): void => undefined;
  const texts: string[] = [];
  let lostMs: number | null = null;
  const lose = (line: string): void => {
    lostMs = Number(/"ts_recv":([0-9.]+)/.exec(line)?.[1]);
  };
  const world: CaptureWorld = {
    signal: ending.signal,
    variables: {},
    clock: createReceiveClock(),
    elapsedMs: () => performance.now(),
    random: () => 0.5,
    command: 'test',
    describe: () => Promise.resolve(null),
    note: () => undefined,
    talk: { info: quiet, detail: quiet, warn: quiet },
    requireKnown: quiet,
    watchers: [
      {
        events: quiet,
        rows(rows) {
          for (const row of rows) texts.push(rowText(row));
          if (texts.length >= LEAST_ROWS) ending.abort();
        },
      },
    ],
    openWriter: async (options) =>
      losingWriter(await openSegmentWriter(options), () => loses && texts.length >= LOSE_AFTER_ROWS, lose),
  };
  try {
    const observer = { reached: quiet, opened: quiet, second: quiet, ending: quiet };
    const result = await runCapture(configOf(emulator.url, folder), world, observer);
    return { result, folder, rows: texts.join(''), lostMs };
  } finally {
    await emulator.close();
  }
}

interface Replayed {
  readonly digest: DigestResult;
  readonly difference: FirstDifference | null;
}

/** What `replay --expect-rows` does, over what the capture wrote. */
async function replay({ folder, rows }: Captured): Promise<Replayed> {
  const path = join(folder, 'rows.ndjson');
  writeFileSync(path, rows);
  const comparison = openComparison(path);
  const choices = { format: null, strict: false, symbols: [], venue: null, env: null, tick: null, step: null };
  const recording = await openRecording({ paths: [join(folder, 'raw')], batchFrames: null, ...choices });
  const run = await runReplay(recording, {
    ...{ chain: CHAIN, symbols: null, fromUs: null, toUs: null, timingEvery: null, pacer: null, strict: false },
    signal: new AbortController().signal,
    onRows: (batch) => compareRows(comparison, batch),
    onProgress: () => undefined,
    nowNs: () => 0,
  });
  const difference = await endComparison(comparison);
  await comparison.reader.close();
  return { digest: readDigest(run.digest), difference };
}

/** Checkpoints of the live digest, as the manifest holds them. */
function manifestCheckpoints({ result }: Captured): readonly string[] {
  const path = result.segments[0]!.path.replace(/\.ndjson$/, '.manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as {
    digest: { symbols: { symbol: string; checkpoints: string[] }[] };
  };
  return manifest.digest.symbols[0]!.checkpoints;
}

/** Receive time of the first depth line behind the lost one, ms. */
function nextDepthMs({ result, lostMs }: Captured): number {
  const lines = readFileSync(result.segments[0]!.path, 'utf8').split('\n');
  const times = lines
    .filter((line) => line.includes('"stream":"ethusdt@depth'))
    .map((line) => Number(/[\d.]+/.exec(line)?.[0]));
  return times.find((ms) => ms > lostMs!)!;
}

const folders = [freshFolder(), freshFolder()];
afterAll(() => folders.forEach((folder) => folder.remove()));
let whole: Captured;
let broken: Captured;
let wholeReplay: Replayed;
let brokenReplay: Replayed;

beforeAll(async () => {
  [whole, broken] = await Promise.all([capture(folders[0]!.path, false), capture(folders[1]!.path, true)]);
  [wholeReplay, brokenReplay] = [await replay(whole), await replay(broken)];
}, 60_000);

describe('a writer that writes everything', () => {
  test('replay computes the digest of the live run, with fused values in it', () => {
    expect(whole.result.digest.fusion).toBeGreaterThan(100);
    expect(wholeReplay.digest.value).toBe(whole.result.digest.value);
    expect(wholeReplay.difference).toBeNull();
    expect(wholeReplay.digest.symbols[0]!.checkpoints).toEqual(manifestCheckpoints(whole));
  });
});

describe('a writer that loses one line', () => {
  test('live and replay differ', () => {
    expect(broken.lostMs).not.toBeNull();
    expect(brokenReplay.digest.value).not.toBe(broken.result.digest.value);
  });

  test('comparing rows names the first one behind the lost line', () => {
    const { difference } = brokenReplay;
    expect(difference?.symbol).toBe('ETHUSDT');
    expect(difference?.kind).toBe('value');
    const timeUs = difference!.timeUs!;
    expect(timeUs).toBeGreaterThanOrEqual(broken.lostMs! * 1_000);
    // No later than the next depth message, which does not continue the one before the lost one.
    expect(timeUs).toBeLessThanOrEqual(nextDepthMs(broken) * 1_000 + 500);
  });

  test("the manifest's checkpoints show between which rows", () => {
    const live = manifestCheckpoints(broken);
    const again = brokenReplay.digest.symbols[0]!.checkpoints;
    expect(live.length).toBeGreaterThanOrEqual(2);
    const first = live.findIndex((value, i) => value !== again[i]);
    const { row } = brokenReplay.difference!;
    expect(row).toBeGreaterThan(first * CHECKPOINT_ROWS);
    expect(row).toBeLessThanOrEqual((first + 1) * CHECKPOINT_ROWS);
  });
});

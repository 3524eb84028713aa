// The player: wherever it goes, it stands where an uninterrupted run stands, and goes on with the same rows.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowText } from '../../../src/assembly/row-text.js';
import { DEFAULT_LIMITS } from '../../../src/assembly/player/checkpoint.js';
import {
  createPlayer,
  isUnderWay,
  order,
  runPlayer,
  setPaused,
  type Order,
  type Player,
} from '../../../src/assembly/player/player.js';
import type { TrackPlan } from '../../../src/assembly/player/track.js';
import { ORIGINAL_CHAIN, DEFAULT_CHAIN } from '../../../src/core/pipeline/config.js';
import type { SignalRow } from '../../../src/core/pipeline/row.js';
import { testData } from '../../support/data.js';
import { nowMs, pause, plainTracks, rowsFrom, settled, stateOf, straightTo } from '../../support/players.js';

const GAPS = 'fixtures/synthetic-gaps.ndjson.gz';
const LONG = 'fixtures/synthetic-ethusdt-3m.ndjson.gz';
const REAL = testData('usdm-btc-eth-2024-08-08/btcusdt_20240808.gz');

const isStrong = ({ fusionSignal }: SignalRow): boolean => fusionSignal !== null && fusionSignal !== 'neutral';

interface Run {
  readonly player: Player<null>;
  readonly running: Promise<void>;
  end(): Promise<void>;
}

/** A paused player; few and narrow checkpoints, so that they thin out in the test. */
function start(
  plan: TrackPlan<null>,
  range: { fromUs?: number; toUs?: number } = {},
  limits = { count: 12, bytes: 1e9, spacing: 256 },
): Run {
  const stop = new AbortController();
  const player = createPlayer({
    ...{
      plan,
      limits,
      fromUs: range.fromUs ?? null,
      toUs: range.toUs ?? null,
      speed: null,
      nowMs,
      signal: stop.signal,
    },
    tests: { signal: isStrong, hit: null },
  });
  setPaused(player, true);
  const running = runPlayer(player);
  return {
    player,
    running,
    end: async () => {
      stop.abort();
      await running;
    },
  };
}

async function indexed({ player }: Run): Promise<void> {
  while (!player.index.isDone) await pause(2);
}

const lines = (rows: readonly SignalRow[]): string => rows.map(rowText).join('');

async function totalsOf(plan: TrackPlan<null>) {
  const track = await straightTo(plan, Infinity);
  const { frames, firstUs, headUs } = track;
  return { frames, fromUs: firstUs ?? 0, toUs: headUs };
}

const orders = (of: { frames: number; fromUs: number; toUs: number }, symbol: string) =>
  fc.oneof(
    fc.record({ kind: fc.constant('seek' as const), timeUs: fc.integer({ min: of.fromUs - 5e6, max: of.toUs + 5e6 }) }),
    fc.record({ kind: fc.constant('frame' as const), frames: fc.nat({ max: of.frames }) }),
    fc.record({ kind: fc.constant('step' as const), symbol: fc.constantFrom(null, symbol), count: fc.nat({ max: 5 }) }),
    fc.record({
      kind: fc.constant('jump' as const),
      to: fc.constantFrom('gap' as const, 'signal' as const),
      direction: fc.constantFrom('next' as const, 'previous' as const),
      symbol: fc.constantFrom(null, symbol),
    }),
  );

const CASES = [
  ['holes, time grid', GAPS, 'BTCUSDT', DEFAULT_CHAIN],
  ['holes, event grid', GAPS, 'ETHUSDT', ORIGINAL_CHAIN],
] as const;

describe.each(CASES)('after any way to a place: %s', (_, path, symbol, chain) => {
  test('state and rows are those of an uninterrupted run', { timeout: 120_000 }, async () => {
    const plan = await plainTracks([path], chain);
    const totals = await totalsOf(plan);
    await fc.assert(
      fc.asyncProperty(fc.array(orders(totals, symbol), { minLength: 1, maxLength: 6 }), async (wishes) => {
        const run = start(plan);
        for (const wish of wishes as Order[]) {
          order(run.player, wish);
          await settled(run.player);
        }
        const { frames } = run.player.track;
        const reference = await straightTo(plan, frames);
        expect(stateOf(run.player.track)).toEqual(stateOf(reference));
        await run.end();
        // The track has been closed; its place holds, and it goes on from there.
        expect(lines(await rowsFrom(run.player.track))).toBe(lines(await rowsFrom(reference)));
      }),
      { numRuns: 12 },
    );
  });
});

describe('places', () => {
  test('a seek takes all frames up to its time and none behind it', async () => {
    const plan = await plainTracks([GAPS]);
    const { fromUs } = await totalsOf(plan);
    const run = start(plan);
    order(run.player, { kind: 'seek', timeUs: fromUs + 10_000_000 });
    await settled(run.player);
    const { track } = run.player;
    expect(track.headUs).toBeLessThanOrEqual(fromUs + 10_000_000);
    expect(track.batch?.recvUs[track.at]).toBeGreaterThan(fromUs + 10_000_000);
    order(run.player, { kind: 'seek', timeUs: fromUs - 1 });
    await settled(run.player);
    expect(track.frames).toBe(0);
    await run.end();
  });

  test('jumps visit every gap forth and back', async () => {
    const run = start(await plainTracks([GAPS]));
    await indexed(run);
    const { marks } = run.player.index;
    expect(marks.gap.count).toBeGreaterThan(2);
    const seen: number[] = [];
    for (let k = 0; k < marks.gap.count + 2; k++) {
      order(run.player, { kind: 'jump', to: 'gap', direction: 'next', symbol: null });
      await settled(run.player);
      seen.push(run.player.track.frames);
    }
    expect([...new Set(seen)]).toEqual([...new Set(marks.gap.frames.subarray(0, marks.gap.count))]);
    for (let k = 0; k < marks.gap.count + 2; k++) {
      order(run.player, { kind: 'jump', to: 'gap', direction: 'previous', symbol: null });
      await settled(run.player);
    }
    expect(run.player.track.frames).toBe(marks.gap.frames[0]);
    await run.end();
  });

  test('a jump that finds nothing says so, and leaves the player as it was: playing, paused or at the end', async () => {
    const run = start(await plainTracks([GAPS]));
    await indexed(run);
    const jump = async (direction: 'next' | 'previous'): Promise<void> => {
      order(run.player, { kind: 'jump', to: 'gap', direction, symbol: null });
      await settled(run.player);
    };
    await jump('previous');
    expect(run.player.missed).toEqual({ to: 'gap', direction: 'previous', count: 1 });
    expect(run.player).toMatchObject({ isPaused: true, isEnded: false });
    setPaused(run.player, false);
    while (!run.player.isEnded) await pause(2);
    const { frames } = run.player.track;
    await jump('next');
    expect(run.player.missed).toEqual({ to: 'gap', direction: 'next', count: 2 });
    expect(run.player).toMatchObject({ isEnded: true });
    expect(run.player.track.frames).toBe(frames);
    await jump('previous');
    expect(run.player).toMatchObject({ isPaused: true, isEnded: false, missed: { count: 2 } });
    await run.end();
  });

  test('a pause gives up what is under way, where it is', async () => {
    const run = start(await plainTracks([LONG]));
    order(run.player, { kind: 'jump', to: 'gap', direction: 'next', symbol: null });
    while (!isUnderWay(run.player)) await pause(1);
    setPaused(run.player, true);
    await settled(run.player);
    expect(run.player).toMatchObject({ isPaused: true, missed: null, track: { frames: 0 } });
    await run.end();
  });

  test('a step back among the frames read last opens no file again', async () => {
    const plan = await plainTracks([LONG]);
    let opened = 0;
    const open = (): ReturnType<typeof plan.open> => {
      opened++;
      return plan.open();
    };
    const run = start({ ...plan, open });
    await indexed(run);
    const { frames } = await totalsOf(plan);
    order(run.player, { kind: 'frame', frames: frames - 10 });
    await settled(run.player);
    const before = opened;
    for (const back of [100, 1_000, 9_000, 50, frames - 300]) {
      order(run.player, { kind: 'frame', frames: frames - back });
      await settled(run.player);
      const reference = await straightTo(plan, frames - back);
      expect(stateOf(run.player.track)).toEqual(stateOf(reference));
    }
    expect(opened).toBe(before);
    await run.end();
  });

  test('no turn of the thread is so long that a key waits for it', async () => {
    const run = start(await plainTracks([LONG]), {}, DEFAULT_LIMITS);
    const turns: number[] = [];
    let usage = process.cpuUsage();
    while (!run.player.index.isDone) {
      await new Promise(setImmediate);
      const { user, system } = process.cpuUsage(usage);
      turns.push((user + system) / 1_000);
      usage = process.cpuUsage();
    }
    // Work, and not the clock: on a busy machine a turn waits for others. The first turns compile.
    turns.sort((a, b) => b - a);
    expect(turns.length).toBeGreaterThan(20);
    expect(turns[3]).toBeLessThan(50);
    await run.end();
  });

  test('a range that begins behind the last message is an error, not a screen that stands still', async () => {
    const plan = await plainTracks([GAPS]);
    const { toUs } = await totalsOf(plan);
    const run = start(plan, { fromUs: toUs + 1 });
    await expect(run.running).rejects.toMatchObject({ code: 'V13_REPLAY_EMPTY' });
  });

  test('a range begins at its first time and ends before its last', async () => {
    const plan = await plainTracks([GAPS]);
    const { fromUs } = await totalsOf(plan);
    const run = start(plan, { fromUs: fromUs + 5_000_000, toUs: fromUs + 8_000_000 });
    await settled(run.player);
    expect(run.player.track.headUs).toBeLessThanOrEqual(fromUs + 5_000_000);
    setPaused(run.player, false);
    while (!run.player.isEnded) await pause(2);
    expect(run.player.track.headUs).toBeLessThan(fromUs + 8_000_000);
    await indexed(run);
    expect(run.player.index.track.frames).toBe(run.player.track.frames);
    await run.end();
  });

  test('a step takes one event of the symbol', async () => {
    const run = start(await plainTracks([LONG]));
    for (let k = 0; k < 3; k++) {
      const before = run.player.track.frames;
      order(run.player, { kind: 'step', symbol: 'ETHUSDT', count: 1 });
      await settled(run.player);
      expect(run.player.track.frames).toBeGreaterThan(before);
    }
    await run.end();
  });
});

describe('checkpoints', () => {
  test('stay within their number, also over a long recording', async () => {
    const run = start(await plainTracks([LONG]), {}, { count: 10, bytes: 1e9, spacing: 64 });
    await indexed(run);
    const { store } = run.player;
    expect(store.kept.length).toBeLessThanOrEqual(10);
    expect(store.kept[0]?.checkpoint.frames).toBe(0);
    expect(store.spacing).toBeGreaterThan(64);
    await run.end();
  });

  test('stay within their bytes', async () => {
    const run = start(await plainTracks([LONG]), {}, { count: 1_000, bytes: 400_000, spacing: 64 });
    await indexed(run);
    expect(run.player.store.bytes).toBeLessThanOrEqual(400_000);
    expect(run.player.store.kept.length).toBeGreaterThan(1);
    await run.end();
  });
});

test.skipIf(REAL === null)('real data: far seeks give the rows of a straight run', { timeout: 60_000 }, async () => {
  const plan = await plainTracks([REAL ?? '']);
  const { frames } = await totalsOf(plan);
  const run = start(plan, {}, DEFAULT_LIMITS);
  for (const part of [0.9, 0.2, 0.7]) {
    order(run.player, { kind: 'frame', frames: Math.floor(frames * part) });
    await settled(run.player);
  }
  const reference = await straightTo(plan, Math.floor(frames * 0.7));
  expect(stateOf(run.player.track)).toEqual(stateOf(reference));
  await run.end();
  expect(lines(await rowsFrom(run.player.track))).toBe(lines(await rowsFrom(reference)));
});

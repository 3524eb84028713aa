// The player as the screen sees it: where it stands, what it has found, and that its figures are those of a replay.

import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/assembly/player/checkpoint.js';
import { createPlayer, order, runPlayer, setPaused } from '../../../src/assembly/player/player.js';
import { planTracks } from '../../../src/assembly/player/plan.js';
import { rowTests } from '../../../src/assembly/player/row-tests.js';
import { createPlayerSource } from '../../../src/assembly/player/source.js';
import { verifyPlain } from '../../../src/assembly/verify/plain-recording.js';
import type { VerifyOptions } from '../../../src/assembly/verify/verify-options.js';
import { watchBeside } from '../../../src/assembly/player/watched.js';
import { NOTHING_STATED, openRecording } from '../../../src/assembly/recording.js';
import { parseExpression } from '../../../src/core/alert/parse.js';
import { DEFAULT_CHAIN } from '../../../src/core/pipeline/config.js';
import type { WatchRequest } from '../../../src/core/watch/snapshot.js';
import { nowMs, pause, ride, settled, stateOf, straightTo } from '../../support/players.js';
import { toFrame } from '../../../src/assembly/player/journey.js';
import { createTrack } from '../../../src/assembly/player/track.js';

const GAPS = 'fixtures/synthetic-gaps.ndjson.gz';
const CHAIN = {
  ...DEFAULT_CHAIN,
  ofi: { ...DEFAULT_CHAIN.ofi, z: { ...DEFAULT_CHAIN.ofi.z, window: 40, warmup: 20 } },
};

const REQUEST: WatchRequest = {
  symbol: 'BTCUSDT',
  levels: 5,
  series: { spanUs: 60_000_000, points: 100 },
  heatColumns: 40,
  footprintBars: 3,
  tape: 20,
  signals: 20,
  ownSignals: false,
};

const VERIFY: VerifyOptions = {
  symbols: null,
  manifestsAlone: [],
  signal: new AbortController().signal,
  onBytes: () => undefined,
  onFileEnd: () => undefined,
};

const parsed = parseExpression('|ofi_z| > 2 && spread_ticks < 5');
const expression = parsed.kind === 'ok' ? parsed.expression : null;

async function open(speed: number | null = null) {
  const choices = { ...NOTHING_STATED, strict: false, paths: [GAPS] };
  const recording = await openRecording(choices);
  await recording.opened.feed.close();
  const beside = watchBeside({
    symbols: recording.symbols.length,
    alerts: { expressions: expression === null ? [] : [expression], quality: null, minGapUs: 0 },
  });
  const plan = planTracks(recording, { choices, chain: CHAIN, beside });
  const stop = new AbortController();
  const player = createPlayer({
    ...{ plan, limits: { ...DEFAULT_LIMITS, spacing: 512 }, fromUs: null, toUs: null, speed, nowMs },
    tests: rowTests(expression),
    signal: stop.signal,
  });
  const facts = { recording, chain: CHAIN, place: GAPS, hasHits: true, why: null };
  return { plan, player, facts, source: createPlayerSource(player, facts), stop };
}

describe('snapshots', () => {
  test('are plain JSON, say where the player is, and find gaps, signals and hits', async () => {
    const { player, source, stop } = await open();
    setPaused(player, true);
    const running = runPlayer(player);
    expect(source.snapshot(REQUEST).symbols.map(({ symbol }) => symbol)).toContain('BTCUSDT');
    while (!player.index.isDone) await pause(2);
    source.player.jump('hit', 'next', 'BTCUSDT');
    await settled(player);
    const at = source.snapshot(REQUEST);
    expect(JSON.parse(JSON.stringify(at))).toEqual(at);
    expect(at.player).toMatchObject({ state: 'paused', indexed: 1, positionUs: at.nowUs });
    expect(at.player?.hits).toBeGreaterThan(0);
    expect(at.player?.gaps).toBeGreaterThan(0);
    expect(at.player?.signals).toBeGreaterThan(0);
    expect(at.alerts[0]).toMatchObject({ symbol: 'BTCUSDT', isActive: true });
    const row = at.symbols.find(({ symbol }) => symbol === 'BTCUSDT')?.row;
    expect(Math.abs(row?.ofiZ ?? 0)).toBeGreaterThan(2);
    expect(at.detail?.series.timeUs.length).toBeGreaterThan(0);
    stop.abort();
    await running;
  });

  test('at the end holes and verified time are those that verify finds', async () => {
    const { player, source, stop } = await open();
    const running = runPlayer(player);
    while (!player.isEnded) await pause(2);
    const [eth, btc] = ['ETHUSDT', 'BTCUSDT'].map((symbol) => source.snapshot({ ...REQUEST, symbol }));
    expect(eth?.totals).toMatchObject({ depthGaps: 3, tradeGaps: 3, tradesHealed: 0, openHoles: 3 });
    expect(eth?.detail?.sequence).toMatchObject({ tradeGaps: 2, tradesMissing: 36, tradeHolesOpen: 2 });
    expect(btc?.detail?.sequence).toMatchObject({ tradeGaps: 1, tradesMissing: 14, tradeHolesOpen: 1 });
    const { certificate } = await verifyPlain([GAPS], VERIFY);
    const spanUs = certificate.lastUs! - certificate.firstUs!;
    expect(eth?.symbols.map(({ symbol, coverage }) => [symbol, coverage])).toEqual(
      certificate.symbols.map(({ symbol, coverage }) => [symbol, coverage.verifiedUs / spanUs]),
    );
    stop.abort();
    await running;
  });

  test('after seeks to and fro they are those of a straight run', async () => {
    const { plan, player, facts, source, stop } = await open();
    setPaused(player, true);
    const running = runPlayer(player);
    while (!player.index.isDone) await pause(2);
    for (const frames of [5_000, 900, 3_000]) {
      order(player, { kind: 'frame', frames });
      await settled(player);
      source.snapshot(REQUEST);
    }
    const straight = await straightTo(plan, 3_000);
    expect(isDeepStrictEqual(stateOf(player.track), stateOf(straight))).toBe(true);
    const fresh = createTrack(plan);
    await ride(fresh, toFrame(3_000));
    const direct = createPlayerSource({ ...player, track: fresh }, facts);
    expect(source.snapshot(REQUEST)).toEqual(direct.snapshot(REQUEST));
    stop.abort();
    await running;
  });

  test('played at a speed, recorded time goes so many times as fast', { timeout: 20_000 }, async () => {
    const { player, source, stop } = await open(5);
    const running = runPlayer(player);
    await pause(600);
    const [ms, { nowUs: fromUs }] = [nowMs(), source.snapshot(REQUEST)];
    await pause(1_500);
    const { nowUs, player: figures } = source.snapshot(REQUEST);
    const factor = (nowUs - fromUs) / 1_000 / (nowMs() - ms);
    expect(figures?.state).toBe('playing');
    expect(factor).toBeGreaterThan(4);
    expect(factor).toBeLessThan(6);
    source.player.setSpeed(null);
    while (source.snapshot(REQUEST).player?.state !== 'ended') await pause(5);
    expect(source.snapshot(REQUEST).player?.indexed).toBeGreaterThan(0);
    stop.abort();
    await running;
  });
});

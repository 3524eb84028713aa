// What a screen shows of a replay: a checkpoint in the middle changes nothing, troubles are counted once.

import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { initReplayed, stepReplayed } from '../../../src/core/watch/replayed.js';
import { createEventBatch } from '../../../src/core/market/event-batch.js';
import { createChain } from '../../../src/core/pipeline/chain.js';
import { DEFAULT_CHAIN } from '../../../src/core/pipeline/config.js';
import { toFrame } from '../../../src/assembly/player/journey.js';
import { createTrack } from '../../../src/assembly/player/track.js';
import { watchBeside } from '../../../src/assembly/player/watched.js';
import { parseExpression } from '../../../src/core/alert/parse.js';
import { DEFAULT_QUALITY } from '../../../src/core/alert/quality-figures.js';
import { newestItems } from '../../../src/core/watch/last-items.js';
import { ride, tracksOver } from '../../support/players.js';

const GAPS = 'fixtures/synthetic-gaps.ndjson.gz';
const parsed = parseExpression('spread_ticks >= 1 for 200ms');
const beside = watchBeside({
  symbols: 2,
  alerts: { expressions: parsed.kind === 'ok' ? [parsed.expression] : [], quality: DEFAULT_QUALITY, minGapUs: 0 },
});

test('cloned in the middle, it goes on as if nothing had been', async () => {
  const plan = await tracksOver([GAPS], beside);
  const [whole, cut] = [createTrack(plan), createTrack(plan)];
  await ride(whole, toFrame(6_000));
  await ride(cut, toFrame(2_500));
  cut.beside = structuredClone(cut.beside);
  await ride(cut, toFrame(6_000));
  expect(isDeepStrictEqual(cut.beside, whole.beside)).toBe(true);
});

test('troubles and hits are there, newest first, bounded', async () => {
  const track = createTrack(await tracksOver([GAPS], beside));
  await ride(track, toFrame(Infinity));
  const troubles = newestItems(track.beside.troubles, 100);
  expect(new Set(troubles.map(({ kind }) => kind))).toContain('gap');
  expect(troubles.map(({ timeUs }) => timeUs)).toEqual(troubles.map(({ timeUs }) => timeUs).sort((a, b) => b - a));
  const hits = track.beside.alerts.shown.filter(({ rule }) => rule.includes('spread'));
  expect(hits.some(({ isActive }) => isActive)).toBe(true);
  expect(hits[0]?.rule).toBe('spread_ticks >= 1 for 200ms');
  const { disconnects, silences } = track.beside;
  expect(disconnects + silences).toBeLessThanOrEqual(troubles.length);
});

test('begins as plain data, and a frame that brings nothing changes nothing', () => {
  const [state, untouched] = [initReplayed({ symbols: 2 }), initReplayed({ symbols: 2 })];
  expect(structuredClone(state)).toEqual(state);
  stepReplayed(state, { events: createEventBatch(4), rows: [], crossings: [], chain: createChain(DEFAULT_CHAIN) });
  expect(state).toEqual(untouched);
});

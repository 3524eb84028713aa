// What a lane keeps.

import { expect, test } from 'vitest';
import { blockAt } from '../../../../src/core/analysis/collect/block-sums.js';
import type { CollectedMoves } from '../../../../src/core/analysis/collect/collected.js';
import { KEEP_LIMITS, closeLane, initLane, movesOf } from '../../../../src/core/analysis/collect/lane-state.js';
import { lanesOf } from '../../../../src/core/analysis/collect/lanes.js';
import { initMaker } from '../../../../src/core/analysis/collect/maker-queue.js';
import { planOf, spec } from '../../../support/study-plans.js';

const PLAN = planOf({ signals: [spec('a', 'primary'), spec('b')], decayHorizonsUs: [5], decayLatenciesUs: [7] });
const lanes = lanesOf(PLAN).map((lane) =>
  initLane(lane, {
    specs: PLAN.signals,
    horizonsUs: [5, 100_000],
    judgedUs: [100_000],
    latencyUs: 0,
    limits: KEEP_LIMITS,
  }),
);

test('events and makers are of judged lanes, moves of the plan’s latency', () => {
  expect(lanes.map(({ events, moves }) => [events !== null, moves !== null])).toEqual([
    [true, true],
    [false, true],
    [false, false],
  ]);
  const maker = initMaker({ latencyUs: 0, horizonUs: 100_000 }, 1, 8);
  const closed = lanes.map((lane) => closeLane(lane, maker, [0, -1]));
  expect(closed[0]!.makers!.map((list) => list !== null)).toEqual([true, false]);
  expect(closed[1]!.makers).toBeNull();
});

test('movesOf lists every horizon', () => {
  const moves = lanes[1]!.moves!;
  for (const [timeUs, n] of [
    [0, 1],
    [moves.lengthUs, 2],
  ] as const) {
    moves.cells.set([n, n - 1, 1, 4, 5, 6], blockAt(moves, timeUs));
  }
  expect(movesOf(lanes, [5, 100_000], 0).map(({ horizonUs, n, ups, ties }) => [horizonUs, n, ups, ties])).toEqual([
    [5, 3, 1, 2],
    [100_000, 0, 0, 0],
  ]);
  const [{ blocks }] = movesOf(lanes, [5], 0) as [CollectedMoves];
  expect(blocks.columns.map((column) => [...column])).toEqual([
    [1, 2],
    [0, 1],
    [1, 1],
    [4, 4],
    [5, 5],
    [6, 6],
  ]);
});

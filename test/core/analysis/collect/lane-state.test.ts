// What a lane keeps.

import { expect, test } from 'vitest';
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
  lanes[1]!.moves!.set([3, 2, 1, 4, 5, 6]);
  expect(movesOf(lanes, [5, 100_000], 0).map(({ horizonUs, n, ups, ties }) => [horizonUs, n, ups, ties])).toEqual([
    [5, 3, 2, 1],
    [100_000, 0, 0, 0],
  ]);
});

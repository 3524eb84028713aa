// Intervals of impact fits by blocks: how often they hold the truth, and when there is none. Figures: impact-watch.test.ts.

import { expect, test } from 'vitest';
import {
  correlationSpread,
  fittedShare,
  interceptEstimate,
  simpleSlope,
  slopeEstimate,
  unseenShare,
} from '../../../../src/core/analysis/impact/fit-spread.js';
import { type FlowModel, fitFlow } from '../../../../src/core/analysis/impact/flow-fit.js';
import { addToBlocks, initMomentBlocks, momentsOf } from '../../../../src/core/analysis/impact/moment-blocks.js';
import { initRng, nextNormal } from '../../../../src/core/stats/rng.js';

const MODEL: FlowModel = { kind: 'joint', places: [1] };

/** y = .3 + slope · x + noise, x about 2. */
function judged(seed: number, n: number, slope: number) {
  const rng = initRng(seed);
  const blocks = initMomentBlocks(2);
  for (let k = 0; k < n; k++) {
    const x = 2 + nextNormal(rng);
    addToBlocks(blocks, [0.3 + slope * x + nextNormal(rng), x]);
  }
  const all = momentsOf(blocks);
  const fit = fitFlow(all, MODEL)!;
  return {
    slope: slopeEstimate(blocks, all, { fit, model: MODEL, k: 0 }),
    simple: simpleSlope(blocks, all, [0, 1]),
    alpha: interceptEstimate(blocks, all, { fit, model: MODEL }),
    r: correlationSpread(blocks, all, { places: [1], weights: [1] }),
    seen: fittedShare(blocks, all, { fit, model: MODEL }),
    unseen: unseenShare(blocks, MODEL),
  };
}

test('hold slope and R² in about nineteen of twenty markets', () => {
  const seeds = Array.from({ length: 400 }, (_, k) => 1 + 17 * k);
  const runs = seeds.map((seed) => judged(seed, 640, 0.5));
  const share = (holds: (run: (typeof runs)[number]) => boolean): number => runs.filter(holds).length / runs.length;
  // R² = 0.25 / 1.25 in the long run.
  expect(share(({ slope }) => slope.low! <= 0.5 && 0.5 <= slope.high!)).toBeGreaterThan(0.92);
  expect(share(({ slope }) => slope.low! <= 0.5 && 0.5 <= slope.high!)).toBeLessThan(0.98);
  expect(share(({ seen }) => seen.low! <= 0.2 && 0.2 <= seen.high!)).toBeGreaterThan(0.9);
  expect(share(({ unseen }) => unseen.low! <= 0.2 && 0.2 <= unseen.high!)).toBeGreaterThan(0.9);
});

test('hold constant and correlation as often; a plain slope is that of the fit', () => {
  const runs = Array.from({ length: 400 }, (_, k) => judged(1 + 17 * k, 640, 0.5));
  const share = (holds: (run: (typeof runs)[number]) => boolean): number => runs.filter(holds).length / runs.length;
  const isIn = ({ low, high }: { low: number | null; high: number | null }, truth: number): boolean =>
    low! <= truth && truth <= high!;
  expect(share(({ alpha }) => isIn(alpha, 0.3))).toBeGreaterThan(0.92);
  expect(share(({ alpha }) => isIn(alpha, 0.3))).toBeLessThan(0.98);
  expect(share(({ r }) => isIn(r, Math.sqrt(0.2)))).toBeGreaterThan(0.92);
  expect(share(({ r }) => isIn(r, Math.sqrt(0.2)))).toBeLessThan(0.98);
  for (const { slope, simple } of runs.slice(0, 20)) {
    expect(simple.value).toBeCloseTo(slope.value!, 9);
    expect(simple.low).toBeCloseTo(slope.low!, 9);
  }
});

test('flow that explains nothing explains less than nothing of what no fit had seen', () => {
  const runs = Array.from({ length: 100 }, (_, k) => judged(5 + k, 300, 0));
  expect(runs.every(({ seen }) => seen.value! > 0)).toBe(true);
  expect(runs.reduce((sum, { unseen }) => sum + unseen.value!, 0) / runs.length).toBeLessThan(0);
});

test('fewer than ten blocks carry no interval, and say so', () => {
  const { slope, seen } = judged(3, 9, 1);
  expect([slope.low, slope.reason, seen.low, seen.reason]).toEqual([null, 'few_blocks', null, 'few_blocks']);
  expect(slope.value).not.toBeNull();
});

test('a joint fit of few bins a regressor keeps its value and has no interval; a weighted sum is one regressor', () => {
  const rng = initRng(11);
  const shareOf = (model: FlowModel, bins: number) => {
    const blocks = initMomentBlocks(4);
    for (let k = 0; k < bins; k++) {
      const [a, b, c] = [nextNormal(rng), nextNormal(rng), nextNormal(rng)];
      addToBlocks(blocks, [a + b + nextNormal(rng), a, b, c]);
    }
    const all = momentsOf(blocks);
    return fittedShare(blocks, all, { fit: fitFlow(all, model)!, model });
  };
  const joint: FlowModel = { kind: 'joint', places: [1, 2, 3] };
  const few = shareOf(joint, 89);
  expect([few.low, few.high, few.reason]).toEqual([null, null, 'few_outcomes']);
  expect(few.value).toBeGreaterThan(0.4);
  expect(shareOf(joint, 90).low).not.toBeNull();
  expect(shareOf({ kind: 'weighted', places: [1, 2, 3], weights: [1, 1, 0] }, 89).low).not.toBeNull();
});

// Sizes of moves and what they make necessary: totals, intervals, and that a larger move needs less skill.

import { describe, expect, test } from 'vitest';
import { breakEvenHit } from '../../../../src/core/analysis/break-even.js';
import { noEstimate } from '../../../../src/core/analysis/estimate.js';
import { breakEvenEstimates, firedMove, moveFigures } from '../../../../src/core/analysis/judge/move-size.js';
import { primaryOf } from '../../../../src/core/analysis/judge/endpoints.js';
import { initRng } from '../../../../src/core/stats/rng.js';
import { plantedCollected, spec } from '../../../support/planted-study.js';

const collected = plantedCollected({ rho: 0.3, steps: 2_000, signals: [spec('ofi')] });
const { lane } = primaryOf(collected);
const move = collected.moves.find(({ horizonUs }) => horizonUs === lane.horizonUs)!;
const figures = moveFigures(move, initRng(1));

describe('all moves of a horizon', () => {
  test('sums of the blocks are the totals', () => {
    const totals = move.blocks.columns.map((column) => column.reduce((sum, one) => sum + one, 0));
    expect(totals).toEqual([move.n, move.ups, move.ties, move.sum, move.sumAbs, move.sumSquares]);
    expect(move.n).toBeGreaterThan(1_900);
  });

  test('values are those of the sums, inside their intervals, with n', () => {
    expect(figures.meanAbsBp.value).toBeCloseTo(move.sumAbs / move.n, 12);
    expect(figures.upShare.value).toBeCloseTo(move.ups / (move.n - move.ties), 12);
    expect(figures.tieShare.value).toBeCloseTo(move.ties / move.n, 12);
    for (const of of [figures.meanAbsBp, figures.sdBp, figures.upShare]) {
      expect(of.low!).toBeLessThan(of.value!);
      expect(of.high!).toBeGreaterThan(of.value!);
    }
    expect(figures.meanAbsBp.n).toBe(move.n);
    expect(figures.upShare.n).toBe(move.n - move.ties);
  });

  test('of normal moves the deviation is √(π/2) mean sizes, within the intervals', () => {
    const wanted = figures.meanAbsBp.value! * Math.sqrt(Math.PI / 2);
    expect(figures.sdBp.low!).toBeLessThan(wanted);
    expect(figures.sdBp.high!).toBeGreaterThan(wanted);
  });

  test('without moves nothing is said', () => {
    const nothing = plantedCollected({ steps: 0, signals: [spec('ofi')] }).moves[0]!;
    const { meanAbsBp, sdBp, tieShare } = moveFigures(nothing, initRng(1));
    expect([meanAbsBp.value, sdBp.value, tieShare.value]).toEqual([null, null, null]);
    expect(meanAbsBp.reason).toBe('no_outcomes');
  });
});

test('after a signal the mean size is that of its onsets', () => {
  const events = lane.events![0]!;
  const sizes = [...events.yMid].map(Math.abs);
  const of = firedMove(events, lane.blocks, initRng(2));
  expect(of.value).toBeCloseTo(sizes.reduce((sum, size) => sum + size, 0) / sizes.length, 10);
  expect(of.n).toBe(sizes.length);
  expect(of.low!).toBeLessThan(of.high!);
});

describe('the hit rate that pays', () => {
  const costs = { takerBp: 5, makerBp: 2 };
  const rates = breakEvenEstimates(costs, { move: figures.meanAbsBp, spreadBp: 1 });

  test('falls as the move grows, so that the ends of the interval change places', () => {
    const { value, low, high } = figures.meanAbsBp;
    expect(rates.takerTaker.value).toBeCloseTo(breakEvenHit(11, value!)!, 12);
    expect(rates.takerTaker.low).toBeCloseTo(breakEvenHit(11, high!)!, 12);
    expect(rates.takerTaker.high).toBeCloseTo(breakEvenHit(11, low!)!, 12);
    expect(rates.takerTaker.n).toBe(move.n);
    expect(rates.takerMaker.value!).toBeLessThan(rates.takerTaker.value!);
    expect(rates.makerMaker.value!).toBeLessThan(rates.takerMaker.value!);
  });

  test('is unknown where the move is', () => {
    const none = breakEvenEstimates(costs, { move: noEstimate(0, 'no_outcomes'), spreadBp: null });
    expect(none.takerTaker).toMatchObject({ value: null, low: null, high: null, reason: 'no_outcomes' });
  });
});

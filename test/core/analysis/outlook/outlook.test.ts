// The outlook on a verdict: hours by assumed rate, and that no sign of an outcome changes any of it.

import { describe, expect, test } from 'vitest';
import type { Collected } from '../../../../src/core/analysis/collect/collected.js';
import { BLOCK_FIELDS } from '../../../../src/core/analysis/collect/collected.js';
import { RULE_COST } from '../../../../src/core/analysis/judge/needed.js';
import { assume, assumedRates, outlook } from '../../../../src/core/analysis/outlook/outlook.js';
import { plantedCollected } from '../../../support/planted-study.js';

const PACE = { coveredHours: 10, wantedHours: 24, leastOutcomes: 100, firstAlpha: 0.05, alpha: 0.05, decided: 100 };

describe('an assumed hit rate', () => {
  test.each([
    // Rate, bar, outcomes of the table for one-sided 5 % and a power of 80 %, times what the rule costs beyond it.
    [0.57, 0.55, Math.ceil(RULE_COST * 3_813)],
    [0.58, 0.55, Math.ceil(RULE_COST * 1_692)],
    [0.6, 0.55, Math.ceil(RULE_COST * 606)],
    [0.65, 0.6, Math.ceil(RULE_COST * 583)],
  ])('of %f against %f takes %i outcomes', (rate, bar, outcomes) => {
    expect(assume(rate, bar, PACE)).toMatchObject({ outcomes, verdict: 'PASS', hours: outcomes / 10 });
  });

  test('below the bar counts misses, and ends in FAIL', () => {
    expect(assume(0.5, 0.55, PACE)).toMatchObject({ verdict: 'FAIL', outcomes: assume(0.5, 0.45, PACE).outcomes });
  });

  test('is never shown by less than the gates ask for', () => {
    expect(assume(0.99, 0.55, PACE)).toMatchObject({ outcomes: 100, hours: 24, missingHours: 14 });
  });

  test('takes more outcomes at a stricter level', () => {
    const strict = assume(0.6, 0.55, { ...PACE, firstAlpha: 0.0125 });
    expect(strict.outcomes).toBeGreaterThan(849);
    expect(strict.outcomesAtLast).toBe(849);
  });

  test('has no hours where nothing fired', () => {
    expect(assume(0.6, 0.55, { ...PACE, decided: 0 })).toMatchObject({ hours: null, missingHours: null });
  });
});

test('rates about a bar: a coin, and some points above it, never the bar', () => {
  expect(assumedRates(0.55, { rates: [] })).toEqual([0.5, 0.57, 0.58, 0.6, 0.65]);
  expect(assumedRates(0.5, { rates: [] })).toEqual([0.52, 0.53, 0.55, 0.6]);
  expect(assumedRates(0.95, { rates: [] })).toEqual([0.5, 0.97, 0.98]);
  expect(assumedRates(0.6, { rates: [0.7, 0.6, 0.65, 0.7] })).toEqual([0.65, 0.7]);
});

/** The same recording with every outcome on the other side of the price. */
function turned(collected: Collected): Collected {
  const flip = (list: Float64Array): Float64Array => list.map((y) => -y);
  return {
    ...collected,
    lanes: collected.lanes.map((lane) => {
      const cells = lane.blocks.cells.slice();
      for (let at = 0; at < cells.length; at += BLOCK_FIELDS.length) {
        const [n, hits, ties, sum] = cells.subarray(at, at + 4) as unknown as [number, number, number, number];
        cells[at + 1] = n - hits - ties;
        cells[at + 3] = -sum;
      }
      const events = lane.events?.map((list) => ({ ...list, y: flip(list.y), yMid: flip(list.yMid) })) ?? null;
      return { ...lane, blocks: { ...lane.blocks, cells }, events };
    }),
    moves: collected.moves.map((move) => ({ ...move, ups: move.n - move.ups - move.ties, sum: -move.sum })),
  };
}

describe('planning is no peeking', () => {
  const collected = plantedCollected({ rho: 0.6, steps: 600 });
  const choices = { target: null, rates: [] };

  test('a signal that is always right and one that is always wrong have the same outlook', () => {
    expect(outlook(turned(collected), choices)).toEqual(outlook(collected, choices));
  });

  test('but for the market’s moves it does not depend on them at all', () => {
    const found = outlook(collected, choices);
    expect(found.questions).toBe(found.signals.filter(({ bar }) => bar !== null).length);
    expect(found.firstAlpha).toBeCloseTo(found.alpha / found.questions, 12);
    expect(JSON.stringify(found)).not.toMatch(/hit(?!s)/i);
  });
});

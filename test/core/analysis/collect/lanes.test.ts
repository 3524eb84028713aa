// Lanes of a plan.

import { describe, expect, test } from 'vitest';
import { MOST_HORIZONS, horizonsOf, laneAt, lanesOf } from '../../../../src/core/analysis/collect/lanes.js';
import { planOf } from '../../../support/study-plans.js';

const PLAN = planOf({
  horizonsUs: [5, 1],
  primaryUs: 5,
  latencyUs: 2,
  decayHorizonsUs: [1, 3],
  decayLatenciesUs: [2, 0],
});

describe('lanesOf', () => {
  test('judged horizons first, then other horizons, then other latencies; none twice', () => {
    const lanes = lanesOf(PLAN).map(({ horizonUs, latencyUs, judged, primary }) => [
      horizonUs,
      latencyUs,
      judged,
      primary,
    ]);
    expect(lanes).toEqual([
      [1, 2, true, false],
      [5, 2, true, true],
      [3, 2, false, false],
      [1, 0, false, false],
      [5, 0, false, false],
    ]);
  });

  test('refuses what cannot be judged', () => {
    expect(() => lanesOf(planOf({ horizonsUs: [1], primaryUs: 2 }))).toThrow('not among');
    expect(() => lanesOf(planOf({ horizonsUs: [0], primaryUs: 0 }))).toThrow('horizon');
    const many = Array.from({ length: MOST_HORIZONS + 1 }, (_, k) => k + 1);
    expect(() => lanesOf(planOf({ horizonsUs: many, primaryUs: 1 }))).toThrow('at most');
  });
});

test('horizonsOf', () => expect(horizonsOf(PLAN)).toEqual([1, 3, 5]));

test('laneAt', () => {
  expect(laneAt(lanesOf(PLAN), 5, 0)).toMatchObject({ horizonUs: 5, latencyUs: 0 });
  expect(laneAt(lanesOf(PLAN), 3, 0)).toBeNull();
});

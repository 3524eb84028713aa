// Circular shifts: the published p-values of data set V1, and the plain loop as a check on the fast one.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shiftTestOfCorrelation, shiftTestOfHits } from '../../../src/core/analysis/circular-shift.js';
import { initRng, nextInt, nextUniform } from '../../../src/core/stats/rng.js';
import { normals, sidesOf, x, y } from './data-set-v1.js';

describe('data set V1, shifts 5..390', () => {
  test('correlation, two-sided', () => {
    const result = shiftTestOfCorrelation(x, y, 5);
    expect(result.shifts).toBe(386);
    expect(result.observed).toBeCloseTo(0.22801780906694605, 12);
    expect(result.p).toBeCloseTo(0.007751937984496124, 15);
    expect(result.nullSd).toBeCloseTo(0.07849360795474843, 12);
  });

  test('hit rate, one-sided', () => {
    const result = shiftTestOfHits(sidesOf(x), y, 5);
    expect(result.shifts).toBe(386);
    expect(result.observed).toBeCloseTo(223 / 395, 15);
    expect(result.p).toBeCloseTo(0.020671834625323, 15);
  });
});

describe('named facts', () => {
  test('a signal that knows everything: the least p that the shifts allow', () => {
    const outcome = normals(9, 300);
    expect(shiftTestOfHits(sidesOf(outcome), outcome, 1).p).toBeCloseTo(1 / 300, 12);
    expect(shiftTestOfCorrelation(outcome, outcome, 1).p).toBeCloseTo(1 / 300, 12);
    // Turned round it is no worse a correlation, but the worst of hit rates.
    const reverse = outcome.map((value) => -value);
    expect(shiftTestOfCorrelation(reverse, outcome, 1).p).toBeCloseTo(1 / 300, 12);
    expect(shiftTestOfHits(sidesOf(reverse), outcome, 1).p).toBe(1);
  });

  test('a pattern that repeats: every shift is as good as the truth', () => {
    const period = Float64Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    expect(shiftTestOfHits(period, period, 2).p).toBeCloseTo((1 + 29) / (1 + 57), 12);
  });

  test('moments outside the zone and ties do not count', () => {
    const result = shiftTestOfHits([1, 0, -1, 1, 0, 0], [2, 5, 0, -3, -1, 4], 1);
    expect(result.observed).toBe(0.5);
  });

  test('no signal, no outcome, no admissible shift', () => {
    expect(shiftTestOfHits([0, 0, 0], [1, 1, 1], 1)).toMatchObject({ observed: null, p: null, shifts: 0 });
    expect(shiftTestOfCorrelation([1, 1, 1, 1], [1, 2, 3, 4], 1)).toMatchObject({ observed: null, p: null });
    expect(shiftTestOfCorrelation([1, 2, 4], [3, 1, 2], 2)).toMatchObject({ p: null, shifts: 0, nullSd: null });
    expect(shiftTestOfHits([], [], 1).p).toBeNull();
    expect(() => shiftTestOfHits([1], [1], 0)).toThrow(RangeError);
  });
});

/** Hit rate of sides shifted by k, by the loop that the definition is. */
function plainHitRate(sides: readonly number[], outcomes: readonly number[], k: number): number | null {
  let [hits, total] = [0, 0];
  outcomes.forEach((outcome, i) => {
    const product = sides[(i + k) % sides.length]! * Math.sign(outcome);
    if (product !== 0) total++;
    if (product > 0) hits++;
  });
  return total === 0 ? null : hits / total;
}

test('the plain loop over all shifts gives the same p', () => {
  const moment = fc.record({ side: fc.integer({ min: -1, max: 1 }), outcome: fc.integer({ min: -2, max: 2 }) });
  fc.assert(
    fc.property(fc.array(moment, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 5 }), (moments, least) => {
      const [sides, outcomes] = [moments.map(({ side }) => side), moments.map(({ outcome }) => outcome)];
      const rates: number[] = [];
      for (let k = least; k <= sides.length - least; k++) {
        const rate = plainHitRate(sides, outcomes, k);
        if (rate !== null) rates.push(rate);
      }
      const observed = plainHitRate(sides, outcomes, 0);
      const result = shiftTestOfHits(sides, outcomes, least);
      expect(result.shifts).toBe(rates.length);
      const better = rates.filter((rate) => rate >= (observed ?? 0) - 1e-12).length;
      const isDefined = observed !== null && rates.length > 0;
      expect(result.p).toBe(isDefined ? (1 + better) / (1 + rates.length) : null);
    }),
  );
});

test('a signal in long runs that knows nothing: small p no oftener than nominal', () => {
  const rng = initRng(12);
  let small = 0;
  for (let run = 0; run < 200; run++) {
    const sides: number[] = [];
    while (sides.length < 500) {
      const side = nextInt(rng, 3) - 1;
      for (let length = 1 + nextInt(rng, 40); length > 0; length--) sides.push(side);
    }
    const outcomes = sides.map(() => nextUniform(rng) - 0.5);
    if (shiftTestOfHits(sides, outcomes, 10).p! <= 0.05) small++;
  }
  expect(small / 200).toBeLessThanOrEqual(0.09);
});

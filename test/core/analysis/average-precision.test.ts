// Average precision: its error against simulated spread and coverage; values are in roc-area.test.ts beside the areas.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { averagePrecision, averagePrecisionInterval } from '../../../src/core/analysis/average-precision.js';
import { initRng, nextNormal } from '../../../src/core/stats/rng.js';

/** Score and outcome correlated by ρ. */
function sampleOf(n: number, rho: number, seed: number): { x: Float64Array; up: Uint8Array } {
  const rng = initRng(seed);
  const [x, up] = [new Float64Array(n), new Uint8Array(n)];
  for (let i = 0; i < n; i++) {
    x[i] = nextNormal(rng);
    up[i] = rho * x[i]! + Math.sqrt(1 - rho * rho) * nextNormal(rng) > 0 ? 1 : 0;
  }
  return { x, up };
}

describe('the error', () => {
  // Truth by 400,000 cases of numpy: 0.5007 without skill, 0.5378 at ρ = .1, 0.6247 at ρ = .3.
  test.each([
    [0, 0.5],
    [0.1, 0.5378],
    [0.3, 0.6247],
  ])('at ρ = %d intervals hold the truth in 368 of 400 samples and more', (rho, truth) => {
    const seeds = 400;
    const values: number[] = [];
    let [held, errors] = [0, 0];
    for (let seed = 1; seed <= seeds; seed++) {
      const { x, up } = sampleOf(500, rho, seed);
      const of = averagePrecision(x, up)!;
      const { low, high } = averagePrecisionInterval(of)!;
      if (low <= truth && truth <= high) held++;
      values.push(of.value);
      errors += of.error! / seeds;
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / seeds;
    const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (seeds - 1));
    expect(held / seeds).toBeGreaterThanOrEqual(0.92);
    expect(errors / sd).toBeGreaterThan(0.9);
    expect(errors / sd).toBeLessThan(1.12);
  });

  test('is not told of few cases, and an interval stays within 0 and 1', () => {
    const few = sampleOf(40, 0, 3);
    expect(averagePrecision(few.x, few.up)!.error).toBeNull();
    expect(averagePrecisionInterval({ value: 0.6, error: null })).toBeNull();
    const wide = averagePrecisionInterval({ value: 0.97, error: 0.2 })!;
    expect([wide.low > 0, wide.high < 1]).toEqual([true, true]);
  });

  test('cases of equal score enter together: their order changes nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const { x, up } = sampleOf(120, 0.2, seed);
        const tied = x.map((value) => Math.round(value));
        const of = averagePrecision(tied, up);
        const turned = averagePrecision([...tied].reverse(), [...up].reverse());
        expect(turned?.value).toBeCloseTo(of!.value, 12);
        expect(turned?.error).toBeCloseTo(of!.error!, 12);
      }),
      { numRuns: 20 },
    );
  });
});

// How much data a claim needs, against published tables.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactPowerAt, leastHits, neededOutcomes, powerAt } from '../../../src/core/analysis/power.js';
import { wilsonLower } from '../../../src/core/analysis/proportion-bound.js';

describe('outcomes needed for a power of 0.8', () => {
  test.each([
    [0.51, 19_620],
    [0.52, 4904],
    [0.53, 2178],
    [0.55, 783],
    [0.6, 194],
  ])('%s against one half, two-sided', (rate, n) => {
    expect(neededOutcomes({ rate, bar: 0.5, alpha: 0.05, sides: 2 })).toBe(n);
  });

  test.each([
    [0.57, 0.55, 3813],
    [0.58, 0.55, 1692],
    [0.6, 0.55, 606],
    [0.62, 0.6, 3687],
    [0.65, 0.6, 583],
    [0.72, 0.7, 3202],
    [0.75, 0.7, 501],
  ])('true %s against a bar of %s', (rate, bar, n) => {
    expect(neededOutcomes({ rate, bar, alpha: 0.05 })).toBe(n);
  });

  test('a stricter alpha and more power need more; a rate at or below the bar never gets there', () => {
    const claim = { rate: 0.58, bar: 0.55, alpha: 0.05 };
    expect(neededOutcomes({ ...claim, alpha: 0.0125 })!).toBeGreaterThan(neededOutcomes(claim)!);
    expect(neededOutcomes(claim, 0.9)!).toBeGreaterThan(neededOutcomes(claim)!);
    expect(neededOutcomes({ ...claim, rate: 0.55 })).toBeNull();
    expect(neededOutcomes({ ...claim, rate: 0.5 })).toBeNull();
    expect(neededOutcomes({ ...claim, rate: 0.52, sides: 2 })).not.toBeNull();
  });
});

test.each([
  [30, [0.667, 0.7, 0.767, 0.867]],
  [100, [0.59, 0.64, 0.69, 0.78]],
  [300, [0.55, 0.6, 0.647, 0.747]],
  [1000, [0.527, 0.576, 0.626, 0.724]],
  [3000, [0.515, 0.565, 0.615, 0.714]],
])('%s outcomes: least hit rate above .5, .55, .6, .7', (n, rates) => {
  const least = [0.5, 0.55, 0.6, 0.7].map((bar) => leastHits(n, bar, 0.05)! / n);
  expect(least.map((rate) => Math.round(rate * 1000) / 1000)).toEqual(rates);
});

describe('power', () => {
  test('at the needed number it is what was asked for, and grows from there', () => {
    const claim = { rate: 0.58, bar: 0.55, alpha: 0.05 };
    const n = neededOutcomes(claim)!;
    expect(powerAt(claim, n)).toBeCloseTo(0.8, 3);
    expect(Math.abs(exactPowerAt(claim, n)! - 0.8)).toBeLessThan(0.02);
    expect(powerAt(claim, 2 * n)!).toBeGreaterThan(powerAt(claim, n)!);
  });

  test('at the bar itself a pass is as rare as alpha', () => {
    for (const alpha of [0.05, 0.0125]) {
      const rate = exactPowerAt({ rate: 0.55, bar: 0.55, alpha }, 1000)!;
      expect(rate).toBeLessThan(alpha * 1.25);
      expect(rate).toBeGreaterThan(alpha * 0.7);
    }
  });

  test('too few outcomes cannot show anything', () => {
    expect(leastHits(1, 0.5, 0.05)).toBeNull();
    expect(leastHits(0, 0.5, 0.05)).toBeNull();
    expect(exactPowerAt({ rate: 0.99, bar: 0.7, alpha: 0.05 }, 2)).toBe(0);
    expect(exactPowerAt({ rate: 0.99, bar: 0.7, alpha: 0.05 }, 0)).toBeNull();
    expect(powerAt({ rate: 0.6, bar: 0.5, alpha: 0.05 }, 0)).toBeNull();
  });

  test('the least hits pass and one less does not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 0.3, max: 0.8, noNaN: true }),
        fc.double({ min: 0.001, max: 0.2, noNaN: true }),
        (n, bar, alpha) => {
          const hits = leastHits(n, bar, alpha);
          if (hits === null) expect(wilsonLower({ hits: n, n }, alpha)!).toBeLessThanOrEqual(bar);
          else {
            expect(wilsonLower({ hits, n }, alpha)!).toBeGreaterThan(bar);
            expect(wilsonLower({ hits: hits - 1, n }, alpha)!).toBeLessThanOrEqual(bar);
          }
        },
      ),
    );
  });
});

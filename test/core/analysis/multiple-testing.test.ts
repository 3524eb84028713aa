// Adjusted p-values against the published vector and their own definitions.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  benjaminiHochberg,
  benjaminiYekutieli,
  holm,
  holmLevels,
} from '../../../src/core/analysis/multiple-testing.js';

const P = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216];
const rounded = (values: Float64Array, digits: number): number[] =>
  Array.from(values, (value) => Number(value.toFixed(digits)));

describe('published vector', () => {
  test('Benjamini–Hochberg', () => {
    const expected = [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.10571428571428572, 0.216, 0.216, 0.216];
    benjaminiHochberg(P).forEach((q, i) => expect(q).toBeCloseTo(expected[i]!, 15));
  });

  test('Benjamini–Yekutieli', () => {
    const expected = [
      0.02929, 0.117159, 0.246033, 0.246033, 0.246033, 0.292897, 0.309634, 0.632657, 0.632657, 0.632657,
    ];
    expect(rounded(benjaminiYekutieli(P), 6)).toEqual(expected);
  });

  test('Holm', () => {
    const expected = [0.01, 0.072, 0.312, 0.312, 0.312, 0.312, 0.312, 0.615, 0.615, 0.615];
    holm(P).forEach((p, i) => expect(p).toBeCloseTo(expected[i]!, 14));
  });
});

describe('named facts', () => {
  test('one hypothesis is not adjusted', () => {
    for (const adjust of [benjaminiHochberg, benjaminiYekutieli, holm]) expect([...adjust([0.03])]).toEqual([0.03]);
    expect([...holmLevels([0.03], 0.05)]).toEqual([0.05]);
  });

  test('none is no error', () => {
    expect(holm([])).toHaveLength(0);
    expect(holmLevels([], 0.05)).toHaveLength(0);
    expect(benjaminiHochberg([])).toHaveLength(0);
  });

  test('levels step down while hypotheses fall, and stop where one stands', () => {
    expect([...holmLevels([0.001, 0.9, 0.012, 0.03], 0.05)]).toEqual([0.0125, 0.025, 0.05 / 3, 0.025]);
    expect([...holmLevels([0.5, 0.6, 0.7, 0.8], 0.05)]).toEqual([0.0125, 0.0125, 0.0125, 0.0125]);
    expect([...holmLevels([0, 0, 0, 0], 0.05)]).toEqual([0.0125, 0.05 / 3, 0.025, 0.05]);
  });

  test('what is no probability is refused', () => {
    expect(() => holm([0.1, 1.1])).toThrow(RangeError);
    expect(() => benjaminiHochberg([NaN])).toThrow(RangeError);
    expect(() => holmLevels([0.1], 0)).toThrow(RangeError);
  });
});

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });

describe('properties', () => {
  test('adjusting never makes a p-value smaller, nor greater than 1; BH ≤ Holm ≤ Bonferroni, BH ≤ BY', () => {
    fc.assert(
      fc.property(pValues, (p) => {
        const [bh, by, family] = [benjaminiHochberg(p), benjaminiYekutieli(p), holm(p)];
        p.forEach((value, i) => {
          expect(bh[i]).toBeGreaterThanOrEqual(value * (1 - 1e-12));
          expect(family[i]! * (1 + 1e-12)).toBeGreaterThanOrEqual(bh[i]!);
          expect(family[i]).toBeLessThanOrEqual(Math.min(1, p.length * value));
          expect(by[i]! * (1 + 1e-12)).toBeGreaterThanOrEqual(bh[i]!);
          expect(Math.max(family[i]!, by[i]!)).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  test('the order of the questions does not matter', () => {
    fc.assert(
      fc.property(pValues, (p) => {
        for (const adjust of [benjaminiHochberg, benjaminiYekutieli, holm])
          expect([...adjust([...p].reverse())].reverse()).toEqual([...adjust(p)]);
      }),
    );
  });

  test('p ≤ its level exactly where the adjusted p is at most α', () => {
    const grid = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(grid, (raw) => {
        // Off the boundary α/k, where a division and a product may round apart.
        const p = raw.map((value) => (value + 0.3) / 1000);
        const [levels, adjusted] = [holmLevels(p, 0.05), holm(p)];
        p.forEach((value, i) => expect(value <= levels[i]!).toBe(adjusted[i]! <= 0.05));
      }),
    );
  });
});

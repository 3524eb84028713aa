// Normal tails and quantiles against scipy.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  erfc,
  normalCdf,
  normalQuantile,
  normalSf,
  normalTwoSided,
} from '../../../src/core/analysis/normal-distribution.js';
import { expectRelative } from '../../support/relative.js';

// z, P(Z ≤ z), P(Z > z): scipy 1.17.1, stats.norm.
test.each([
  [-37, 5.7255712225239266e-300, 1],
  [-10, 7.61985302416047e-24, 1],
  [-5.5, 1.898956246588768e-8, 0.9999999810104375],
  [-2.5, 0.006209665325776132, 0.9937903346742238],
  [-1, 0.15865525393145707, 0.8413447460685429],
  [-0.3, 0.3820885778110474, 0.6179114221889526],
  [0, 0.5, 0.5],
  [0.1, 0.539827837277029, 0.460172162722971],
  [0.6, 0.7257468822499265, 0.2742531177500736],
  [0.67, 0.7485711049046899, 0.25142889509531013],
  [1, 0.8413447460685429, 0.15865525393145707],
  [1.96, 0.9750021048517795, 0.024997895148220435],
  [3, 0.9986501019683699, 0.0013498980316300933],
  [5, 0.9999997133484281, 2.866515718791933e-7],
  [8.3, 1, 5.2055697448902465e-17],
  [20, 1, 2.7536241186061556e-89],
  [37, 1, 5.7255712225239266e-300],
] as const)('tails at %s', (z, below, above) => {
  expectRelative(normalCdf(z), below, 1e-12);
  expectRelative(normalSf(z), above, 1e-12);
});

// p, z: scipy 1.17.1, stats.norm.ppf.
test.each([
  [1e-300, -37.0470962993612],
  [1e-20, -9.262340089798409],
  [1e-9, -5.9978070150076865],
  [0.0001, -3.7190164854556804],
  [0.01, -2.3263478740408408],
  [0.025, -1.9599639845400545],
  [0.07, -1.4757910281791706],
  [0.0749, -1.4402382675279635],
  [0.3, -0.5244005127080409],
  [0.5, 0],
  [0.8, 0.8416212335729143],
  [0.9251, 1.4402382675279635],
  [0.95, 1.6448536269514722],
  [0.975, 1.959963984540054],
  [0.99875, 3.023341439739154],
  [0.9999999, 5.199337582290661],
] as const)('quantile of %s', (p, z) => {
  expectRelative(normalQuantile(p), z, 1e-14);
});

test('two-sided tails, and the ends', () => {
  expectRelative(normalTwoSided(-1.959963984540054), 0.05, 1e-14);
  expect(normalTwoSided(0)).toBe(1);
  expect(erfc(0)).toBe(1);
  expect(normalCdf(Infinity)).toBe(1);
  expect(normalCdf(-Infinity)).toBe(0);
  for (const p of [0, 1, -1, NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
});

describe('properties', () => {
  test('the quantile undoes the distribution', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 5, noNaN: true }), (z) => {
        expect(Math.abs(normalQuantile(normalCdf(z)) - z)).toBeLessThan(1e-9);
      }),
    );
  });

  test('tails add up to one and never fall', () => {
    const real = fc.double({ min: -40, max: 40, noNaN: true });
    fc.assert(
      fc.property(real, real, (a, b) => {
        expectRelative(normalCdf(a) + normalSf(a), 1, 1e-15);
        expect(normalCdf(Math.max(a, b))).toBeGreaterThanOrEqual(normalCdf(Math.min(a, b)));
      }),
    );
  });
});

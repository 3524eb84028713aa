// Tails of Student's t, χ² and F against scipy.

import { expect, test } from 'vitest';
import {
  chiSquareSf,
  fisherSf,
  studentQuantile,
  studentSf,
  studentTwoSided,
} from '../../../src/core/analysis/tail-probability.js';
import { expectRelative } from '../../support/relative.js';

// t, degrees of freedom, P(T > t): scipy 1.17.1, stats.t.sf.
test.each([
  [0, 5, 0.5],
  [1, 1, 0.25000000000000006],
  [2.3, 7.5, 0.026286448052184542],
  [-1.7, 393, 0.9550389360810583],
  [12, 3, 0.0006225079003946681],
  [3.0028, 1000000, 0.001337573892229997],
  [-40, 2, 0.9996877926639076],
] as const)('t of %s with %s degrees of freedom', (t, df, expected) => {
  expectRelative(studentSf(t, df), expected, 1e-10);
  expectRelative(studentTwoSided(t, df), 2 * Math.min(expected, 1 - expected), 1e-9);
});

// p, degrees of freedom, t: scipy 1.17.1, stats.t.ppf.
test.each([
  [0.975, 1, 12.706204736174694],
  [0.975, 5, 2.5705818356363146],
  [0.95, 393, 1.648740113636835],
  [0.6, 2.5, 0.2814595127485477],
  [0.5001, 10, 0.0002569978066048638],
  [1e-9, 4, -234.02761040611892],
  [0.005, 1000000, -2.5758342201053344],
] as const)('t quantile of %s with %s degrees of freedom', (p, df, expected) => {
  expectRelative(studentQuantile(p, df), expected, 1e-9);
});

// x, degrees of freedom, P(χ² > x): scipy 1.17.1, stats.chi2.sf.
test.each([
  [3.84, 1, 0.05004352124870519],
  [23.351521, 5, 0.00028913143227740087],
  [26.33247, 10, 0.003317848289479303],
  [0.2, 4, 0.9953211598395555],
  [1000, 900, 0.010994608942135844],
] as const)('χ² of %s with %s degrees of freedom', (x, df, expected) => {
  expectRelative(chiSquareSf(x, df), expected, 1e-11);
});

// x, two degrees of freedom, P(F > x): scipy 1.17.1, stats.f.sf.
test.each([
  [1, 1, 1, 0.5000000000000001],
  [3.5, 2, 30, 0.0430321415445366],
  [0.2, 10, 400, 0.9962246045660322],
] as const)('F of %s with %s and %s degrees of freedom', (x, df1, df2, expected) => {
  expectRelative(fisherSf(x, [df1, df2]), expected, 1e-11);
});

test('the middle, and what has no value', () => {
  expect(studentQuantile(0.5, 3)).toBe(0);
  expect(studentSf(0, 3)).toBe(0.5);
  expect(() => studentQuantile(1, 3)).toThrow(RangeError);
});

// Gamma functions against scipy.

import { expect, test } from 'vitest';
import { deviance, lnGamma, stirlingError, upperGamma } from '../../../src/core/analysis/gamma-function.js';
import { expectRelative } from '../../support/relative.js';

// x, ln Γ(x): scipy 1.17.1, special.gammaln.
test.each([
  [0.001, 6.907178885383853],
  [0.3, 1.0957979948180756],
  [0.5, 0.5723649429247],
  [1.5, -0.12078223763524526],
  [2.5, 0.2846828704729192],
  [7, 6.579251212010101],
  [14.9, 24.924132002217277],
  [15.1, 25.458999750992664],
  [33.3, 82.60372358165493],
  [1000, 5905.220423209181],
  [123456.5, 1323898.630662737],
  [10000000, 151180949.36947393],
] as const)('ln Γ(%s)', (x, expected) => {
  expectRelative(lnGamma(x), expected, 1e-13);
});

// a, x, Q(a, x): scipy 1.17.1, special.gammaincc.
test.each([
  [0.5, 0.01, 0.887537083981715],
  [0.5, 3, 0.014305878435429641],
  [2.5, 2, 0.5494159513527802],
  [2.5, 11, 0.0005235983161067766],
  [5, 13.16, 0.0033328241324616526],
  [50, 49, 0.5378956063990598],
  [50, 80, 0.0001307839765914092],
  [500, 520, 0.18469114909874365],
  [10000, 10000, 0.4986701916600448],
  [100000, 99000, 0.9992425800788253],
  [3, 60, 1.629586652937817e-23],
] as const)('Q(%s, %s)', (a, x, expected) => {
  expectRelative(upperGamma(a, x), expected, 1e-11);
});

test('both forms of the Stirling error and of the deviance meet', () => {
  expectRelative(stirlingError(15), stirlingError(15.0000001), 1e-7);
  expectRelative(deviance(1.22222, 1), 1.22222 * Math.log(1.22222) - 0.22222, 1e-13);
  expectRelative(deviance(1.2222, 1), 1.2222 * Math.log(1.2222) - 0.2222, 1e-13);
  expect(deviance(3, 3)).toBe(0);
});

test('ends, and what has no value', () => {
  expect(upperGamma(2, 0)).toBe(1);
  expect(upperGamma(2, Infinity)).toBe(0);
  expect(() => upperGamma(0, 1)).toThrow(RangeError);
  expect(() => upperGamma(1, -1)).toThrow(RangeError);
  expect(() => lnGamma(0)).toThrow(RangeError);
});

// The incomplete beta function and its inverse against scipy.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inverseBeta, regularisedBeta } from '../../../src/core/analysis/beta-function.js';
import { expectRelative } from '../../support/relative.js';

// x, a, b, I_x(a, b): scipy 1.17.1, special.betainc.
test.each([
  [0.1, 0.5, 0.5, 0.20483276469913345],
  [0.5, 2, 3, 0.6875],
  [0.01, 5, 0.5, 2.4712578086395438e-11],
  [0.99, 5, 0.5, 0.7571581091015623],
  [0.5, 55, 46, 0.18410080866334808],
  [0.5, 600, 401, 1.3642320780329735e-10],
  [0.55, 600, 401, 0.0007933693696643445],
  [0.3, 10000, 20000, 5.263114256614746e-36],
  [0.3333, 100000, 200000, 0.48472420024960267],
  [0.5021, 502000, 498001, 0.5796519250411072],
  [1e-8, 0.5, 200, 0.0015947710206868663],
  [0.2, 1, 1, 0.2],
] as const)('I of %s at (%s, %s)', (x, a, b, expected) => {
  expectRelative(regularisedBeta(x, a, b), expected, 2e-11);
});

// p, a, b, x: scipy 1.17.1, special.betaincinv.
test.each([
  [0.025, 55, 46, 0.44728018877393605],
  [0.975, 56, 45, 0.6496797707603279],
  [0.05, 1, 100, 0.0005128014162622921],
  [1e-6, 3, 50, 0.0003579091437865486],
  [0.5, 0.5, 0.5, 0.4999999999999999],
  [1e-8, 0.5, 0.5, 2.4674011002723397e-16],
  [0.025, 60000, 40001, 0.5969557723413761],
  [0.999, 2, 10000, 0.0009228690817406834],
  [0.01, 0.1, 5, 1.3321008721895307e-21],
  [0.3, 1, 1, 0.3],
] as const)('inverse of %s at (%s, %s)', (p, a, b, expected) => {
  expectRelative(inverseBeta(p, a, b), expected, 1e-11);
});

test('ends, and what has no value', () => {
  expect(regularisedBeta(0, 2, 3)).toBe(0);
  expect(regularisedBeta(1, 2, 3)).toBe(1);
  expect(inverseBeta(0, 2, 3)).toBe(0);
  expect(inverseBeta(1, 2, 3)).toBe(1);
  expect(() => regularisedBeta(1.1, 2, 3)).toThrow(RangeError);
  expect(() => regularisedBeta(0.5, 0, 3)).toThrow(RangeError);
  expect(() => inverseBeta(-0.1, 2, 3)).toThrow(RangeError);
});

test('the inverse undoes the function, and I_x(a, b) = 1 − I_{1−x}(b, a)', () => {
  const shape = fc.double({ min: 1, max: 5000, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), shape, shape, (p, a, b) => {
      expect(Math.abs(regularisedBeta(inverseBeta(p, a, b), a, b) - p)).toBeLessThan(1e-9);
      expect(Math.abs(regularisedBeta(p, a, b) + regularisedBeta(1 - p, b, a) - 1)).toBeLessThan(1e-10);
    }),
  );
});

// Break-even and the dictionary of hit rates and correlations against published values.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  breakEvenCorrelation,
  breakEvenHit,
  breakEvenHitOf,
  correlationOfHit,
  edgeOfCorrelation,
  hitOfCorrelation,
  netEdgeBp,
  roundTripCosts,
} from '../../../src/core/analysis/break-even.js';
import { initRng, nextNormal } from '../../../src/core/stats/rng.js';

test.each([
  [10, 1],
  [15, 0.834],
  [20, 0.75],
  [30, 0.667],
  [50, 0.6],
])('cost of 10 bp, moves of %s bp', (move, hit) => {
  expect(Math.abs(breakEvenHit(10, move)! - hit)).toBeLessThan(1e-3);
  expect(breakEvenHitOf(10, { winBp: move, lossBp: move })).toBeCloseTo(breakEvenHit(10, move)!, 12);
  expect(netEdgeBp(breakEvenHit(10, move)!, move, 10)).toBeCloseTo(0, 12);
});

test('no move: null; a move below the cost: above one', () => {
  expect(breakEvenHit(10, 0)).toBeNull();
  expect(breakEvenHitOf(10, { winBp: 0, lossBp: 0 })).toBeNull();
  expect(breakEvenHit(10, 5)).toBe(1.5);
  expect(breakEvenHitOf(1, { winBp: 6, lossBp: 4 })).toBe(0.5);
});

test('round trips of a user without rebates', () => {
  expect(roundTripCosts({ takerBp: 5, makerBp: 2 })).toEqual({ takerTaker: 10, takerMaker: 7, makerMaker: 4 });
  expect(roundTripCosts({ takerBp: 4.5, makerBp: 1.8 }, 0.2)).toEqual({
    takerTaker: 9.2,
    takerMaker: 6.3999999999999995,
    makerMaker: 3.6,
  });
});

test.each([
  [0.05, 0.5159],
  [0.1, 0.5319],
  [0.2, 0.5641],
  [0.3, 0.597],
])('correlation of %s: signs agree at %s', (rho, hit) => {
  expect(hitOfCorrelation(rho)).toBeCloseTo(hit, 4);
});

test('both ways', () => {
  fc.assert(
    fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (rho) => {
      expect(correlationOfHit(hitOfCorrelation(rho))).toBeCloseTo(rho, 12);
    }),
  );
  expect([correlationOfHit(0), correlationOfHit(0.5), correlationOfHit(1)].map((value) => value + 0)).toEqual([
    -1, 0, 1,
  ]);
});

test('edge of a normal signal, by drawing it', () => {
  const rng = initRng(5);
  let gain = 0;
  for (let i = 0; i < 20_000; i++) {
    const signal = nextNormal(rng);
    gain += (Math.sign(signal) * 3 * (0.4 * signal + Math.sqrt(1 - 0.16) * nextNormal(rng))) / 20_000;
  }
  expect(Math.abs(gain - edgeOfCorrelation(0.4, 3))).toBeLessThan(0.07);
  expect(edgeOfCorrelation(breakEvenCorrelation(2, 7)!, 7)).toBeCloseTo(2, 12);
  expect(breakEvenCorrelation(2, 0)).toBeNull();
});

// Exact binomial tails, tests and intervals against published values and scipy.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  binomialAtLeast,
  binomialAtMost,
  binomialPmf,
  binomialTwoSided,
  clopperPearson,
} from '../../../src/core/analysis/binomial.js';
import { wilsonInterval } from '../../../src/core/stats/proportion.js';
import { expectRelative } from '../../support/relative.js';

// hits, n, p, P(X = k), P(X ≥ k), P(X ≤ k), two-sided p: scipy 1.17.1, stats.binom and stats.binomtest.
test.each([
  [55, 100, 0.5, 0.04847429662643076, 0.18410080866334808, 0.8643734879630823, 0.36820161732669615],
  [12, 18, 0.5, 0.07081604003906257, 0.1189422607421875, 0.951873779296875, 0.237884521484375],
  [600, 1000, 0.5, 4.633908074049655e-11, 1.3642320780329735e-10, 0.9999999999099158, 2.728464156065947e-10],
  [600, 1000, 0.55, 0.00015796551394439554, 0.0007933693696643445, 0.9993645961442801, 0.0014741780320980734],
  [0, 20, 0.1, 0.12157665459056922, 1, 0.12157665459056925, 0.25452997802490435],
  [20, 20, 0.9, 0.12157665459056935, 0.12157665459056931, 1, 0.25452997802490435],
  [3, 40, 0.3, 0.0004951630043090651, 0.9998972345576265, 0.000597928446682593, 0.0008725348736635153],
  [50321, 100000, 0.5, 0.00032132093606624117, 0.02132991617568141, 0.9789914047603856, 0.04265983235136282],
  [7, 10, 0.55, 0.16647829287890628, 0.26603794503085954, 0.9004403478480468, 0.5276006457853516],
  [223, 395, 0.5, 0.0014898345214335652, 0.005890837087855999, 0.9955989974335776, 0.011781674175711998],
  [1, 5, 0.2, 0.40959999999999996, 0.67232, 0.7372799999999999, 1],
] as const)('%s of %s at %s', (hits, n, p, pmf, atLeast, atMost, twoSided) => {
  expectRelative(binomialPmf({ hits, n }, p), pmf, 1e-11);
  expectRelative(binomialAtLeast({ hits, n }, p), atLeast, 1e-11);
  expectRelative(binomialAtMost({ hits, n }, p), atMost, 1e-11);
  expectRelative(binomialTwoSided({ hits, n }, p), twoSided, 1e-11);
});

// hits, n, level, low, high: scipy 1.17.1, binomtest(…).proportion_ci(level, 'exact').
test.each([
  [55, 100, 0.95, 0.4472801887739499, 0.6496797707603279],
  [12, 18, 0.95, 0.4099252381720744, 0.8665725974936761],
  [600, 1000, 0.95, 0.5688784459559311, 0.6305310124510889],
  [0, 20, 0.95, 0, 0.16843347098308548],
  [20, 20, 0.9, 0.8608916593316243, 1],
  [50321, 100000, 0.99, 0.49913226522767706, 0.5072874288835988],
] as const)('Clopper–Pearson of %s of %s at %s', (hits, n, level, low, high) => {
  const interval = clopperPearson({ hits, n }, level);
  expectRelative(interval?.low, low, 1e-11);
  expectRelative(interval?.high, high, 1e-11);
});

test('published values', () => {
  expectRelative(binomialTwoSided({ hits: 55, n: 100 }), 0.36820161732669576);
  expectRelative(binomialAtLeast({ hits: 55, n: 100 }, 0.5), 0.18410080866334788);
  expectRelative(binomialTwoSided({ hits: 223, n: 395 }), 0.01178167417571196);
  expectRelative(binomialAtLeast({ hits: 600, n: 1000 }, 0.55), 0.0007933693696643553);
  expectRelative(binomialTwoSided({ hits: 12, n: 18 }), 0.237884521484375);
  expect(binomialAtLeast({ hits: 55, n: 100 }, 0.55)).toBeCloseTo(0.5413, 4);
  expect(binomialAtLeast({ hits: 12, n: 18 }, 0.55)).toBeCloseTo(0.2258, 4);
  expectRelative(clopperPearson({ hits: 55, n: 100 })?.low, 0.44728018877393605);
  expectRelative(clopperPearson({ hits: 55, n: 100 })?.high, 0.6496797707603279);
});

test('no trials: null; impossible counts are refused', () => {
  expect(clopperPearson({ hits: 0, n: 0 })).toBeNull();
  expect(binomialTwoSided({ hits: 0, n: 0 })).toBeNull();
  expect(() => clopperPearson({ hits: 2, n: 1 })).toThrow(RangeError);
  expect(() => binomialAtLeast({ hits: 1, n: 2 }, 1.5)).toThrow(RangeError);
});

const anyCount = fc
  .integer({ min: 1, max: 400 })
  .chain((n) => fc.record({ hits: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));

test('the tails are sums of the probabilities', () => {
  fc.assert(
    fc.property(anyCount, fc.double({ min: 0.02, max: 0.98, noNaN: true }), ({ hits, n }, p) => {
      const pmf = Array.from({ length: n + 1 }, (_, k) => binomialPmf({ hits: k, n }, p));
      const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
      expect(Math.abs(sum(pmf.slice(hits)) - binomialAtLeast({ hits, n }, p))).toBeLessThan(1e-12);
      expect(Math.abs(sum(pmf.slice(0, hits + 1)) - binomialAtMost({ hits, n }, p))).toBeLessThan(1e-12);
      const asUnlikely = sum(pmf.filter((value) => value <= pmf[hits]! * (1 + 1e-7)));
      expect(Math.abs(asUnlikely - binomialTwoSided({ hits, n }, p)!)).toBeLessThan(1e-9);
    }),
  );
});

test('Clopper–Pearson holds the observed rate and the middle of Wilson', () => {
  fc.assert(
    fc.property(anyCount, ({ hits, n }) => {
      const exact = clopperPearson({ hits, n })!;
      const wilson = wilsonInterval(hits, n)!;
      const centre = (hits + 1.959963984540054 ** 2 / 2) / (n + 1.959963984540054 ** 2);
      expect(exact.low).toBeLessThanOrEqual(hits / n);
      expect(exact.high).toBeGreaterThanOrEqual(hits / n);
      expect(exact.low).toBeLessThan(centre);
      expect(exact.high).toBeGreaterThan(centre);
      expect(exact.low).toBeLessThan(wilson.high);
    }),
  );
});

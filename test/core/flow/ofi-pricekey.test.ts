// OFI by price: published vectors, and a plain Map model.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceKeyedFlow } from '../../../src/core/flow/ofi-pricekey.js';
import { ONES, type Side, WEIGHTS, anyTop, asksOf, bidsOf, steps, topOf } from './snapshots.js';

test('published vectors, weighted and raw', () => {
  const weighted = [1.2, 0.8, 1.6, -0.8, -1.6];
  const raw = [3, 2, 4, -2, -4];
  steps.forEach(([prev, next], i) => {
    expect(priceKeyedFlow(prev, next, WEIGHTS)).toBeCloseTo(weighted[i]!, 12);
    expect(priceKeyedFlow(prev, next, ONES)).toBe(raw[i]);
  });
});

test('a level that slides out of view of a full side makes no flow', () => {
  const five: Side = [5, 4, 3, 2, 1].map((k) => [990 + k, 10 * k] as const);
  const better: Side = [[996, 3], ...five];
  expect(priceKeyedFlow(topOf(five, []), topOf(better, []), ONES)).toBe(3);
  expect(priceKeyedFlow(topOf(better, []), topOf(five, []), ONES)).toBe(-3);
});

test('a side with fewer levels than there are weights is wholly in view: a new last level is flow', () => {
  expect(priceKeyedFlow(topOf([[999, 5]], []), topOf([[999, 5], [990, 4]], []), ONES)).toBe(4); // prettier-ignore
});

test('ranks run over the union: an unchanged level in front takes a rank', () => {
  const prev = topOf([[999, 5], [998, 6]], []); // prettier-ignore
  expect(priceKeyedFlow(prev, topOf([[999, 5], [998, 8]], []), WEIGHTS)).toBeCloseTo(0.25 * 2, 12); // prettier-ignore
  expect(priceKeyedFlow(prev, topOf([[999, 5], [997, 1]], []), WEIGHTS)).toBeCloseTo(-0.25 * 6 + 0.2 * 1, 12); // prettier-ignore
});

/** Demand of one side, prices descending from the best after multiplying by `sign`. */
function sideModel(prev: Side, next: Side, sign: 1 | -1): number {
  const view = (levels: Side) => (levels.length < 5 ? -Infinity : sign * levels[4]![0]);
  const floor = Math.max(view(prev), view(next));
  const before = new Map(prev);
  const after = new Map(next);
  const prices = [...new Set([...before.keys(), ...after.keys()])]
    .filter((price) => sign * price >= floor)
    .sort((a, b) => sign * (b - a));
  return prices.reduce(
    (flow, price, rank) => flow + (WEIGHTS[rank] ?? 0) * ((after.get(price) ?? 0) - (before.get(price) ?? 0)),
    0,
  );
}

test('any two snapshots: equals the definition written with Maps', () => {
  fc.assert(
    fc.property(anyTop, anyTop, (prev, next) => {
      const model = sideModel(bidsOf(prev), bidsOf(next), 1) - sideModel(asksOf(prev), asksOf(next), -1);
      expect(priceKeyedFlow(prev, next, WEIGHTS)).toBeCloseTo(model, 10);
    }),
  );
});

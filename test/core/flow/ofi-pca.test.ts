// First component of level flows: the published vector, its sign and size, what cannot be fitted, checkpoints.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finishPcaFit, initPcaFit, stepPcaFit, weightedFlow } from '../../../src/core/flow/ofi-pca.js';

/** quant-vectors.json, impact.pca. */
const E = [
  [3, 1, 0],
  [2, 2, 1],
  [-1, 0, 1],
  [-4, -2, -2],
  [1, 1, 2],
  [0, -1, -1],
  [5, 3, 2],
  [-2, -2, -3],
];

function fitOf(rows: readonly (readonly number[])[], levels = 3) {
  const state = initPcaFit(levels);
  for (const row of rows) stepPcaFit(state, row);
  return finishPcaFit(state);
}

test('published vector', () => {
  const fit = fitOf(E)!;
  expect(fit.explained).toBeCloseTo(0.9019362274873037, 12);
  [0.4525182995, 0.2901402959, 0.2573414046].forEach((weight, m) => expect(fit.weights[m]).toBeCloseTo(weight, 9));
  expect(fit.n).toBe(8);
});

const anyRows = fc.array(fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: -50, max: 50 }))), {
  minLength: 3,
  maxLength: 40,
});

describe('any data', () => {
  test('Σ|w| = 1, Σw ≥ 0, the share within 0..1; the opposite data has the same component', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const fit = fitOf(rows, 4);
        if (fit === null) return;
        expect(fit.weights.reduce((sum, w) => sum + Math.abs(w), 0)).toBeCloseTo(1, 12);
        expect(fit.weights.reduce((sum, w) => sum + w, 0)).toBeGreaterThanOrEqual(-1e-12);
        expect(fit.explained).toBeGreaterThan(0);
        expect(fit.explained).toBeLessThanOrEqual(1 + 1e-12);
        const opposite = fitOf(rows.map((row) => row.map((x) => -x)), 4)!; // prettier-ignore
        expect(opposite.explained).toBeCloseTo(fit.explained, 12);
      }),
    );
  });

  test('no direction varies more than the component', () => {
    fc.assert(
      fc.property(
        anyRows,
        fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: -9, max: 9 }))),
        (rows, way) => {
          const fit = fitOf(rows, 4);
          if (fit === null || way.every((w) => w === 0)) return;
          const along = (w: ArrayLike<number>): number => {
            const unit = Math.sqrt(Array.from(w).reduce((sum, x) => sum + x * x, 0));
            const values = rows.map((row) => row.reduce((sum, x, m) => sum + (x * w[m]!) / unit, 0));
            const mean = values.reduce((a, b) => a + b, 0) / values.length;
            return values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0);
          };
          expect(along(way)).toBeLessThanOrEqual(along(fit.weights) * (1 + 1e-9) + 1e-9);
        },
      ),
    );
  });

  test('a checkpoint in the middle gives the same bits', () => {
    fc.assert(
      fc.property(anyRows, fc.nat(40), (rows, cut) => {
        const state = initPcaFit(4);
        rows.slice(0, cut).forEach((row) => stepPcaFit(state, row));
        const second = structuredClone(state);
        rows.slice(cut).forEach((row) => stepPcaFit(second, row));
        expect(finishPcaFit(second)).toEqual(fitOf(rows, 4));
      }),
    );
  });
});

test('nothing to fit: too few rows, or rows that do not vary', () => {
  expect(fitOf([])).toBeNull();
  expect(fitOf([[1, 2, 3]])).toBeNull();
  expect(fitOf([[1, 2, 3], [1, 2, 3]])).toBeNull(); // prettier-ignore
  const state = initPcaFit(2);
  expect([stepPcaFit(state, [1, NaN]), state.n]).toEqual([false, 0]);
  expect(() => initPcaFit(0)).toThrow(RangeError);
});

test('a large offset costs no digits', () => {
  const far = fitOf(E.map((row) => row.map((x) => x + 1e9)))!;
  const near = fitOf(E)!;
  near.weights.forEach((weight, m) => expect(far.weights[m]).toBeCloseTo(weight, 6));
});

test('weighted flow', () => {
  expect(weightedFlow(Float64Array.of(0.5, 0.25), (m) => [8, -4][m]!)).toBe(3);
});

test('no more vectors than levels make no fit', () => {
  const rows = [
    [1, 2, 3],
    [2, 1, 5],
    [4, 4, 1],
  ];
  expect(fitOf(rows, 3)).toBeNull();
  expect(fitOf([...rows, [0, 1, 1]], 3)).not.toBeNull();
});

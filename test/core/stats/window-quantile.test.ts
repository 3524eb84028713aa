// Exact window quantiles against sorting the window anew.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantileNearestRank, quantileType7, sortedCopy } from '../../../src/core/stats/quantile.js';
import {
  clearSortedWindow,
  initSortedWindow,
  pushSortedWindow,
  windowNearestRank,
  windowQuantile,
} from '../../../src/core/stats/window-quantile.js';

test('published vector, then the oldest values leave', () => {
  const state = initSortedWindow(12);
  expect(windowQuantile(state, 0.5)).toBeNull();
  for (const x of [99, 98, 15, 20, 35, 40, 50, 3, 8, 8, 13, 7, 9, 1]) pushSortedWindow(state, x);
  [11, 39.5, 44.5, 48.9].forEach((q, i) => expect(windowQuantile(state, [0.5, 0.9, 0.95, 0.99][i]!)).toBeCloseTo(q, 9));
  expect([0.5, 0.9, 0.95, 0.99].map((p) => windowNearestRank(state, p))).toEqual([9, 40, 50, 50]);
});

test('NaN and infinities are refused and change nothing', () => {
  const state = initSortedWindow(3);
  pushSortedWindow(state, 1);
  const before = structuredClone(state);
  for (const bad of [NaN, Infinity, -Infinity]) expect(pushSortedWindow(state, bad)).toBe(false);
  expect(state).toEqual(before);
});

const sample = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.double({ noNaN: true, noDefaultInfinity: true }));

test('any sequence: the sorted half is the window, sorted', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.array(sample, { minLength: 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (size, xs, p) => {
        const state = initSortedWindow(size);
        xs.forEach((x, i) => {
          pushSortedWindow(state, x);
          const truth = sortedCopy(xs.slice(Math.max(0, i + 1 - size), i + 1));
          expect(Array.from(state.sorted.subarray(0, state.count), (v) => v + 0)).toEqual(
            Array.from(truth, (v) => v + 0),
          );
          expect(windowQuantile(state, p)! + 0).toBe(quantileType7(truth, p)! + 0);
          expect(windowNearestRank(state, p)! + 0).toBe(quantileNearestRank(truth, p)! + 0);
        });
      },
    ),
  );
});

test('a checkpoint in the middle equals the uninterrupted run; clearing empties', () => {
  const state = initSortedWindow(4);
  for (const x of [5, 1, 4, 2, 8]) pushSortedWindow(state, x);
  const copy = structuredClone(state);
  for (const x of [3, 3, 9]) [state, copy].forEach((s) => pushSortedWindow(s, x));
  expect(copy).toEqual(state);
  clearSortedWindow(state);
  expect(windowNearestRank(state, 0.5)).toBeNull();
});

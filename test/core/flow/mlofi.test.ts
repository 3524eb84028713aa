// Level flows of an interval and their common depth: published vectors, mirrored books, floors, checkpoints.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cksLevelFlow } from '../../../src/core/flow/ofi-cks.js';
import {
  LEAST_DEPTH_LOTS,
  clearMlofi,
  commonDepth,
  initMlofi,
  normalisedFlow,
  stepMlofi,
} from '../../../src/core/flow/mlofi.js';
import { anyTop, mirrored, steps, topOf } from './snapshots.js';

test('published vector: the window of all five steps', () => {
  const state = initMlofi(5);
  for (const [prev, next] of steps) stepMlofi(state, prev, next);
  expect([...state.flows]).toEqual([3, 0, 0, 0, 0]);
  expect(commonDepth(state)).toBeCloseTo(7, 12);
  expect(normalisedFlow(state, 0)).toBeCloseTo(0.4285714285714286, 12);
});

test('published vector: average depth of the best level', () => {
  const state = initMlofi(1);
  for (const [prev, next] of steps) stepMlofi(state, prev, next);
  expect(commonDepth(state)).toBeCloseTo(5.2, 12);
});

test('without an update nothing flowed, and there is no depth', () => {
  const state = initMlofi(3);
  expect([commonDepth(state), normalisedFlow(state, 0)]).toEqual([null, 0]);
  stepMlofi(state, topOf([], []), topOf([[1, 5]], []));
  clearMlofi(state);
  expect(state).toEqual(initMlofi(3));
});

test('an almost empty book counts as one lot deep', () => {
  const state = initMlofi(5);
  stepMlofi(state, topOf([[1, 3]], [[2, 1]]), topOf([[1, 1]], [[2, 1]])); // prettier-ignore
  expect(commonDepth(state)).toBe(LEAST_DEPTH_LOTS);
  expect(normalisedFlow(state, 0)).toBe(-2);
});

test('mirrored books: exactly the opposite flow, the same depth; equal books: none', () => {
  fc.assert(
    fc.property(anyTop, anyTop, (prev, next) => {
      const [one, other, still] = [initMlofi(5), initMlofi(5), initMlofi(5)];
      stepMlofi(one, prev, next);
      stepMlofi(other, mirrored(prev), mirrored(next));
      stepMlofi(still, next, next);
      for (let m = 0; m < 5; m++) {
        expect(one.flows[m]).toBe(cksLevelFlow(prev, next, m));
        expect(normalisedFlow(one, m) + normalisedFlow(other, m)).toBe(0);
        expect(still.flows[m]! + 0).toBe(0);
      }
      expect(commonDepth(other)).toBe(commonDepth(one));
    }),
  );
});

test('a checkpoint in the middle changes nothing', () => {
  const [whole, first] = [initMlofi(4), initMlofi(4)];
  for (const [prev, next] of steps) stepMlofi(whole, prev, next);
  for (const [prev, next] of steps.slice(0, 2)) stepMlofi(first, prev, next);
  const second = structuredClone(first);
  for (const [prev, next] of steps.slice(2)) stepMlofi(second, prev, next);
  expect(second).toEqual(whole);
});

test('levels are counted', () => {
  for (const levels of [0, -1, 1.5]) expect(() => initMlofi(levels)).toThrow(RangeError);
});

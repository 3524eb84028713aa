// A straight line through pairs: exact lines, degenerate ones, and the window.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type LineFit,
  clearPairWindow,
  emptyFit,
  fitLine,
  initPairWindow,
  pushPair,
} from '../../../src/core/stats/straight-line.js';

function fitOf(pairs: readonly (readonly [number, number])[], size = pairs.length): LineFit {
  const window = initPairWindow(size);
  for (const [x, y] of pairs) pushPair(window, x, y);
  const fit = emptyFit();
  fitLine(window, fit);
  return fit;
}

describe('named facts', () => {
  test('points on a line: the line, and all of the variance', () => {
    expect(fitOf([[1, 5], [2, 7], [4, 11]])).toEqual({ intercept: 3, slope: 2, r2: 1, slopeAtOrigin: 63 / 21 }); // prettier-ignore
  });

  test('equal x: no slope, unless the line must pass through the origin', () => {
    const upright = fitOf([[0.1, 1], [0.1, 2], [0.1, 3]]); // prettier-ignore
    expect([upright.intercept, upright.slope, upright.r2]).toEqual([null, null, null]);
    expect(upright.slopeAtOrigin).toBeCloseTo(20, 12);
    expect(fitOf([[0, 1], [0, 2]])).toEqual(emptyFit()); // prettier-ignore
    expect(fitOf([], 3)).toEqual(emptyFit());
  });

  test('equal y: a flat line, and no variance to explain', () => {
    const flat = fitOf([[1, 0.3], [2, 0.3], [3, 0.3]]); // prettier-ignore
    expect(flat.slope).toBeCloseTo(0, 12);
    expect(flat.r2).toBeNull();
  });

  test('cleared, a window is empty; windows of no pairs are refused', () => {
    const window = initPairWindow(2);
    pushPair(window, 1, 1);
    clearPairWindow(window);
    expect(window.count).toBe(0);
    for (const size of [0, 1.5, -1]) expect(() => initPairWindow(size)).toThrow(RangeError);
  });
});

const value = fc.integer({ min: -1000, max: 1000 });
const pairs = fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 40 });

describe('properties', () => {
  test('only the last W pairs count', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 10 }), (list, size) => {
        const [recent, all] = [fitOf(list.slice(-size), size), fitOf(list, size)];
        for (const key of Object.keys(recent) as (keyof LineFit)[]) {
          if (recent[key] === null) expect(all[key]).toBeNull();
          else expect(all[key]).toBeCloseTo(recent[key], 8);
        }
      }),
    );
  });

  test('the residuals sum to nothing, and are not correlated with x', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const { slope, intercept } = fitOf(list);
        if (slope === null || intercept === null) return;
        const residuals = list.map(([x, y]) => y - intercept - slope * x);
        expect(Math.abs(residuals.reduce((sum, r) => sum + r, 0))).toBeLessThan(1e-6);
        expect(Math.abs(residuals.reduce((sum, r, i) => sum + r * list[i]![0], 0))).toBeLessThan(1e-3);
      }),
    );
  });
});

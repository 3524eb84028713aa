// Regressions from running co-moments, against the same computed at once.

import { describe, expect, test } from 'vitest';
import {
  addSample,
  correlationOf,
  initCoMoments,
  lineOn,
  planeOn,
} from '../../../../src/core/analysis/impact/co-moments.js';
import { initRng, nextNormal } from '../../../../src/core/stats/rng.js';

const of = (samples: readonly (readonly [number, number, number])[]) => {
  const state = initCoMoments();
  for (const [y, x1, x2] of samples) addSample(state, { y, x1, x2 });
  return state;
};

describe('named facts', () => {
  test('a plane without noise is found exactly', () => {
    const state = of([[1, 0, 0], [3, 1, 0], [4, 0, 1], [6, 1, 1], [11, 2, 2]]); // prettier-ignore
    expect(planeOn(state)?.beta).toBeCloseTo(2, 12);
    expect(planeOn(state)?.alpha).toBeCloseTo(1, 12);
    expect(planeOn(state)?.r2).toBeCloseTo(1, 12);
  });
  test('a line on either regressor', () => {
    const state = of([[2, 1, -1], [4, 2, -2], [6, 3, -3]]); // prettier-ignore
    expect([lineOn(state, 1)?.beta, lineOn(state, 2)?.beta]).toEqual([2, -2]);
  });
  test('nothing is said of constants, of collinear regressors, of too few samples', () => {
    expect(lineOn(of([[1, 5, 0], [2, 5, 1], [3, 5, 2]]), 1)).toBeNull(); // prettier-ignore
    expect(planeOn(of([[1, 1, 1], [2, 2, 2], [4, 3, 3], [3, 4, 4]]))).toBeNull(); // prettier-ignore
    expect(lineOn(of([[1, 1, 0], [2, 2, 0]]), 1)).toBeNull(); // prettier-ignore
    expect(correlationOf(of([[1, 1, 0], [1, 2, 0], [1, 3, 0]]))).toBeNull(); // prettier-ignore
  });
});

test('a large offset takes no digits away', () => {
  const rng = initRng(7);
  const samples = Array.from({ length: 500 }, () => {
    const [x1, x2] = [nextNormal(rng), nextNormal(rng)];
    return [0.5 * x1 - 0.25 * x2 + 0.1 * nextNormal(rng), x1, x2] as const;
  });
  const plain = planeOn(of(samples));
  const shifted = planeOn(of(samples.map(([y, x1, x2]) => [y + 1e6, x1 + 1e6, x2 - 1e6])));
  expect(shifted?.beta).toBeCloseTo(plain?.beta ?? NaN, 8);
  expect(shifted?.r2).toBeCloseTo(plain?.r2 ?? NaN, 8);
});

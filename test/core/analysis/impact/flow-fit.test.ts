// Fits of a price change on flows from co-moments alone: the vectors of the literature, and what cannot be fitted.

import { describe, expect, test } from 'vitest';
import { type CoMoments, addSample, initCoMoments } from '../../../../src/core/analysis/impact/co-moments.js';
import { type FlowModel, fitFlow, squaredErrors } from '../../../../src/core/analysis/impact/flow-fit.js';
import { initRng, nextNormal } from '../../../../src/core/stats/rng.js';

function momentsOf(samples: readonly (readonly number[])[]): CoMoments {
  const state = initCoMoments(samples[0]?.length ?? 0);
  for (const sample of samples) addSample(state, sample);
  return state;
}

const joint = (...places: number[]): FlowModel => ({ kind: 'joint', places });

const near =
  (digits: number) =>
  (x: number): unknown =>
    expect.closeTo(x, digits);

describe('named facts', () => {
  const plane = momentsOf([[1, 0, 0], [3, 1, 0], [4, 0, 1], [6, 1, 1], [11, 2, 2]]); // prettier-ignore
  test('a plane without noise is found exactly', () => {
    const fit = fitFlow(plane, joint(1, 2));
    expect([...fit!.coefficients, fit!.alpha, fit!.r2]).toEqual([2, 3, 1, 1].map(near(12)));
    expect(squaredErrors(plane, fit!)).toBeCloseTo(0, 10);
  });
  test('a regressor that is a combination of those before it gets nothing, and takes nothing away', () => {
    const double = momentsOf([[1, 1, 2], [3, 2, 4], [2, 3, 6], [5, 4, 8], [4, 5, 10]]); // prettier-ignore
    const [both, one] = [fitFlow(double, joint(1, 2)), fitFlow(double, joint(1))];
    expect([...both!.coefficients]).toEqual([expect.closeTo(one!.slope, 12), 0]);
    expect(both!.r2).toBeCloseTo(one!.r2, 12);
  });
  test('nothing is said of constants and of too few samples', () => {
    expect(fitFlow(momentsOf([[1, 5], [2, 5], [3, 5], [4, 5]]), joint(1))).toBeNull(); // prettier-ignore
    expect(fitFlow(momentsOf([[1, 1], [1, 2], [1, 3], [1, 4]]), joint(1))).toBeNull(); // prettier-ignore
    expect(fitFlow(momentsOf([[1, 1], [2, 2]]), joint(1))).toBeNull(); // prettier-ignore
    expect(fitFlow(momentsOf([[1, 1, 0], [2, 2, 1], [3, 4, 1]]), joint(1, 2))).toBeNull(); // prettier-ignore
  });
  test('a weighted sum is one regressor, its slope that of the sum', () => {
    const rng = initRng(3);
    const samples = Array.from({ length: 60 }, () => {
      const [a, b] = [nextNormal(rng), nextNormal(rng)];
      return [1 + 2 * (0.75 * a + 0.25 * b), a, b];
    });
    const fit = fitFlow(momentsOf(samples), { kind: 'weighted', places: [1, 2], weights: [0.75, 0.25] });
    expect([fit!.slope, fit!.alpha, fit!.r2]).toEqual([2, 1, 1].map(near(9)));
  });
});

test('of the first component: one hidden flow behind three levels, slope and share', () => {
  const rng = initRng(5);
  const samples = Array.from({ length: 400 }, () => {
    const hidden = nextNormal(rng);
    const levels = [3, 2, 1].map((size) => size * hidden + 0.01 * nextNormal(rng));
    return [0.5 * hidden, ...levels];
  });
  const fit = fitFlow(momentsOf(samples), { kind: 'component', places: [1, 2, 3] });
  expect([...fit!.component!.weights]).toEqual([1 / 2, 1 / 3, 1 / 6].map(near(3)));
  expect(fit!.component!.explained).toBeGreaterThan(0.999);
  // Σ w · level = (3/2 + 2/3 + 1/6) · hidden = 7/3 · hidden
  expect(fit!.slope).toBeCloseTo(0.5 / (7 / 3), 3);
});

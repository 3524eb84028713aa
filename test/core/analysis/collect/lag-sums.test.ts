// Autocorrelation of signals over all decisions: named values, a process of known memory, breaks, a checkpoint.

import { describe, expect, test } from 'vitest';
import { breakLags, closeLags, initLags, pushLags } from '../../../../src/core/analysis/collect/lag-sums.js';
import { autocorrelationAt } from '../../../../src/core/analysis/ljung-box.js';
import { initRng, nextNormal } from '../../../../src/core/stats/rng.js';

const fed = (values: readonly number[], state = initLags(1)) => {
  for (const value of values) pushLags(state, Float64Array.of(value));
  return state;
};

/** x(t) = 0.9 x(t − 1) + noise, about a level. */
function remembering(count: number, level: number): number[] {
  const rng = initRng(7);
  let x = 0;
  return Array.from({ length: count }, () => level + (x = 0.9 * x + nextNormal(rng)));
}

describe('named facts', () => {
  test.each([
    ['nothing pushed', [], [null, null, null]],
    ['a value that never changes', [3, 3, 3], [null, null, null]],
    ['a sign that alternates', [1, -1, 1, -1], [-1, null, null]],
    ['nothing but absent values', [NaN, NaN], [null, null, null]],
  ])('%s', (_, values, wanted) => expect(closeLags(fed(values), 0)).toEqual(wanted));

  test('a pair one of whose ends is absent does not count', () => {
    const [one] = closeLags(fed([1, NaN, 1, -1, NaN, 1, -1]), 0);
    expect(one).toBeLessThan(-0.9);
  });

  test('a break separates what stands on its sides', () => {
    const whole = fed([1, -1]);
    breakLags(whole);
    expect(closeLags(fed([-1, 1], whole), 0)[0]).toBe(-1);
  });
});

test('a long run has figures at all lags, about those of the textbook', () => {
  const series = remembering(50_000, 0);
  const book = autocorrelationAt(series, [1, 10, 100]);
  const own = closeLags(fed(series), 0);
  for (const [k, value] of own.entries()) expect(value!).toBeCloseTo(book[k]!, 2);
  expect(own[0]!).toBeCloseTo(0.9, 1);
});

test('a large level takes no digits away', () => {
  const near = closeLags(fed(remembering(5_000, 0)), 0);
  const far = closeLags(fed(remembering(5_000, 1e6)), 0);
  for (const [k, value] of far.entries()) expect(value!).toBeCloseTo(near[k]!, 6);
});

test('signals do not mix', () => {
  const state = initLags(2);
  for (const x of remembering(500, 0)) pushLags(state, Float64Array.of(x, -3 * x));
  const [first, second] = [closeLags(state, 0), closeLags(state, 1)];
  for (const [k, value] of first.entries()) expect(second[k]!).toBeCloseTo(value!, 9);
});

test('a checkpoint in the middle equals the uninterrupted run', () => {
  const series = remembering(700, 2);
  const whole = closeLags(fed(series), 0);
  const half = structuredClone(fed(series.slice(0, 333)));
  expect(closeLags(fed(series.slice(333), half), 0)).toEqual(whole);
});

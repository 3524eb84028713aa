// The rate of the last interval: it falls to nothing when nothing comes, however much came before.

import { expect, test } from 'vitest';
import { initIntervalRate, stepIntervalRate } from '../../../src/core/quality/interval-rate.js';

test('of the last interval, not since the beginning', () => {
  const state = initIntervalRate();
  expect(stepIntervalRate(state, 1_000, 10)).toBe(100);
  expect(stepIntervalRate(state, 1_500, 20)).toBe(50);
  expect(stepIntervalRate(state, 1_500, 30)).toBe(0);
});

test('a very short interval is joined to the next', () => {
  const state = initIntervalRate();
  expect(stepIntervalRate(state, 1_000, 10)).toBe(100);
  expect(stepIntervalRate(state, 1_009, 10.1)).toBe(100);
  expect(stepIntervalRate(structuredClone(state), 1_018, 11)).toBe(18);
});

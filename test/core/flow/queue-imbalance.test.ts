// Queue imbalance, depth imbalance, weighted mid: published vectors.

import { expect, test } from 'vitest';
import { depthImbalance, queueImbalance, weightedMidTicks } from '../../../src/core/flow/queue-imbalance.js';
import { SNAPSHOTS, topOf } from './snapshots.js';

const LATER = SNAPSHOTS.slice(1);

test('queue imbalance at the best level', () => {
  const expected = [1 / 3, -1 / 3, -5 / 9, 1 / 15, 0.4];
  LATER.forEach((top, i) => expect(queueImbalance(top.bidLots[0]!, top.askLots[0]!)).toBeCloseTo(expected[i]!, 12));
  expect(queueImbalance(0, 0)).toBeNull();
  expect(queueImbalance(3, 0)).toBe(1);
});

test('depth imbalance over five levels', () => {
  const expected = [0.055556, -0.014925, -0.029412, 0.041096, 0.057143];
  LATER.forEach((top, i) => expect(depthImbalance(top, 5)).toBeCloseTo(expected[i]!, 6));
  expect(depthImbalance(topOf([], []), 5)).toBeNull();
  expect(depthImbalance(topOf([[999, 3], [998, 9]], [[1001, 1]]), 1)).toBe(0.5); // prettier-ignore
});

test('weighted mid, in ticks of 0.1; none with an empty side', () => {
  const expected = [100.13333333333333, 100.13333333333333, 100.14444444444445, 100.16, 100.14];
  LATER.forEach((top, i) => expect(weightedMidTicks(top)! / 10).toBeCloseTo(expected[i]!, 10));
  expect(weightedMidTicks(topOf([], [[1001, 4]]))).toBeNull();
  expect(weightedMidTicks(topOf([[999, 4]], []))).toBeNull();
});

// Sizes and distances: whole, bounded, with the tail they are meant to have.

import { expect, test } from 'vitest';
import {
  DEEPEST_TICKS,
  farDistance,
  fillCount,
  nearDistance,
  restingLots,
  takerLots,
  withoutRpiLots,
} from '../../../src/core/sim/size-law.js';
import { initRng } from '../../../src/core/stats/rng.js';
import { marketOf } from '../../support/synthetic.js';

const N = 200_000;
const [CONFIG] = marketOf(1).symbols;
if (CONFIG === undefined) throw new Error('no symbol');
const config = CONFIG;

const draw = (law: (i: number) => number): number[] => Array.from({ length: N }, (_, i) => law(i));

test('taker sizes have a power tail: twice the size, 2^-1.2 of the frequency', () => {
  const rng = initRng(1);
  const sizes = draw(() => takerLots(rng, config));
  const beyond = (queues: number) => sizes.filter((size) => size > queues * config.queueLots).length;
  expect(sizes.every((size) => Number.isInteger(size) && size >= config.minTradeLots)).toBe(true);
  // The tail is cut at 30 queues: truncation matters little below 8.
  expect(beyond(2) / beyond(1)).toBeGreaterThan(0.38);
  expect(beyond(2) / beyond(1)).toBeLessThan(0.48);
});

test('levels fill up with distance', () => {
  const rng = initRng(2);
  const occupied = (distance: number) => draw(() => restingLots(rng, distance, config)).filter((q) => q > 0).length / N;
  expect(occupied(1)).toBeLessThan(0.25);
  expect(occupied(1_000)).toBeGreaterThan(0.94);
});

test('distances, fills and quantities stay in their bounds', () => {
  const rng = initRng(3);
  for (let i = 0; i < 20_000; i++) {
    expect(farDistance(rng, config)).toBeLessThanOrEqual(DEEPEST_TICKS);
    expect(farDistance(rng, config)).toBeGreaterThanOrEqual(1);
    expect([1, 2, 3, 4, 5, 6, 7, 8]).toContain(nearDistance(rng));
    expect(fillCount(rng, 1 + i, config)).toBeGreaterThanOrEqual(1);
    expect(withoutRpiLots(rng, 5)).toBeLessThanOrEqual(5);
  }
});

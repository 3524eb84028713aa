// Running co-moments of a vector, against the same computed at once.

import { expect, test } from 'vitest';
import {
  type CoMoments,
  addSample,
  addZeros,
  initCoMoments,
  mergeMoments,
  momentAt,
} from '../../../../src/core/analysis/impact/co-moments.js';
import { initRng, nextNormal } from '../../../../src/core/stats/rng.js';

const of = (samples: readonly (readonly number[])[]): CoMoments => {
  const state = initCoMoments(3);
  for (const sample of samples) addSample(state, sample);
  return state;
};

const rng = initRng(7);
const SAMPLES = Array.from({ length: 300 }, () => [nextNormal(rng), 5 + nextNormal(rng), 1e6 + nextNormal(rng)]);

function expectSame(a: CoMoments, b: CoMoments): void {
  expect(a.n).toBe(b.n);
  for (let i = 0; i < 3; i++) {
    expect(a.mean[i]).toBeCloseTo(b.mean[i]!, 8);
    for (let j = 0; j < 3; j++) expect(momentAt(a, i, j)).toBeCloseTo(momentAt(b, i, j), 5);
  }
}

test('sums of products of deviations from the mean', () => {
  const state = of(SAMPLES);
  const mean = (i: number): number => SAMPLES.reduce((sum, x) => sum + x[i]!, 0) / SAMPLES.length;
  for (const [i, j] of [
    [0, 0],
    [0, 1],
    [2, 1],
    [1, 2],
    [2, 2],
  ] as const) {
    // prettier-ignore
    const direct = SAMPLES.reduce((sum, x) => sum + (x[i]! - mean(i)) * (x[j]! - mean(j)), 0);
    expect(momentAt(state, i, j)).toBeCloseTo(direct, 6);
  }
});

test('two parts put together are the whole, whatever the order', () => {
  const [first, second] = [of(SAMPLES.slice(0, 71)), of(SAMPLES.slice(71))];
  mergeMoments(first, second);
  expectSame(first, of(SAMPLES));
  const empty = initCoMoments(3);
  mergeMoments(empty, of(SAMPLES));
  expectSame(empty, of(SAMPLES));
});

test('many zeros at once are zeros one by one', () => {
  const [atOnce, single] = [of(SAMPLES), of(SAMPLES)];
  addZeros(atOnce, 40);
  for (let k = 0; k < 40; k++) addSample(single, [0, 0, 0]);
  expect(atOnce.n).toBe(340);
  expect(momentAt(atOnce, 2, 2) / momentAt(single, 2, 2)).toBeCloseTo(1, 10);
  expect(momentAt(atOnce, 1, 0)).toBeCloseTo(momentAt(single, 1, 0), 6);
});

// Superior predictive ability: the published p-values, and models that are clearly better or worse.

import { describe, expect, test } from 'vitest';
import { superiorPredictiveAbility } from '../../../src/core/analysis/spa.js';
import { initRng } from '../../../src/core/stats/rng.js';
import { normals } from './data-set-v1.js';

const Z = normals(2024, 1200);
const column = (j: number, loss: (z: number) => number): Float64Array =>
  Float64Array.from({ length: 300 }, (_, i) => loss(Z[4 * i + j]!));
const BENCHMARK = column(0, (z) => z * z);
const MODELS = [column(1, (z) => z * z), column(2, (z) => z * z + 0.1), column(3, (z) => 0.95 * z * (0.95 * z))];

const options = (meanBlock: number, statistic: 'raw' | 'studentised' = 'studentised') => ({
  replications: 10_000,
  rng: initRng(1),
  meanBlock,
  statistic,
});

describe('published p-values (stated tolerance .01)', () => {
  test.each([
    [1, 0.256],
    [10, 0.249],
  ])('mean block %i', (meanBlock, p) => {
    const result = superiorPredictiveAbility(BENCHMARK, MODELS, options(meanBlock, 'raw'))!;
    expect(Math.abs(result.pConsistent - p)).toBeLessThanOrEqual(0.01);
    // arch 8.0 with 10,000 replications: lower .1351 and .1359; no model is bad enough to be left out.
    expect(Math.abs(result.pLower - 0.1355)).toBeLessThanOrEqual(0.012);
    expect(result.pUpper).toBe(result.pConsistent);
    expect(result).toMatchObject({ models: 3, n: 300 });
  });
});

describe('named facts', () => {
  const small = (meanBlock: number) => ({ ...options(meanBlock), replications: 1000 });

  test('a model that is clearly better', () => {
    const better = BENCHMARK.map((loss, i) => loss - 0.5 + 0.1 * Z[i]!);
    expect(superiorPredictiveAbility(BENCHMARK, [...MODELS, better], small(3))!.pConsistent).toBeLessThan(0.01);
  });

  test('hopeless models make the reality check timid, the consistent p does not see them', () => {
    const hopeless = Array.from({ length: 20 }, (_, k) => BENCHMARK.map((loss, i) => loss + 3 + 20 * Z[i + k]!));
    const slightly = BENCHMARK.map((loss, i) => loss - 0.12 + normals(5, 300)[i]!);
    const result = superiorPredictiveAbility(BENCHMARK, [slightly, ...hopeless], { ...small(1), statistic: 'raw' })!;
    expect(result.pUpper).toBeGreaterThan(result.pConsistent + 0.2);
    expect(result.pLower).toBeLessThanOrEqual(result.pConsistent);
  });

  test('a model like the benchmark says nothing; nor does too little data', () => {
    expect(superiorPredictiveAbility(BENCHMARK, [BENCHMARK], small(1))).toBeNull();
    expect(superiorPredictiveAbility(BENCHMARK, [], small(1))).toBeNull();
    expect(superiorPredictiveAbility([1, 2], [[2, 1]], small(1))).toBeNull();
    expect(() => superiorPredictiveAbility([1, 2], [[2]], small(1))).toThrow(RangeError);
  });
});

test('models that know no more than the benchmark: p below .05 no oftener than nominal', () => {
  let small = 0;
  for (let seed = 0; seed < 150; seed++) {
    const losses = Array.from({ length: 4 }, (_, k) => normals(1000 + 4 * seed + k, 100));
    const [benchmark, ...models] = losses as [Float64Array, ...Float64Array[]];
    const rng = initRng(seed);
    if (superiorPredictiveAbility(benchmark, models, { replications: 300, rng, meanBlock: 2 })!.pConsistent < 0.05)
      small++;
  }
  expect(small / 150).toBeLessThanOrEqual(0.1);
});
